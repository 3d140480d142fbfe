// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/m3documents.h"

#include "core/base/decimal.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QObject>
#include <QSet>

#include <algorithm>

namespace ledgercast::m3documents {

namespace {

const QString deletedStatus = QStringLiteral("deleted");

/// Where the mark of a masked column stands in a row.
QString markOf(const QString &column)
{
    return column + QStringLiteral(" mark");
}

/// A bank account by its end, and a mark by which another one with the same end shows. The mark is too short to find
/// the account by trying.
void maskColumns(M3Row &row, const QList<FieldMapping> &fields)
{
    constexpr qsizetype shown = 4;
    constexpr qsizetype markBytes = 2;
    for (const FieldMapping &field : fields) {
        const QString full = row.value(field.column);
        if (field.type != FieldMapping::Type::Masked || full.isEmpty() || row.contains(markOf(field.column)))
            continue;
        const QByteArray hash = QCryptographicHash::hash(full.toUtf8(), QCryptographicHash::Sha256);
        row[field.column] = QString(shown, QChar(0x2022)) + (full.size() >= 2 * shown ? full.right(shown) : QString());
        row.insert(markOf(field.column), QString::fromLatin1(hash.left(markBytes).toHex()));
    }
}

Rows masked(const FeedEntry &feed, Rows rows)
{
    maskColumns(rows.head, feed.fields);
    if (feed.lines) {
        for (M3Row &line : rows.lines)
            maskColumns(line, feed.lines->fields);
    }
    for (qsizetype at = 0; at < rows.details.size(); ++at)
        maskColumns(rows.details[at], feed.details.at(at).fields);
    return rows;
}

bool isFalse(const QString &raw)
{
    return raw == u"0" || raw.compare(u"false", Qt::CaseInsensitive) == 0 ||
           raw.compare(u"no", Qt::CaseInsensitive) == 0;
}

/// How the products say that there is no date: nothing, zeros, or the first day there is.
bool isNoDate(const QString &raw)
{
    return raw.isEmpty() || raw == u"0" || raw.startsWith(u"00000000") || raw.startsWith(u"0001-01-01") ||
           raw.startsWith(u"1970-01-01");
}

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
        case FieldMapping::Type::Masked: // before it came here
            return field.words.value(raw, raw);
        case FieldMapping::Type::Boolean:
            return raw.isEmpty() ? QString() : isFalse(raw) ? QStringLiteral("false") : QStringLiteral("true");
        case FieldMapping::Type::Date: {
            if (isNoDate(raw))
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
            if (mapping.type == FieldMapping::Type::Masked && row.contains(markOf(mapping.column)))
                fields.insert(mapping.name + QStringLiteral("_mark"), row.value(markOf(mapping.column)));
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
    QJsonObject source{
        {QStringLiteral("table"), feed.list ? feed.list->program + u'/' + feed.list->transaction : feed.table},
        {QStringLiteral("row"), toJson(rows.head)}};
    const auto add = [&](const QString &name, const QList<M3Row> &list) {
        QJsonArray array;
        for (const M3Row &row : list)
            array.append(toJson(row));
        if (!array.isEmpty())
            source.insert(name, array);
    };
    add(QStringLiteral("lines"), rows.lines);
    add(QStringLiteral("details"), rows.details);
    add(QStringLiteral("distribution"), rows.distribution);
    return QJsonDocument(source).toJson(QJsonDocument::Compact);
}

std::optional<Decimal> sumOf(const Maker &maker, const QList<M3Row> &rows, const QString &column, bool isPositiveOnly)
{
    std::optional<Decimal> sum;
    for (const M3Row &row : rows) {
        const auto part = maker.decimal(row, column);
        if (part && !(isPositiveOnly && part->isNegative()))
            sum = sum.value_or(Decimal()) + *part;
    }
    return sum;
}

/// Only what is booked for one of these lines.
QList<M3Row> ofLines(const FeedEntry &feed, const Rows &rows)
{
    const DistributionMapping &booked = *feed.distribution;
    if (booked.line.isEmpty() || rows.lines.isEmpty())
        return rows.distribution;
    QSet<QString> lines;
    for (const M3Row &line : rows.lines)
        lines.insert(line.value(booked.line));
    QList<M3Row> own;
    for (const M3Row &row : rows.distribution) {
        if (lines.contains(row.value(booked.column)))
            own.append(row);
    }
    return own;
}

std::optional<Decimal> amountOf(const Maker &maker, const FeedEntry &feed, const Rows &rows)
{
    std::optional<Decimal> amount = maker.decimal(rows.head, feed.amount);
    if (feed.isGrouped)
        amount = sumOf(maker, rows.lines.isEmpty() ? QList<M3Row>{rows.head} : rows.lines, feed.amount,
                       feed.amountRule == AmountRule::Debits);
    else if (feed.lines && (!amount || amount->isZero()))
        amount = sumOf(maker, rows.lines, feed.lines->amount, false);
    if (amount && feed.amountRule == AmountRule::Negated)
        amount = amount->negated();
    return amount;
}

/// What people look for stands among the fields too, under its canonical name.
void repeatInFields(Document &document, const QString &partyField)
{
    const auto put = [&](const QString &name, const QString &value) {
        if (!value.isEmpty())
            document.fields.insert(name, value);
    };
    put(QStringLiteral("company"), document.company);
    put(QStringLiteral("division"), document.division);
    put(QStringLiteral("number"), document.number);
    put(QStringLiteral("status"), document.status);
    put(partyField, document.partyName);
    if (document.amount) {
        put(QStringLiteral("amount"), document.amount->amount.toString());
        put(QStringLiteral("currency"), document.amount->currency);
    }
}

/// A received line is news of its order, also where the head's own date stands still.
void addChange(const M3Row &row, const QString &changed, const QString &changedBy, Document &document)
{
    const QDate day = dateOf(row.value(changed));
    if (const QString by = row.value(changedBy); !by.isEmpty() && day.isValid() && day >= document.modifiedOn)
        document.modifiedBy = by;
    document.modifiedOn = day > document.modifiedOn ? day : document.modifiedOn;
}

void negateAmount(Fields &line)
{
    const auto amount = line.find(QStringLiteral("amount"));
    if (amount != line.end())
        *amount = Decimal::parse(*amount).value_or(Decimal()).negated().toString();
}

/// Its lines, its cost centres, and the day of the last change among them.
void addParts(const Maker &maker, const FeedEntry &feed, const Rows &rows, const QString &currency, Document &document)
{
    if (feed.lines) {
        for (const M3Row &line : rows.lines) {
            document.lines.append(maker.fields(feed.lines->fields, line));
            if (feed.amountRule == AmountRule::Negated)
                negateAmount(document.lines.last());
            addChange(line, feed.isGrouped ? feed.changed : feed.lines->changed,
                      feed.isGrouped ? feed.changedBy : feed.lines->changedBy, document);
        }
        document.costCentres = sharesOf(maker, rows.lines, feed.lines->costCentre, feed.lines->amount, {}, currency,
                                        feed.lines->provenance);
    }
    for (qsizetype at = 0; at < rows.details.size(); ++at) {
        document.fields.insert(maker.fields(feed.details.at(at).fields, rows.details.at(at)));
        addChange(rows.details.at(at), feed.details.at(at).changed, feed.details.at(at).changedBy, document);
    }
    if (feed.distribution)
        document.costCentres =
            sharesOf(maker, ofLines(feed, rows), feed.distribution->costCentre, feed.distribution->amount,
                     feed.distribution->currency, currency, feed.distribution->provenance);
    const QString self = rows.head.value(feed.selfCostCentre);
    if (!feed.selfCostCentre.isEmpty() && !self.isEmpty())
        document.costCentres = {{self, std::nullopt, QStringLiteral("self")}};
}

} // namespace

QString keyOf(const M3Row &row, const QStringList &columns)
{
    QStringList parts;
    for (const QString &column : columns)
        parts << row.value(column);
    return parts.join(u'/');
}

QStringList missingKeys(const FeedEntry &feed, const QString &company, const QHash<QString, QString> &known,
                        const QSet<QString> &present)
{
    const qsizetype place = feed.company.isEmpty() ? -1 : feed.documentKey.indexOf(feed.company);
    const auto companyOf = [place](const QString &key) { return key.section(u'/', place, place); };
    QSet<QString> companies;
    if (!company.isEmpty())
        companies.insert(company);
    if (place >= 0) {
        for (const QString &key : present)
            companies.insert(companyOf(key));
    }
    QStringList missing;
    for (auto one = known.cbegin(); one != known.cend(); ++one) {
        const bool isLookedFor = place < 0 || companies.contains(companyOf(one.key()));
        const bool isSettled = one.value() == deletedStatus || feed.keptStatuses.contains(one.value());
        if (isLookedFor && !isSettled && !present.contains(one.key()))
            missing << one.key();
    }
    missing.sort();
    return missing;
}

QString nameOf(const QString &table, const QStringList &rowKey, const M3Row &row)
{
    return table + u'/' + keyOf(row, rowKey);
}

QDate dateOf(const QString &value)
{
    if (value.size() < 8)
        return {};
    if (value.size() >= 10 && value.at(4) == u'-')
        return QDate::fromString(value.left(10), Qt::ISODate);
    // Behind the day a time may stand: blank or not, with digits only.
    const bool isTime = value.size() == 8 || value.at(8) == u' ' || value.size() >= 14;
    return isTime ? QDate::fromString(value.left(8), QStringLiteral("yyyyMMdd")) : QDate();
}

Document make(const FeedEntry &feed, const QString &tenant, const Rows &full, QStringList *warnings)
{
    const Maker maker(feed, warnings);
    Rows rows = masked(feed, full);
    if (feed.isGrouped && !rows.lines.isEmpty())
        rows.head = rows.lines.first(); // the same one, whichever of them changed
    const M3Row &head = rows.head;
    Document document;
    document.tenant = tenant;
    document.type = feed.recordType;
    document.key = keyOf(head, feed.documentKey);
    document.company = feed.company.isEmpty() ? rows.company : head.value(feed.company);
    document.division = head.value(feed.division);
    document.number = head.value(feed.number);
    if (feed.party) {
        document.partyId = head.value(feed.party->column);
        document.partyName = rows.partyName;
    }
    const QString currency = head.value(feed.currency);
    if (const auto amount = amountOf(maker, feed, rows); amount && !currency.isEmpty())
        document.amount = Money{*amount, currency};
    document.status = statusOf(feed, head);
    document.modifiedOn = dateOf(head.value(feed.changed));
    document.modifiedBy = head.value(feed.changedBy);
    document.fields = maker.fields(feed.fields, head);
    document.fields.insert(rows.names);
    addParts(maker, feed, rows, currency, document);
    const bool isSupplier = !feed.party || feed.party->field.isEmpty();
    repeatInFields(document, isSupplier ? QStringLiteral("supplier_name") : feed.party->field);
    document.source = sourceOf(feed, rows);
    return document;
}

} // namespace ledgercast::m3documents
