// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/costcentremappingcsv.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace ledgercast {

namespace {

constexpr int longestText = 60;

QString translated(const char *text)
{
    return QCoreApplication::translate("routing", text);
}

QStringList columnNames()
{
    return {QStringLiteral("by"), QStringLiteral("value"), QStringLiteral("company"), QStringLiteral("division"),
            QStringLiteral("cost_centre")};
}

QStringList optionalColumns()
{
    return {QStringLiteral("company"), QStringLiteral("division")};
}

/// Reads the rows of a file and collects what is wrong with them.
class MappingReader
{
public:
    MappingReader(const QStringList &header, QList<RowError> *errors) : m_header(header), m_errors(errors) {}

    MappingRow read(const CsvRow &row)
    {
        m_row = &row;
        MappingRow mapping;
        mapping.company = company();
        mapping.division = text("division", false);
        if (!mapping.division.isEmpty() && mapping.company.isEmpty())
            refuse("division", translated(QT_TRANSLATE_NOOP("routing", "A division needs its company.")));
        mapping.table = table();
        mapping.value = value();
        mapping.costCentre = costCentre();
        refuseRepeated(mapping);
        return mapping;
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
    QString text(const char *column, bool isNeeded)
    {
        const QString text = cell(column);
        if (isNeeded && text.isEmpty())
            refuse(column, translated(QT_TRANSLATE_NOOP("routing", "The cell is empty.")));
        if (text.size() > longestText)
            refuse(column, translated(QT_TRANSLATE_NOOP("routing", "The text is longer than 60 characters.")));
        return text;
    }
    QString company()
    {
        static const QRegularExpression number(QStringLiteral("\\A[0-9]{0,10}\\z"));
        const QString company = cell("company");
        if (!number.match(company).hasMatch())
            refuse("company", translated(QT_TRANSLATE_NOOP("routing", "“%1” isn't a company number.")).arg(company));
        return company;
    }
    MappingTable table()
    {
        const QString word = cell("by").toLower();
        const auto table = mappingTableOf(word);
        if (!table)
            refuse("by", translated(QT_TRANSLATE_NOOP("routing", "“%1” isn't %2.")).arg(word, mappingTableWords()));
        return table.value_or(MappingTable::Warehouse);
    }
    QString value()
    {
        const QString value = text("value", true);
        if (const auto pattern = CostCentrePattern::parse(value); !value.isEmpty() && !pattern)
            refuse("value", pattern.error());
        return value;
    }
    QString costCentre()
    {
        static const QRegularExpression code(QStringLiteral("\\A[^\\s,;*]*\\z"));
        const QString centre = text("cost_centre", true);
        if (!code.match(centre).hasMatch() || centre.compare(CostCentrePattern::unknownCode, Qt::CaseInsensitive) == 0)
            refuse("cost_centre",
                   translated(QT_TRANSLATE_NOOP("routing", "“%1” isn't the code of one cost centre, such as 4200."))
                       .arg(centre));
        return centre;
    }
    void refuseRepeated(const MappingRow &mapping)
    {
        const QString key =
            QStringList{mapping.company, mapping.division, wordOf(mapping.table), mapping.value.toUpper()}.join(
                u'\x1f');
        if (const int line = m_lines.value(key); line > 0 && !mapping.value.isEmpty())
            refuse("value", translated(QT_TRANSLATE_NOOP("routing", "Line %1 maps the same already.")).arg(line));
        else
            m_lines.insert(key, m_row->line);
    }

    const QStringList &m_header;
    QList<RowError> *m_errors;
    const CsvRow *m_row = nullptr;
    QHash<QString, int> m_lines; ///< where each mapping stands
};

} // namespace

Result<QList<MappingRow>> parseMappingCsv(const QByteArray &csv, QList<RowError> *errors)
{
    QList<RowError> refused;
    const CsvTable table = readCsvTable(csv, columnNames(), &refused, optionalColumns());
    MappingReader reader(table.header, &refused);
    QList<MappingRow> mappings;
    for (const CsvRow &row : table.rows)
        mappings.append(reader.read(row));
    sortByLine(&refused);
    if (errors)
        *errors = refused;
    if (!refused.isEmpty())
        return fail(
            refusalOf(refused, translated(QT_TRANSLATE_NOOP("routing", "Import cost-centre mappings")),
                      translated(QT_TRANSLATE_NOOP("routing", "The mappings weren't imported, nothing has changed.")),
                      QStringLiteral("mappings_refused")));
    return mappings;
}

QByteArray toCsv(const QList<MappingRow> &rows)
{
    QString text = columnNames().join(u',') + QStringLiteral("\r\n");
    for (const MappingRow &row : rows) {
        const QStringList cells{wordOf(row.table), csvCell(row.value), csvCell(row.company), csvCell(row.division),
                                csvCell(row.costCentre)};
        text += cells.join(u',') + QStringLiteral("\r\n");
    }
    return text.toUtf8();
}

} // namespace ledgercast
