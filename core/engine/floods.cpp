// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/floods.h"

#include "core/message/digestcomposer.h"

#include <QUuid>

#include <map>

namespace ledgercast::floods {

namespace {

using Wait = Outbox::FloodDecision::Wait;

/// A document of a channel with what is told of it, oldest first.
struct Story
{
    QList<HeldDelivery> told;
    DigestRow row;
};

QString idOf(const QString &channel, const QString &parentId, const QList<HeldDelivery> &told)
{
    static const QUuid space(u"{0d5b3f0e-8c6e-4a2b-9d51-7f2a6f1f0c7e}"_qs);
    QStringList parts{channel, parentId};
    for (const HeldDelivery &one : told)
        parts << one.id;
    return QUuid::createUuidV5(space, parts.join(u'\x1f')).toString(QUuid::WithoutBraces);
}

/// A burst is over when its time is; what then waits for an elder doesn't gather more around it.
QString reasonBehind(const HeldDelivery &held)
{
    return held.reason == heldfor::burst ? heldfor::behind : held.reason;
}

/// Why it goes on waiting; none: its time has come.
std::optional<Wait> waitOf(const HeldDelivery &held, const FloodRules &rules, Instant now)
{
    const bool isDigest = held.reason == heldfor::digest;
    if (const auto until = rules.mutedUntil(held.channel, held.recordType, now))
        return Wait{held.number, isDigest ? held.reason : heldfor::muted, *until};
    if (const auto until = isDigest ? std::nullopt : rules.quietUntil(now))
        return Wait{held.number, heldfor::quietHours, *until};
    if (held.hasOpenElder)
        return Wait{held.number, reasonBehind(held), now + behindElder};
    return std::nullopt;
}

QList<Story> storiesOf(const QList<HeldDelivery> &ready)
{
    QList<Story> stories;
    QHash<qint64, qsizetype> places;
    for (const HeldDelivery &held : ready) {
        const auto place = places.constFind(held.document);
        if (place == places.constEnd()) {
            places.insert(held.document, stories.size());
            stories.append({{held}, {Message{held.message}.text(), held.amount, 1}});
            continue;
        }
        Story &story = stories[*place];
        story.told.append(held);
        if (held.role == DeliveryRole::Detail)
            continue;
        story.row = {Message{held.message}.text(), held.amount, story.row.changes + 1};
    }
    std::stable_sort(stories.begin(), stories.end(), [](const Story &a, const Story &b) {
        const auto size = [](const Story &story) {
            return story.row.amount ? story.row.amount->amount.abs() : Decimal();
        };
        return size(a) > size(b);
    });
    return stories;
}

void tellTogether(const QList<HeldDelivery> &ready, const QString &heldFor, const QLocale &locale,
                  Outbox::FloodDecision &decision)
{
    const QList<Story> stories = storiesOf(ready);
    QList<DigestRow> rows;
    for (const Story &story : stories)
        rows.append(story.row);
    const ComposedDigest composed = composeDigest(rows, heldFor, locale);
    qsizetype next = 0;
    QString firstId;
    for (const ComposedDigest::Part &part : composed.parts) {
        QList<HeldDelivery> told;
        for (const Story &story : stories.mid(next, part.rows))
            told += story.told;
        next += part.rows;
        DigestMessage digest{{}, firstId, ready.first().channel, heldFor, part.message.json, {}};
        digest.id = idOf(digest.channel, firstId, told);
        for (const HeldDelivery &one : told)
            digest.told << one.number;
        if (firstId.isEmpty())
            firstId = digest.id;
        decision.digests.append(digest);
    }
}

void decideChannel(const QList<HeldDelivery> &ready, const FloodRules &rules, const QLocale &locale,
                   Outbox::FloodDecision &decision)
{
    QString heldFor = ready.first().reason;
    int messages = 0;
    for (const HeldDelivery &held : ready) {
        messages += held.role == DeliveryRole::Detail ? 0 : 1;
        if (held.reason == heldfor::digest || (held.reason == heldfor::burst && heldFor != heldfor::digest))
            heldFor = held.reason;
    }
    const int enough = rules.burstLimit > 0 ? std::min(fewEnough, rules.burstLimit) : fewEnough;
    const bool isTogether = heldFor == heldfor::digest || messages > (heldFor == heldfor::burst ? 1 : enough);
    if (isTogether)
        return tellTogether(ready, heldFor, locale, decision);
    for (const HeldDelivery &held : ready)
        decision.released << held.number;
}

} // namespace

Outbox::FloodDecision decide(const QList<HeldDelivery> &held, const FloodRules &rules, Instant now,
                             const QLocale &locale)
{
    Outbox::FloodDecision decision;
    std::map<QString, QList<HeldDelivery>> channels;
    std::map<std::pair<QString, qint64>, Wait> waiting; // a document's later messages wait with its first
    for (const HeldDelivery &one : held) {
        auto wait = waitOf(one, rules, now);
        const auto elder = waiting.find({one.channel, one.document});
        if (!wait && elder != waiting.end())
            wait = Wait{one.number, reasonBehind(one), elder->second.until};
        if (!wait) {
            channels[one.channel].append(one);
            continue;
        }
        waiting.insert_or_assign({one.channel, one.document}, *wait);
        decision.waiting.append(*wait);
    }
    for (const auto &[channel, ready] : channels)
        decideChannel(ready, rules, locale, decision);
    return decision;
}

} // namespace ledgercast::floods
