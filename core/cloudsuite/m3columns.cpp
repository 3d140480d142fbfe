// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/m3columns.h"

namespace ledgercast::m3columns {

namespace {

class Columns
{
public:
    Columns(const QString &table, const M3Tables &tables) : m_table(table), m_tables(tables) {}

    void add(const QString &column)
    {
        if (!column.isEmpty() && !m_names.contains(column))
            m_names << column;
    }
    void addExisting(const QString &column)
    {
        if (m_tables.has(m_table, column))
            add(column);
    }
    [[nodiscard]] QStringList names() const { return m_names; }

private:
    QString m_table;
    const M3Tables &m_tables;
    QStringList m_names;
};

} // namespace

QStringList head(const FeedEntry &feed, const M3Tables &tables)
{
    Columns columns(feed.table, tables);
    const QStringList needed = QStringList{feed.company, feed.changed, feed.number} + feed.rowKey + feed.documentKey;
    for (const QString &column : needed)
        columns.add(column);
    for (const QString &column : {feed.division, feed.changedBy, feed.amount, feed.currency, feed.selfCostCentre})
        columns.addExisting(column);
    if (feed.party) {
        columns.add(feed.party->column);
        if (feed.party->table.isEmpty())
            columns.add(feed.party->name);
    }
    for (const NameMapping &name : feed.names)
        columns.addExisting(name.column);
    for (const FieldMapping &field : feed.fields) {
        if (field.isOptional)
            columns.addExisting(field.column);
        else
            columns.add(field.column);
    }
    for (const StatusRule &rule : feed.status)
        columns.addExisting(rule.column);
    QList<ColumnMatch> matches = feed.distribution ? feed.distribution->match : QList<ColumnMatch>{};
    const QList<LinesMapping> parts = feed.parts();
    for (const LinesMapping &part : parts)
        matches += part.match;
    for (const ColumnMatch &match : std::as_const(matches))
        columns.add(match.head);
    // Rows of a group are the lines too: they are asked for with the same columns, and so known again.
    if (feed.isGrouped && feed.lines) {
        for (const FieldMapping &field : feed.lines->fields)
            columns.addExisting(field.column);
        for (const QString &column : {feed.lines->amount, feed.lines->costCentre})
            columns.addExisting(column);
    }
    return columns.names();
}

QStringList lines(const LinesMapping &lines, const M3Tables &tables)
{
    Columns columns(lines.table, tables);
    for (const QString &column : lines.rowKey)
        columns.add(column);
    for (const ColumnMatch &match : lines.match)
        columns.add(match.column);
    for (const QString &column : {lines.changed, lines.changedBy, lines.amount, lines.costCentre})
        columns.addExisting(column);
    for (const FieldMapping &field : lines.fields)
        columns.addExisting(field.column);
    return columns.names();
}

QStringList distribution(const DistributionMapping &distribution)
{
    QStringList columns = distribution.rowKey;
    for (const QString &column :
         {distribution.costCentre, distribution.amount, distribution.currency, distribution.column}) {
        if (!column.isEmpty() && !columns.contains(column))
            columns << column;
    }
    return columns;
}

QString missing(const FeedEntry &feed, const M3Tables &tables)
{
    const QStringList columns = head(feed, tables);
    for (const QString &column : columns) {
        if (!tables.has(feed.table, column))
            return column;
    }
    return {};
}

} // namespace ledgercast::m3columns
