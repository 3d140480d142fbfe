// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/document.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace ledgercast {

namespace {

QJsonObject toObject(const Fields &fields)
{
    QJsonObject object;
    for (auto field = fields.cbegin(); field != fields.cend(); ++field)
        object.insert(field.key(), field.value());
    return object;
}

Fields toFields(const QJsonObject &object)
{
    Fields fields;
    for (auto field = object.begin(); field != object.end(); ++field)
        fields.insert(field.key(), field.value().toString());
    return fields;
}

QJsonObject toObject(const Money &money)
{
    return {{QStringLiteral("amount"), money.amount.toString()}, {QStringLiteral("currency"), money.currency}};
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

QJsonArray toArray(const QList<CostCentreShare> &shares)
{
    QJsonArray array;
    for (const CostCentreShare &share : shares) {
        QJsonObject object{{QStringLiteral("code"), share.code}, {QStringLiteral("provenance"), share.provenance}};
        if (share.amount)
            object.insert(QStringLiteral("amount"), toObject(*share.amount));
        array.append(object);
    }
    return array;
}

} // namespace

QByteArray Document::toJson() const
{
    QJsonArray lineArray;
    for (const Fields &line : lines)
        lineArray.append(toObject(line));
    QJsonObject object{
        {QStringLiteral("tenant"), tenant},     {QStringLiteral("type"), type},
        {QStringLiteral("key"), key},           {QStringLiteral("company"), company},
        {QStringLiteral("division"), division}, {QStringLiteral("number"), number},
        {QStringLiteral("party_id"), partyId},  {QStringLiteral("party_name"), partyName},
        {QStringLiteral("status"), status},     {QStringLiteral("fields"), toObject(fields)},
        {QStringLiteral("lines"), lineArray},   {QStringLiteral("cost_centres"), toArray(costCentres)},
    };
    if (amount)
        object.insert(QStringLiteral("amount"), toObject(*amount));
    return QJsonDocument(object).toJson(QJsonDocument::Compact); // QJsonObject keeps its keys sorted: canonical
}

QByteArray Document::fingerprint() const
{
    return QCryptographicHash::hash(toJson(), QCryptographicHash::Sha256);
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
    const QJsonArray shares = object[u"cost_centres"].toArray();
    for (const QJsonValue &share : shares)
        document.costCentres.append(
            {share[u"code"].toString(), toMoney(share[u"amount"]), share[u"provenance"].toString()});
    return document;
}

} // namespace ledgercast
