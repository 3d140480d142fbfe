// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/document.h"

#include "core/base/canonicaljson.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace ledgercast {

namespace {

Fields toFields(const QJsonObject &object)
{
    Fields fields;
    for (auto field = object.begin(); field != object.end(); ++field)
        fields.insert(field.key(), field.value().toString());
    return fields;
}

std::optional<Money> toMoney(const QJsonValue &value)
{
    if (!value.isObject())
        return std::nullopt;
    const auto amount = Decimal::parse(value[u"amount"].toString());
    if (!amount)
        return std::nullopt;
    return Money{*amount, value[u"currency"].toString()};
}

QList<CostCentreShare> toShares(const QJsonArray &array)
{
    QList<CostCentreShare> shares;
    for (const QJsonValue &share : array)
        shares.append({share[u"code"].toString(), toMoney(share[u"amount"]), share[u"provenance"].toString()});
    return shares;
}

/// Writes compact JSON with sorted keys, byte for byte as QJsonDocument does: fingerprints rest on it. By hand, because
/// a tree of values is ten times the work, and this runs once for every document that is read.
class JsonText
{
public:
    JsonText() { m_text.reserve(2000); }
    JsonText &operator<<(const char *structure)
    {
        m_text += structure;
        return *this;
    }
    JsonText &operator<<(const QString &string)
    {
        appendJson(m_text, string);
        return *this;
    }
    JsonText &operator<<(const Money &money)
    {
        return *this << "{\"amount\":" << money.amount.toString() << ",\"currency\":" << money.currency << "}";
    }
    JsonText &operator<<(const Fields &fields)
    {
        const char *separator = "{";
        for (auto field = fields.cbegin(); field != fields.cend(); ++field) {
            *this << separator << field.key() << ":" << *field;
            separator = ",";
        }
        return *this << (fields.isEmpty() ? "{}" : "}");
    }
    JsonText &operator<<(const CostCentreShare &share)
    {
        *this << "{";
        if (share.amount)
            *this << "\"amount\":" << *share.amount << ",";
        return *this << "\"code\":" << share.code << ",\"provenance\":" << share.provenance << "}";
    }
    template<typename Item>
    JsonText &operator<<(const QList<Item> &items)
    {
        *this << "[";
        for (qsizetype i = 0; i < items.size(); ++i)
            *this << (i > 0 ? "," : "") << items.at(i);
        return *this << "]";
    }
    [[nodiscard]] QByteArray text() const { return {m_text.constData(), m_text.size()}; } // without the reserve

private:
    QByteArray m_text;
};

} // namespace

QByteArray sharesToJson(const QList<CostCentreShare> &shares)
{
    JsonText json;
    json << shares;
    return json.text();
}

QList<CostCentreShare> sharesFromJson(const QByteArray &json)
{
    return toShares(QJsonDocument::fromJson(json).array());
}

QByteArray Document::toJson() const
{
    JsonText json;
    json << "{";
    if (amount)
        json << "\"amount\":" << *amount << ",";
    json << "\"company\":" << company << ",\"cost_centres\":" << costCentres << ",\"division\":" << division
         << ",\"fields\":" << fields << ",\"key\":" << key << ",\"lines\":" << lines << ",\"number\":" << number
         << ",\"party_id\":" << partyId << ",\"party_name\":" << partyName << ",\"status\":" << status
         << ",\"tenant\":" << tenant << ",\"type\":" << type << "}";
    return json.text();
}

QByteArray Document::fingerprintOf(const QByteArray &json)
{
    return QCryptographicHash::hash(json, QCryptographicHash::Sha256);
}

std::optional<Document> Document::fromJson(const QByteArray &json)
{
    const QJsonDocument parsed = QJsonDocument::fromJson(json);
    if (!parsed.isObject())
        return std::nullopt;
    const QJsonObject object = parsed.object();
    Document document;
    document.tenant = object[u"tenant"].toString();
    document.type = object[u"type"].toString();
    document.key = object[u"key"].toString();
    document.company = object[u"company"].toString();
    document.division = object[u"division"].toString();
    document.number = object[u"number"].toString();
    document.partyId = object[u"party_id"].toString();
    document.partyName = object[u"party_name"].toString();
    document.status = object[u"status"].toString();
    document.amount = toMoney(object[u"amount"]);
    document.fields = toFields(object[u"fields"].toObject());
    const QJsonArray lineArray = object[u"lines"].toArray();
    for (const QJsonValue &line : lineArray)
        document.lines.append(toFields(line.toObject()));
    document.costCentres = toShares(object[u"cost_centres"].toArray());
    return document;
}

} // namespace ledgercast
