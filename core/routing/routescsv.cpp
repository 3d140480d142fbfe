// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/routescsv.h"

#include "core/routing/csvtable.h"
#include "core/routing/rulecells.h"

#include <QCoreApplication>

#include <array>

namespace ledgercast {

namespace {

constexpr std::array columns{"priority",   "name",       "record_types", "cost_centres", "companies",
                             "min_amount", "exceptions", "channel",      "mention",      "delivery"};

QString translated(const char *text)
{
    return QCoreApplication::translate("routing", text);
}

QStringList columnNames()
{
    QStringList names;
    for (const char *column : columns)
        names << QString::fromLatin1(column);
    return names;
}

/// One row being read; collects what is wrong with it.
Route readRow(const CsvRow &row, const QStringList &header, QList<RowError> *errors)
{
    static const std::pair<const char *, RuleField> fields[] = {{"name", RuleField::Name},
                                                                {"record_types", RuleField::Types},
                                                                {"cost_centres", RuleField::Centres},
                                                                {"companies", RuleField::Companies},
                                                                {"min_amount", RuleField::MinimumAmount},
                                                                {"exceptions", RuleField::Exceptions},
                                                                {"channel", RuleField::Channel},
                                                                {"mention", RuleField::Mention},
                                                                {"delivery", RuleField::Send}};
    const auto cell = [&](const char *column) {
        return row.cells.value(header.indexOf(QLatin1String(column))).trimmed();
    };
    Route route;
    bool isNumber = false;
    route.priority = cell("priority").toInt(&isNumber);
    if (!isNumber || route.priority < 0)
        errors->append(
            {row.line, QStringLiteral("priority"),
             translated(QT_TRANSLATE_NOOP("routing", "“%1” isn't a whole number from 0 up.")).arg(cell("priority"))});
    for (const auto &[column, field] : fields) {
        if (const auto written = setRuleText(route, field, cell(column)); !written)
            errors->append({row.line, QString::fromLatin1(column), written.error()});
    }
    return route;
}

} // namespace

RoutesFile readRoutesCsv(const QByteArray &csv)
{
    RoutesFile file;
    const CsvTable table = readCsvTable(csv, columnNames(), &file.refused);
    for (const CsvRow &row : table.rows)
        file.routes.append(readRow(row, table.header, &file.refused));
    sortByLine(&file.refused);
    return file;
}

Result<QList<Route>> parseRoutesCsv(const QByteArray &csv, QList<RowError> *errors)
{
    const RoutesFile file = readRoutesCsv(csv);
    if (errors)
        *errors = file.refused;
    if (!file.refused.isEmpty())
        return fail(
            refusalOf(file.refused, translated(QT_TRANSLATE_NOOP("routing", "Import rules")),
                      translated(QT_TRANSLATE_NOOP("routing", "The rules weren't imported, nothing has changed.")),
                      QStringLiteral("routes_refused")));
    return file.routes;
}

QByteArray toCsv(const QList<Route> &routes)
{
    QString text = columnNames().join(u',') + QStringLiteral("\r\n");
    for (const Route &route : routes) {
        const QStringList cells{QString::number(route.priority),        ruleText(route, RuleField::Name),
                                ruleText(route, RuleField::Types),      ruleText(route, RuleField::Centres),
                                ruleText(route, RuleField::Companies),  ruleText(route, RuleField::MinimumAmount),
                                ruleText(route, RuleField::Exceptions), ruleText(route, RuleField::Channel),
                                ruleText(route, RuleField::Mention),    ruleText(route, RuleField::Send)};
        QStringList quoted;
        for (const QString &cell : cells)
            quoted << csvCell(cell);
        text += quoted.join(u',') + QStringLiteral("\r\n");
    }
    return text.toUtf8();
}

} // namespace ledgercast
