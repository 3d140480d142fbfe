// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/rowreader.h"

#include <QObject>
#include <QRegularExpression>

namespace ledgercast {

namespace {

constexpr qsizetype headsAtOnce = 40;
constexpr int mostPages = 10'000;

tl::unexpected<Error> stuck(const RowQuery &query)
{
    return fail(ErrorKind::Protocol, query.operation,
                QObject::tr("CloudSuite answered the same page of %1 twice, so reading can't go on. Ledgercast tries "
                            "again at the next check.")
                    .arg(query.set),
                {}, QStringLiteral("stuck"));
}

RowConditions keyOf(const RowQuery &query, const M3Record &row)
{
    using Kind = RowCondition::Kind;
    RowConditions key;
    for (const QString &column : query.order)
        key.append({column, {}, row.value(column), query.numbers.contains(column) ? Kind::Number : Kind::Text});
    return key;
}

bool mayBeLost(const Error &error)
{
    return error.kind == ErrorKind::Refused || error.kind == ErrorKind::Protocol || error.kind == ErrorKind::NotFound;
}

} // namespace

QCoro::Task<Result<RowReader::Found>> RowReader::once(RowQuery query, bool *hasLostLink) const
{
    Found found;
    for (int pages = 0; pages < mostPages; ++pages) {
        auto reading = m_client.read(query);
        const Result<RowPage> page = co_await reading;
        if (!page) {
            *hasLostLink = !query.link.isEmpty() && mayBeLost(page.error());
            co_return tl::unexpected(page.error());
        }
        found.rows += page->rows;
        found.calls += page->calls;
        if (!page->hasMore)
            co_return Result<Found>(found);
        if (page->link.isEmpty()) {
            if (query.order.isEmpty() || page->rows.isEmpty())
                co_return stuck(query);
            query.behind = rowfilter::behind(keyOf(query, page->rows.last()));
        } else if (page->link == query.link) {
            co_return stuck(query);
        }
        query.link = page->link;
    }
    co_return stuck(query);
}

QCoro::Task<Result<RowReader::Found>> RowReader::all(RowQuery query) const
{
    bool hasLostLink = false;
    auto first = once(query, &hasLostLink);
    Result<Found> found = co_await first;
    if (found || !hasLostLink)
        co_return found;
    auto second = once(query, &hasLostLink);
    co_return co_await second;
}

QCoro::Task<Result<RowReader::Found>> RowReader::belonging(RowQuery query, QList<RowConditions> heads) const
{
    Found found;
    for (qsizetype start = 0; start < heads.size(); start += headsAtOnce) {
        query.any = heads.mid(start, headsAtOnce);
        auto reading = all(query);
        const Result<Found> some = co_await reading;
        if (!some)
            co_return tl::unexpected(some.error());
        found.rows += some->rows;
        found.calls += some->calls;
    }
    co_return Result<Found>(found);
}

namespace rowqueries {

namespace {

class Columns
{
public:
    void add(const QString &column)
    {
        if (!column.isEmpty() && !m_names.contains(column))
            m_names << column;
    }
    void add(const QStringList &columns)
    {
        for (const QString &column : columns)
            add(column);
    }
    void add(const QList<FieldMapping> &fields)
    {
        for (const FieldMapping &field : fields)
            add(field.column);
    }
    [[nodiscard]] QStringList names() const { return m_names; }

private:
    QStringList m_names;
};

} // namespace

QStringList numbersOf(const FeedEntry &feed)
{
    QStringList numbers = feed.numbers;
    QStringList others;
    QList<FieldMapping> fields = feed.fields;
    const QList<LinesMapping> parts = feed.parts();
    for (const LinesMapping &part : parts)
        fields += part.fields;
    for (const FieldMapping &field : std::as_const(fields)) { // the first one decides
        const bool isNumber = field.type == FieldMapping::Type::Number || field.type == FieldMapping::Type::Decimal;
        if (!numbers.contains(field.column) && !others.contains(field.column))
            (isNumber ? numbers : others) << field.column;
    }
    return numbers;
}

RowCondition::Kind kindOf(const FeedEntry &feed, const QString &column)
{
    return numbersOf(feed).contains(column) ? RowCondition::Kind::Number : RowCondition::Kind::Text;
}

RowCondition condition(const QString &text)
{
    static const QRegularExpression shape(QStringLiteral("\\A(\\S+) (=|<>|<=|>=|<|>) (.*)\\z"));
    const auto match = shape.match(text);
    QString value = match.captured(3);
    const bool isText = value.startsWith(u'\'') && value.endsWith(u'\'') && value.size() >= 2;
    if (isText)
        value = value.sliced(1, value.size() - 2);
    return {match.captured(1), match.captured(2), value,
            isText ? RowCondition::Kind::Text : RowCondition::Kind::Number};
}

QStringList headColumns(const FeedEntry &feed)
{
    Columns columns;
    columns.add(QStringList{feed.company, feed.division, feed.changed, feed.changedBy, feed.number, feed.amount,
                            feed.currency, feed.selfCostCentre});
    columns.add(feed.rowKey);
    columns.add(feed.documentKey);
    if (feed.party) {
        columns.add(feed.party->column);
        if (feed.party->table.isEmpty())
            columns.add(feed.party->name);
    }
    for (const NameMapping &name : feed.names) {
        columns.add(name.column);
        if (name.table.isEmpty())
            columns.add(name.name);
    }
    columns.add(feed.fields);
    for (const StatusRule &rule : feed.status)
        columns.add(rule.column);
    QList<ColumnMatch> matches = feed.distribution ? feed.distribution->match : QList<ColumnMatch>{};
    const QList<LinesMapping> parts = feed.parts();
    for (const LinesMapping &part : parts)
        matches += part.match;
    for (const ColumnMatch &match : std::as_const(matches))
        columns.add(match.head);
    if (feed.isGrouped && feed.lines)
        columns.add(partColumns(*feed.lines));
    return columns.names();
}

QStringList partColumns(const LinesMapping &part)
{
    Columns columns;
    columns.add(part.rowKey);
    for (const ColumnMatch &match : part.match)
        columns.add(match.column);
    columns.add(QStringList{part.changed, part.changedBy, part.amount, part.costCentre});
    columns.add(part.fields);
    return columns.names();
}

QStringList distributionColumns(const DistributionMapping &distribution)
{
    Columns columns;
    columns.add(distribution.rowKey);
    for (const ColumnMatch &match : distribution.match)
        columns.add(match.column);
    columns.add(QStringList{distribution.costCentre, distribution.amount, distribution.currency, distribution.column});
    return columns.names();
}

RowConditions matching(const FeedEntry &feed, const QList<ColumnMatch> &match, const M3Record &head)
{
    RowConditions conditions;
    for (const ColumnMatch &own : match)
        conditions.append({own.column, QStringLiteral("="), head.value(own.head), kindOf(feed, own.head)});
    return conditions;
}

} // namespace rowqueries

} // namespace ledgercast
