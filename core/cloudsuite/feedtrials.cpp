// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/feedtrials.h"

#include <QObject>

namespace ledgercast::feedtrials {

namespace {

QString kindOf(FieldMapping::Type type)
{
    switch (type) {
    case FieldMapping::Type::Number:
        return QObject::tr("a number");
    case FieldMapping::Type::Decimal:
        return QObject::tr("an amount");
    case FieldMapping::Type::Date:
        return QObject::tr("a date");
    default:
        return QObject::tr("a value");
    }
}

/// Reads a row column by column.
class Rows
{
public:
    explicit Rows(const FeedEntry &feed) : m_feed(feed) {}

    void addField(const FieldMapping &field, const QString &place, const M3Record &row, const Fields &read)
    {
        FeedTrial::Value value{field.column, field.name, row.value(field.column), read.value(field.name), {}};
        const bool isNothing = value.raw.isEmpty() || value.raw == u"0" || value.raw.startsWith(u"00000000");
        if (field.type == FieldMapping::Type::Masked)
            value.raw = value.value;
        else if (!row.contains(field.column))
            value.error = field.isOptional ? QString() : QObject::tr("%1: the row has no such column").arg(place);
        else if (value.value.isEmpty() && !isNothing)
            value.error = QObject::tr("%1: can't be read as %2").arg(place, kindOf(field.type));
        m_values.append(value);
        m_used << field.column;
    }
    void add(const QString &column, const QString &field, const M3Record &row, const QString &text)
    {
        if (column.isEmpty())
            return;
        const QString error =
            row.contains(column) ? QString() : QObject::tr("feeds/%1: the row has no such column").arg(m_feed.id);
        m_values.append({column, field, row.value(column), text, error});
        m_used << column;
    }
    void use(const QStringList &columns) { m_used += columns; }
    void addUnused(const M3Record &row)
    {
        for (auto column = row.cbegin(); column != row.cend(); ++column) {
            if (!m_used.contains(column.key()) && !column.key().endsWith(u" mark"))
                m_values.append({column.key(), {}, column.value(), {}, {}});
        }
    }
    [[nodiscard]] QList<FeedTrial::Value> values() const { return m_values; }

private:
    const FeedEntry &m_feed;
    QList<FeedTrial::Value> m_values;
    QStringList m_used;
};

} // namespace

FeedTrial of(const FeedEntry &feed)
{
    FeedTrial trial;
    trial.feed = feed.id;
    trial.label = feed.label;
    trial.recordType = feed.recordType;
    trial.table = feed.list ? feed.list->program + u'/' + feed.list->transaction : feed.table;
    return trial;
}

FeedTrial::Row rowOf(const FeedEntry &feed, const QString &tenant, const m3documents::Rows &rows, QStringList *warnings)
{
    FeedTrial::Row row;
    const Document document = m3documents::make(feed, tenant, rows, warnings);
    Rows reading(feed);
    const QString amount = document.amount ? document.amount->amount.toString() : QString();
    const QString currency = document.amount ? document.amount->currency : rows.head.value(feed.currency);
    reading.add(feed.company, QStringLiteral("company"), rows.head, document.company);
    reading.add(feed.division, QStringLiteral("division"), rows.head, document.division);
    reading.add(feed.number, QStringLiteral("number"), rows.head, document.number);
    reading.add(feed.amount, QStringLiteral("amount"), rows.head, amount);
    reading.add(feed.currency, QStringLiteral("currency"), rows.head, currency);
    reading.add(feed.changed, QStringLiteral("changed_on"), rows.head, document.modifiedOn.toString(Qt::ISODate));
    reading.add(feed.changedBy, QStringLiteral("changed_by"), rows.head, document.modifiedBy);
    if (feed.party)
        reading.add(feed.party->column, QStringLiteral("party"), rows.head, document.partyName);
    for (qsizetype at = 0; at < feed.fields.size(); ++at)
        reading.addField(feed.fields.at(at), QStringLiteral("feeds/%1/fields/%2").arg(feed.id).arg(at), rows.head,
                         document.fields);
    for (const StatusRule &rule : feed.status)
        reading.use({rule.column});
    reading.use(feed.rowKey + feed.documentKey);
    reading.addUnused(rows.head);
    row.values = reading.values();
    for (qsizetype line = 0; feed.lines && line < document.lines.size() && line < rows.lines.size(); ++line) {
        Rows own(feed);
        for (qsizetype at = 0; at < feed.lines->fields.size(); ++at)
            own.addField(feed.lines->fields.at(at), QStringLiteral("feeds/%1/lines/fields/%2").arg(feed.id).arg(at),
                         rows.lines.at(line), document.lines.at(line));
        QList<FeedTrial::Value> values = own.values();
        for (FeedTrial::Value &value : values) {
            value.column = feed.lines->table + u'.' + value.column;
            value.field = QStringLiteral("lines[%1].%2").arg(line).arg(value.field);
        }
        row.values += values;
    }
    row.document = document;
    return row;
}

} // namespace ledgercast::feedtrials
