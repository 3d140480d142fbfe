// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/m3tables.h"

#include "core/cloudsuite/m3client.h"

#include <QSet>

namespace ledgercast {

void M3Tables::learn(const QString &table, const M3Records &fields)
{
    Table known;
    known.isComplete = !fields.records.isEmpty() && !fields.isTruncated;
    for (const M3Record &field : fields.records)
        known.isText.insert(field.value(QStringLiteral("FLDN")), field.value(QStringLiteral("FLTY")) == u"A");
    m_tables.insert(table, known);
}

bool M3Tables::has(const QString &table, const QString &column) const
{
    const Table known = m_tables.value(table);
    return !known.isComplete || known.isText.contains(column);
}

bool M3Tables::isText(const QString &table, const QString &column) const
{
    // Numeric fields of the tables that the catalogue names, for tenants that don't describe their tables.
    static const QSet<QString> numeric{QStringLiteral("CONO"), QStringLiteral("YEA4"), QStringLiteral("JRNO"),
                                       QStringLiteral("JSNO"), QStringLiteral("TRCD"), QStringLiteral("INYR"),
                                       QStringLiteral("VONO"), QStringLiteral("AITP"), QStringLiteral("PNLI"),
                                       QStringLiteral("PNLS"), QStringLiteral("LMDT"), QStringLiteral("LMTS")};
    return m_tables.value(table).isText.value(column, !numeric.contains(column.mid(2)));
}

Result<QString> M3Tables::condition(const QString &table, const QString &column, const QString &comparison,
                                    const QString &value) const
{
    const auto literal = M3Client::literal(value, isText(table, column));
    if (!literal)
        return fail(literal.error());
    return QString(column + u' ' + comparison + u' ' + *literal);
}

Result<QStringList> M3Tables::behind(const QString &table, const QStringList &key, const QStringList &values) const
{
    if (values.isEmpty())
        return QStringList{QString()};
    QStringList all;
    for (qsizetype moving = key.size() - 1; moving >= 0; --moving) {
        QStringList parts;
        for (qsizetype at = 0; at <= moving; ++at) {
            const auto part = condition(table, key.at(at), at == moving ? QStringLiteral(">") : QStringLiteral("="),
                                        values.value(at));
            if (!part)
                return fail(part.error());
            parts << *part;
        }
        all << parts.join(QStringLiteral(" and "));
    }
    return all;
}

} // namespace ledgercast
