// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/changerecord.h"

#include "core/store/statements.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace ledgercast::changerecord {

QString searchWords(const Change &change, const QStringList &costCentres)
{
    const Document &document = change.document;
    QStringList words{document.number, document.partyId, document.partyName, document.key};
    for (const auto *reference : {"purchase_order", "voucher_number", "name"})
        words << document.fields.value(QLatin1StringView(reference));
    words << costCentres;
    if (change.finding)
        words << displayName(change.finding->kind) << change.finding->reference;
    return words.join(u' ');
}

QStringList costCentreCodes(const Document &document)
{
    QStringList codes;
    for (const CostCentreShare &share : document.costCentres) {
        if (!codes.contains(share.code))
            codes << share.code;
    }
    return codes;
}

QByteArray mappedOrigin(const Document &document)
{
    const auto &shares = document.costCentres;
    const bool isMapped =
        std::any_of(shares.begin(), shares.end(), [](const CostCentreShare &share) { return share.isMapped(); });
    return isMapped ? sharesToJson(shares) : QByteArray("");
}

QString columns()
{
    return QStringLiteral("version, kind, exception, detected_at, content, differences, finding, cost_centre_origin, "
                          "modified_on, modified_by");
}

Change changeOf(const Rows &rows, int first)
{
    Change change;
    const QString exception = rows.text(first + 2);
    change.version = rows.count(first);
    change.kind =
        changeKindFromWord(exception.isEmpty() ? rows.text(first + 1) : exception).value_or(ChangeKind::Created);
    change.detectedAt = instantFromMs(rows.number(first + 3));
    change.content = rows.bytes(first + 4);
    change.document = Document::fromJson(change.content).value_or(Document{});
    change.differences = differencesFromJson(rows.bytes(first + 5));
    if (!exception.isEmpty())
        change.finding = findingFromJson(QJsonDocument::fromJson(rows.bytes(first + 6)).object());
    if (const QByteArray origin = rows.bytes(first + 7); !origin.isEmpty())
        change.document.costCentres = sharesFromJson(origin);
    change.document.modifiedOn = QDate::fromString(rows.text(first + 8), Qt::ISODate);
    change.document.modifiedBy = rows.text(first + 9);
    return change;
}

EntryState initialState(const PlannedChange &planned)
{
    if (planned.change.kind == ChangeKind::Known || planned.isQuiet)
        return EntryState::Recorded;
    if (!planned.deliveries.isEmpty() && planned.deliveries.first().state == DeliveryState::Held)
        return EntryState::Held;
    if (!planned.skipped.isEmpty())
        return EntryState::Skipped;
    return planned.deliveries.isEmpty() || !planned.unrouted.isEmpty() ? EntryState::Unrouted : EntryState::Queued;
}

QList<AuditEvent> eventsOf(const PlannedChange &planned, qint64 entryId)
{
    const Change &change = planned.change;
    QList<AuditEvent> events;
    events.append({QStringLiteral("recorded"),
                   entryId,
                   {},
                   {{QStringLiteral("kind"), toWord(change.kind)},
                    {QStringLiteral("document"), change.document.key},
                    {QStringLiteral("type"), change.document.type},
                    {QStringLiteral("version"), change.version},
                    {QStringLiteral("fields"), change.document.fields.size()},
                    {QStringLiteral("fingerprint"), QString::fromLatin1(change.fingerprint.toHex())}}});
    if (change.finding)
        events.last().data.insert(QStringLiteral("finding"), toJson(*change.finding));
    if (const QByteArray origin = mappedOrigin(change.document); !origin.isEmpty())
        events.append({QStringLiteral("mapped"),
                       entryId,
                       {},
                       {{QStringLiteral("cost_centres"), QJsonDocument::fromJson(origin).array()}}});
    for (const Delivery &delivery : planned.deliveries) {
        EventData data{{QStringLiteral("channel"), delivery.channel},
                       {QStringLiteral("route"), delivery.routeName},
                       {QStringLiteral("role"), toWord(delivery.role)},
                       {QStringLiteral("state"), toWord(delivery.state)}};
        if (!delivery.reason.isEmpty())
            data.insert(QStringLiteral("reason"), delivery.reason);
        if (delivery.heldUntil)
            data.insert(QStringLiteral("until"), toMs(*delivery.heldUntil));
        events.append({QStringLiteral("routed"), entryId, delivery.id, data});
    }
    for (const QString &channel : planned.joined)
        events.append({QStringLiteral("routed"), entryId, {}, {{QStringLiteral("channel"), channel}}});
    if (!planned.unrouted.isEmpty())
        events.append({QStringLiteral("unrouted"),
                       entryId,
                       {},
                       {{QStringLiteral("cost_centres"), QJsonArray::fromStringList(planned.unrouted)}}});
    if (!planned.skipped.isEmpty())
        events.append({QStringLiteral("skipped"), entryId, {}, {{QStringLiteral("reason"), planned.skipped}}});
    return events;
}

QString threadChannel()
{
    return QStringLiteral("coalesce((SELECT channel.name FROM channel WHERE channel.id = delivery.channel_id "
                          "AND channel.id <> delivery.channel AND lower(channel.name) <> lower(delivery.channel)), "
                          "delivery.channel)");
}

} // namespace ledgercast::changerecord
