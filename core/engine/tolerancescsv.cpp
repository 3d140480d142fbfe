// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/tolerancescsv.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace ledgercast {

namespace {

constexpr int mostGraceDays = 365;
constexpr int longestText = 60;

QString translated(const char *text)
{
    return QCoreApplication::translate("matching", text);
}

QStringList columnNames()
{
    return {QStringLiteral("company"),       QStringLiteral("supplier"),  QStringLiteral("currency"),
            QStringLiteral("price_percent"), QStringLiteral("price_cap"), QStringLiteral("quantity_percent"),
            QStringLiteral("quantity_cap"),  QStringLiteral("grace_days")};
}

/// Reads the rows of a file and collects what is wrong with them.
class ToleranceReader
{
public:
    ToleranceReader(const QStringList &header, QList<RowError> *errors) : m_header(header), m_errors(errors) {}

    ToleranceRule read(const CsvRow &row)
    {
        m_row = &row;
        ToleranceRule rule;
        rule.company = company();
        rule.supplier = cell("supplier");
        if (rule.supplier.size() > longestText)
            refuse("supplier", translated(QT_TRANSLATE_NOOP("matching", "The text is longer than 60 characters.")));
        rule.currency = currency();
        rule.price = limit("price_percent", "price_cap");
        rule.quantity = limit("quantity_percent", "quantity_cap");
        rule.graceDays = graceDays();
        if (!rule.price && !rule.quantity && !rule.graceDays)
            refuse("", translated(QT_TRANSLATE_NOOP("matching", "The row sets nothing.")));
        if (const int line = m_lines.value(rule.id()); line > 0)
            refuse("", translated(QT_TRANSLATE_NOOP("matching", "Line %1 is for the same already.")).arg(line));
        m_lines.insert(rule.id(), row.line);
        return rule;
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
    QString company()
    {
        static const QRegularExpression number(QStringLiteral("\\A[0-9]{0,10}\\z"));
        const QString company = cell("company");
        if (!number.match(company).hasMatch())
            refuse("company", translated(QT_TRANSLATE_NOOP("matching", "“%1” isn't a company number.")).arg(company));
        return company;
    }
    QString currency()
    {
        static const QRegularExpression code(QStringLiteral("\\A([A-Z]{3})?\\z"));
        const QString currency = cell("currency");
        if (!code.match(currency).hasMatch())
            refuse("currency",
                   translated(QT_TRANSLATE_NOOP("matching", "“%1” isn't a currency such as EUR.")).arg(currency));
        return currency;
    }
    std::optional<Decimal> number(const char *column)
    {
        const QString text = cell(column);
        const auto number = Decimal::parse(text);
        if (!text.isEmpty() && (!number || number->isNegative()))
            refuse(column,
                   translated(QT_TRANSLATE_NOOP("matching", "“%1” isn't a number from 0 up, such as 2.5.")).arg(text));
        return number;
    }
    std::optional<ToleranceLimit> limit(const char *percentColumn, const char *capColumn)
    {
        const auto percent = number(percentColumn);
        const auto cap = number(capColumn);
        if (cap && !percent)
            refuse(percentColumn, translated(QT_TRANSLATE_NOOP("matching", "A cap needs a percentage beside it.")));
        return percent ? std::optional(ToleranceLimit{*percent, cap}) : std::nullopt;
    }
    std::optional<int> graceDays()
    {
        const QString text = cell("grace_days");
        if (text.isEmpty())
            return std::nullopt;
        bool isNumber = false;
        const int days = text.toInt(&isNumber);
        if (!isNumber || days < 0 || days > mostGraceDays)
            refuse("grace_days",
                   translated(QT_TRANSLATE_NOOP("matching", "“%1” isn't a number of days from 0 to 365.")).arg(text));
        return days;
    }

    const QStringList &m_header;
    QList<RowError> *m_errors;
    const CsvRow *m_row = nullptr;
    QHash<QString, int> m_lines; ///< where each rule stands
};

QStringList cellsOf(const std::optional<ToleranceLimit> &limit)
{
    if (!limit)
        return {QString(), QString()};
    return {limit->percent.toString(), limit->cap ? limit->cap->toString() : QString()};
}

} // namespace

Result<QList<ToleranceRule>> parseTolerancesCsv(const QByteArray &csv, QList<RowError> *errors)
{
    QList<RowError> refused;
    const CsvTable table = readCsvTable(csv, columnNames(), &refused);
    ToleranceReader reader(table.header, &refused);
    QList<ToleranceRule> rules;
    for (const CsvRow &row : table.rows)
        rules.append(reader.read(row));
    sortByLine(&refused);
    if (errors)
        *errors = refused;
    if (!refused.isEmpty())
        return fail(refusalOf(
            refused, translated(QT_TRANSLATE_NOOP("matching", "Import tolerances")),
            translated(QT_TRANSLATE_NOOP("matching", "The tolerances weren't imported, nothing has changed.")),
            QStringLiteral("tolerances_refused")));
    return rules;
}

QByteArray tolerancesToCsv(const QList<ToleranceRule> &rules)
{
    QString text = columnNames().join(u',') + QStringLiteral("\r\n");
    for (const ToleranceRule &rule : rules) {
        QStringList cells{csvCell(rule.company), csvCell(rule.supplier), rule.currency};
        cells += cellsOf(rule.price) + cellsOf(rule.quantity);
        cells << (rule.graceDays ? QString::number(*rule.graceDays) : QString());
        text += cells.join(u',') + QStringLiteral("\r\n");
    }
    return text.toUtf8();
}

} // namespace ledgercast
