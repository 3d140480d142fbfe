// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/m3documents.h"

#include "core/base/decimal.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QObject>

#include <algorithm>

namespace ledgercast::m3documents {

namespace {

class Maker
{
public:
    Maker(const FeedEntry &feed, QStringList *warnings) : m_feed(feed), m_warnings(warnings) {}

    /// Empty: no value.
    [[nodiscard]] QString value(const FieldMapping &field, const M3Row &row) const
    {
        const QString raw = row.value(field.column);
        switch (field.type) {
        case FieldMapping::Type::Text:
            return raw;
        case FieldMapping::Type::Boolean:
            return raw.isEmpty() ? QString() : raw == u"0" ? QStringLiteral("false") : QStringLiteral("true");
        case FieldMapping::Type::Date: {
            if (raw.isEmpty() || raw == u"0")
                return {};
            const QDate date = dateOf(raw);
            if (!date.isValid())
                warn(field, raw);
            return date.isValid() ? date.toString(Qt::ISODate) : QString();
        }
        case FieldMapping::Type::Number:
        case FieldMapping::Type::Decimal:
            break;
        }
        if (raw.isEmpty())
            return {};
        const auto number = Decimal::parse(raw);
        if (!number)
            warn(field, raw);
        return number ? number->toString() : QString();
    }

    [[nodiscard]] Fields fields(const QList<FieldMapping> &mappings, const M3Row &row) const
    {
        Fields fields;
        for (const FieldMapping &mapping : mappings) {
            if (const QString text = value(mapping, row); !text.isEmpty())
                fields.insert(mapping.name, text);
        }
        return fields;
    }

    [[nodiscard]] std::optional<Decimal> decimal(const M3Row &row, const QString &column) const
    {
        const QString raw = row.value(column);
        if (column.isEmpty() || raw.isEmpty())
            return std::nullopt;
        const auto number = Decimal::parse(raw);
        if (!number)
            warn({column, column, FieldMapping::Type::Decimal, false}, raw);
        return number;
    }

private:
    void warn(const FieldMapping &field, const QString &raw) const
    {
        const QString text =
            QObject::tr("%1: the column %2 holds \"%3\", which can't be read as its kind of value. It is "
                        "left out.")
                .arg(m_feed.label, field.column, raw.left(30));
        if (m_warnings && !m_warnings->contains(text) && m_warnings->size() < 20)
            m_warnings->append(text);
    }

    const FeedEntry &m_feed;
    QStringList *m_warnings;
};

QString statusOf(const FeedEntry &feed, const M3Row &row)
{
    for (const StatusRule &rule : feed.status) {
        const QString value = row.value(rule.column);
        if (rule.column.isEmpty() || (!value.isEmpty() && value >= rule.from && value <= rule.to))
            return rule.status;
    }
    return {};
}

/// Sums by cost centre, in the order of their codes.
QList<CostCentreShare> sharesOf(const Maker &maker, const QList<M3Row> &rows, const QString &costCentre,
                                const QString &amount, const QString &currencyColumn, const QString &currency,
                                const QString &provenance)
{
    QMap<QString, CostCentreShare> shares;
    for (const M3Row &row : rows) {
        const QString code = row.value(costCentre);
        if (costCentre.isEmpty() || code.isEmpty())
            continue;
        CostCentreShare &share = shares[code];
        share.code = code;
        share.provenance = provenance;
        const QString own = currencyColumn.isEmpty() ? QString() : row.value(currencyColumn);
        const QString unit = own.isEmpty() ? currency : own;
        if (const auto part = maker.decimal(row, amount); part && !unit.isEmpty()) {
            if (!share.amount)
                share.amount = Money{*part, unit};
            else if (share.amount->currency == unit)
                share.amount->amount = share.amount->amount + *part;
        }
    }
    return shares.values();
}

QJsonObject toJson(const M3Row &row)
{
    QJsonObject object;
    for (auto column = row.cbegin(); column != row.cend(); ++column)
        object.insert(column.key(), column.value());
    return object;
}

QByteArray sourceOf(const FeedEntry &feed, const Rows &rows)
{
    QJsonObject source{{QStringLiteral("table"), feed.table}, {QStringLiteral("row"), toJson(rows.head)}};
    const auto add = [&](const QString &name, const QList<M3Row> &list) {
        QJsonArray array;
        for (const M3Row &row : list)
            array.append(toJson(row));
        if (!array.isEmpty())
            source.insert(name, array);
    };
    add(QStringLiteral("lines"), rows.lines);
    add(QStringLiteral("distribution"), rows.distribution);
    return QJsonDocument(source).toJson(QJsonDocument::Compact);
}

std::optional<Decimal> sumOf(const Maker &maker, const QList<M3Row> &rows, const QString &column)
{
    std::optional<Decimal> sum;
    for (const M3Row &row : rows) {
        if (const auto part = maker.decimal(row, column))
            sum = sum.value_or(Decimal()) + *part;
    }
    return sum;
}

/// What people look for stands among the fields too, under its canonical name.
void repeatInFields(Document &document)
{
    const auto put = [&](const char *name, const QString &value) {
        if (!value.isEmpty())
            document.fields.insert(QString::fromLatin1(name), value);
    };
    put("company", document.company);
    put("division", document.division);
    put("number", document.number);
    put("status", document.status);
    put("supplier_name", document.partyName);
    if (document.amount) {
        put("amount", document.amount->amount.toString());
        put("currency", document.amount->currency);
    }
}

} // namespace

QString keyOf(const M3Row &row, const QStringList &columns)
{
    QStringList parts;
    for (const QString &column : columns)
        parts << row.value(column);
    return parts.join(u'/');
}

QDate dateOf(const QString &value)
{
    return value.size() == 8 ? QDate::fromString(value, QStringLiteral("yyyyMMdd")) : QDate();
}

Document make(const FeedEntry &feed, const QString &tenant, const Rows &rows, QStringList *warnings)
{
    const Maker maker(feed, warnings);
    const M3Row &head = rows.head;
    Document document;
    document.tenant = tenant;
    document.type = feed.recordType;
    document.key = keyOf(head, feed.documentKey);
    document.company = head.value(feed.company);
    document.division = head.value(feed.division);
    document.number = head.value(feed.number);
    if (feed.party) {
        document.partyId = head.value(feed.party->column);
        document.partyName = rows.partyName;
    }
    const QString currency = head.value(feed.currency);
    auto amount = maker.decimal(head, feed.amount);
    if (feed.lines && (!amount || amount->isZero()))
        amount = sumOf(maker, rows.lines, feed.lines->amount);
    if (amount && !currency.isEmpty())
        document.amount = Money{*amount, currency};
    document.status = statusOf(feed, head);
    document.modifiedOn = dateOf(head.value(feed.changed));
    document.modifiedBy = head.value(feed.changedBy);
    document.fields = maker.fields(feed.fields, head);
    if (feed.lines) {
        for (const M3Row &line : rows.lines) {
            document.lines.append(maker.fields(feed.lines->fields, line));
            // A received line is news of its order, also where the head's own date stands still.
            if (const QDate changed = dateOf(line.value(feed.lines->changed)); changed > document.modifiedOn)
                document.modifiedOn = changed;
        }
        document.costCentres = sharesOf(maker, rows.lines, feed.lines->costCentre, feed.lines->amount, {}, currency,
                                        feed.lines->provenance);
    }
    if (feed.distribution)
        document.costCentres =
            sharesOf(maker, rows.distribution, feed.distribution->costCentre, feed.distribution->amount,
                     feed.distribution->currency, currency, feed.distribution->provenance);
    if (const QString self = head.value(feed.selfCostCentre); !feed.selfCostCentre.isEmpty() && !self.isEmpty())
        document.costCentres = {{self, std::nullopt, QStringLiteral("self")}};
    repeatInFields(document);
    document.source = sourceOf(feed, rows);
    return document;
}

} // namespace ledgercast::m3documents
