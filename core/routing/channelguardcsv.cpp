// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/channelguardcsv.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace ledgercast {

namespace {

constexpr int longestName = 80; // of a channel in Slack

QString translated(const char *text)
{
    return QCoreApplication::translate("routing", text);
}

QStringList columnNames()
{
    return {QStringLiteral("channel"), QStringLiteral("allowed"), QStringLiteral("masked_fields")};
}

/// Reads the rows of a file and collects what is wrong with them.
class GuardReader
{
public:
    GuardReader(const QStringList &header, QList<RowError> *errors) : m_header(header), m_errors(errors) {}

    GuardRow read(const CsvRow &row)
    {
        m_row = &row;
        GuardRow guard;
        guard.channel = channel();
        guard.isAllowed = isAllowed();
        guard.maskedFields = maskedFields();
        if (!guard.isAllowed && !guard.maskedFields.isEmpty())
            refuse("masked_fields", translated(QT_TRANSLATE_NOOP("routing", "Nothing is posted there, so there is "
                                                                            "nothing to hide.")));
        return guard;
    }

private:
    [[nodiscard]] QString cell(const char *column) const
    {
        return m_row->cells.value(m_header.indexOf(QLatin1String(column))).trimmed();
    }
    void refuse(const char *column, const QString &reason)
    {
        m_errors->append({m_row->line, QString::fromLatin1(column), reason});
    }
    QString channel()
    {
        static const QRegularExpression name(QStringLiteral("\\A(\\*|[^\\s#,;*]{1,%1})\\z").arg(longestName));
        QString channel = cell("channel");
        if (channel.startsWith(u'#'))
            channel.remove(0, 1);
        if (!name.match(channel).hasMatch())
            refuse("channel", translated(QT_TRANSLATE_NOOP("routing", "“%1” isn't the name of a channel, external, "
                                                                      "public or *."))
                                  .arg(channel));
        else if (const int line = m_lines.value(channelKey(channel)); line > 0)
            refuse("channel", translated(QT_TRANSLATE_NOOP("routing", "Line %1 is for the same already.")).arg(line));
        m_lines.insert(channelKey(channel), m_row->line);
        return channel;
    }
    bool isAllowed()
    {
        const QString word = cell("allowed").toLower();
        if (word != u"yes" && word != u"no")
            refuse("allowed", translated(QT_TRANSLATE_NOOP("routing", "“%1” isn't yes or no.")).arg(word));
        return word == u"yes";
    }
    QStringList maskedFields()
    {
        static const QRegularExpression field(QStringLiteral("\\A[a-z][a-z0-9_]*\\z"));
        QStringList fields;
        const QStringList cells = cell("masked_fields").split(u';', Qt::SkipEmptyParts);
        for (const QString &one : cells) {
            const QString name = one.trimmed().toLower();
            if (!field.match(name).hasMatch())
                refuse("masked_fields",
                       translated(QT_TRANSLATE_NOOP("routing", "“%1” isn't the name of a field, such as due_date. The "
                                                               "Source tab of an entry shows them."))
                           .arg(one.trimmed()));
            if (!fields.contains(name))
                fields << name;
        }
        return fields;
    }

    const QStringList &m_header;
    QList<RowError> *m_errors;
    const CsvRow *m_row = nullptr;
    QHash<QString, int> m_lines; ///< where each channel stands
};

} // namespace

Result<QList<GuardRow>> parseGuardCsv(const QByteArray &csv, QList<RowError> *errors)
{
    QList<RowError> refused;
    const CsvTable table = readCsvTable(csv, columnNames(), &refused, {QStringLiteral("masked_fields")});
    GuardReader reader(table.header, &refused);
    QList<GuardRow> rows;
    for (const CsvRow &row : table.rows)
        rows.append(reader.read(row));
    sortByLine(&refused);
    if (errors)
        *errors = refused;
    if (!refused.isEmpty())
        return fail(refusalOf(refused, translated(QT_TRANSLATE_NOOP("routing", "Import the channel guard")),
                              translated(QT_TRANSLATE_NOOP("routing", "The channel guard wasn't imported, nothing has "
                                                                      "changed.")),
                              QStringLiteral("guard_refused")));
    return rows;
}

QByteArray toCsv(const QList<GuardRow> &rows)
{
    QString text = columnNames().join(u',') + QStringLiteral("\r\n");
    for (const GuardRow &row : rows)
        text += QStringList{csvCell(row.channel), row.isAllowed ? QStringLiteral("yes") : QStringLiteral("no"),
                            csvCell(row.maskedFields.join(u';'))}
                    .join(u',') +
                QStringLiteral("\r\n");
    return text.toUtf8();
}

} // namespace ledgercast
