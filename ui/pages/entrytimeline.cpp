// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/entrytimeline.h"

#include "core/domain/floodrules.h"
#include "core/domain/recordtype.h"
#include "core/slack/slackerrors.h"
#include "ui/format/entrystate.h"
#include "ui/format/format.h"
#include "ui/pages/entryheard.h"
#include "ui/present/errorwords.h"
#include "ui/present/todaywords.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace ledgercast {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(EntryTimeline)
};

/// One audit event with what it speaks of.
struct Happening
{
    const EntryDetail &detail;
    const AuditEventRow &event;
    QJsonObject data;
    QDateTime now;

    [[nodiscard]] QString text(QStringView key) const { return data.value(key).toString(); }
    [[nodiscard]] QString code() const { return text(u"code"); }
    [[nodiscard]] int attempt() const { return data.value(u"attempt").toInt(); }
    /// The channel of its delivery; the event itself may only know an id.
    [[nodiscard]] QString channel() const
    {
        for (const DeliveryRow &delivery : detail.deliveries)
            if (delivery.id == event.delivery)
                return delivery.channel;
        return detail.deliveries.size() == 1 ? detail.deliveries.constFirst().channel : QString();
    }
};

TimelineItem exceptionRecorded(const EntryDetail &detail)
{
    const Finding &finding = *detail.row.finding;
    const bool isCleared = detail.row.kind == ChangeKind::ExceptionCleared;
    QStringList parts{isCleared ? clearedSentence(finding) : finding.sentence, findingOrigin() + u'.'};
    if (detail.row.state == EntryState::Recorded && isCleared)
        parts << Words::tr("Its end isn't posted: it was so before the first sync, or nobody has to know.");
    else if (detail.row.state == EntryState::Recorded)
        parts << Words::tr("It was so before the first sync, so it isn't posted.");
    parts.last() += u' ' + Words::tr("Entry %1.").arg(format::count(detail.row.id));
    return {{},
            isCleared ? Symbol::Check : Symbol::Exception,
            Tone::Neutral,
            isCleared ? Words::tr("Exception cleared") : displayName(finding.kind),
            parts.join(u' '),
            {}};
}

TimelineItem recorded(const Happening &happening)
{
    const EntryDetail &detail = happening.detail;
    const QString type = recordtype::displayName(detail.row.type).toLower();
    QString what = Words::tr("New %1").arg(type);
    if (detail.row.kind == ChangeKind::Updated)
        what = Words::tr("Changed %1").arg(type);
    else if (detail.row.kind == ChangeKind::StatusChanged)
        what = Words::tr("New status of a known %1").arg(type);
    else if (detail.row.kind == ChangeKind::Known)
        what = Words::tr("Older than the first sync, so it isn't posted: %1").arg(type);
    if (detail.row.finding)
        return exceptionRecorded(detail);
    const int fields = happening.data.value(u"fields").toInt();
    return {{},
            Symbol::Recorded,
            Tone::Neutral,
            Words::tr("Recorded"),
            Words::tr("%1, %2. Entry %3.")
                .arg(what, fields == 1 ? Words::tr("1 field") : Words::tr("%1 fields").arg(fields),
                     format::count(detail.row.id)),
            {}};
}

/// Why it isn't sent at once, and until when.
QString heldWords(const Happening &happening)
{
    const QString reason = happening.text(u"reason");
    const qint64 until = happening.data.value(u"until").toInteger();
    if (reason == heldfor::guard)
        return Words::tr("held by the channel guard");
    if (until <= 0)
        return Words::tr("held for you");
    const QString when = format::moment(QDateTime::fromMSecsSinceEpoch(until), happening.now);
    if (reason == heldfor::digest)
        return Words::tr("for the digest of %1").arg(when);
    if (reason == heldfor::quietHours)
        return Words::tr("held for the quiet hours, until %1").arg(when);
    if (reason == heldfor::muted)
        return Words::tr("held while it is muted, until %1").arg(when);
    if (reason == heldfor::behind)
        return Words::tr("held until an earlier message about the document is out");
    return Words::tr("held with others, since much happened at once, until %1").arg(when);
}

TimelineItem digested(const Happening &happening)
{
    const int changes = happening.data.value(u"changes").toInt();
    const QString sentence = happening.text(u"reason") == heldfor::digest
                                 ? Words::tr("Its rule gathers changes.")
                                 : Words::tr("Too much had gathered for a message of its own.");
    return {{},
            Symbol::Digest,
            Tone::Info,
            Words::tr("Told in one message with others, in #%1").arg(happening.text(u"channel")),
            changes > 1 ? sentence + u' ' + Words::tr("%1 messages in it.").arg(format::count(changes)) : sentence,
            {}};
}

TimelineItem routed(const Happening &happening)
{
    QStringList parts;
    if (const QString rule = happening.text(u"route"); !rule.isEmpty())
        parts += Words::tr("Rule “%1”").arg(rule);
    if (const QStringList centres = happening.detail.row.costCentres; !centres.isEmpty())
        parts += Words::tr("cost centre %1").arg(centres.join(u", "_qs));
    if (happening.text(u"role") == toWord(DeliveryRole::Update))
        parts += Words::tr("in the thread of the first message");
    else if (happening.text(u"role") == toWord(DeliveryRole::Edit))
        parts += Words::tr("the first message is brought up to date");
    else if (happening.text(u"role") == toWord(DeliveryRole::Detail))
        parts += Words::tr("its lines, as a reply");
    if (happening.text(u"state") == toWord(DeliveryState::Held))
        parts += heldWords(happening);
    QString sentence = parts.join(u", "_qs);
    sentence = sentence.left(1).toUpper() + sentence.mid(1);
    return {{},
            Symbol::Routing,
            Tone::Info,
            Words::tr("Routed to #%1").arg(happening.text(u"channel")),
            sentence.isEmpty() ? QString() : QString(sentence + u'.'),
            {}};
}

TimelineItem unrouted(const Happening &happening)
{
    QStringList centres;
    const QJsonArray codes = happening.data.value(u"cost_centres").toArray();
    for (const QJsonValue &code : codes)
        centres += code.toString();
    return {
        {},
        Symbol::Unrouted,
        Tone::Warning,
        Words::tr("No rule matched"),
        Words::tr("Cost centre %1 has no channel. It goes out as soon as a rule matches.").arg(centres.join(u", "_qs)),
        {}};
}

TimelineItem mapped(const Happening &happening)
{
    QStringList centres;
    const QJsonArray shares = happening.data.value(u"cost_centres").toArray();
    for (const QJsonValue &share : shares)
        centres += share[u"code"].toString() + u" (" + share[u"provenance"].toString() + u')';
    return {{},
            Symbol::Routing,
            Tone::Neutral,
            Words::tr("Cost centre found in the mapping tables"),
            QString(centres.join(u", "_qs) + u'.'),
            {}};
}

TimelineItem posted(const Happening &happening)
{
    const QString channel = happening.channel();
    return {{},
            Symbol::Check,
            Tone::Success,
            channel.isEmpty() ? Words::tr("Posted") : Words::tr("Posted in #%1").arg(channel),
            happening.attempt() > 1 ? Words::tr("Slack confirmed attempt %1.").arg(happening.attempt())
                                    : Words::tr("Slack confirmed it."),
            {}};
}

TimelineItem failedAttempt(const Happening &happening, bool isFinal)
{
    const ErrorWords words = errorWords(happening.code(), happening.channel());
    QString sentence = words.title + u'.';
    if (const qint64 next = happening.data.value(u"next").toInteger(); next > 0)
        sentence +=
            u' ' + Words::tr("Next try %1.").arg(format::moment(QDateTime::fromMSecsSinceEpoch(next), happening.now));
    return {{},
            isFinal ? Symbol::Failed : Symbol::Late,
            isFinal ? Tone::Danger : Tone::Warning,
            happening.attempt() > 0 ? Words::tr("Attempt %1 failed").arg(happening.attempt()) : Words::tr("Not posted"),
            sentence,
            happening.code()};
}

TimelineItem byPerson(const Happening &happening)
{
    const QString actor = happening.event.actor;
    if (happening.event.kind == u"dismissed")
        return {{},
                Symbol::Minus,
                Tone::Neutral,
                Words::tr("Marked as not sent by %1").arg(actor),
                happening.text(u"reason"),
                {}};
    const QString channel = happening.text(u"channel");
    return {{},
            Symbol::Replay,
            Tone::Info,
            channel.isEmpty() ? Words::tr("Replayed by %1").arg(actor)
                              : Words::tr("Replayed to #%1 by %2").arg(channel, actor),
            happening.data.contains(u"said_before") ? Words::tr("Queued again, composed anew.")
                                                    : Words::tr("Queued again."),
            {}};
}

TimelineItem itemOf(const Happening &happening)
{
    const QString &kind = happening.event.kind;
    if (kind == u"recorded")
        return recorded(happening);
    if (kind == u"routed")
        return routed(happening);
    if (kind == u"unrouted")
        return unrouted(happening);
    if (kind == u"mapped")
        return mapped(happening);
    if (kind == u"skipped")
        return {{},
                Symbol::Minus,
                Tone::Neutral,
                Words::tr("Not sent"),
                whySkipped(happening.text(u"reason")),
                happening.text(u"reason")};
    if (kind == u"posted")
        return posted(happening);
    if (kind == u"failed" || kind == u"retrying")
        return failedAttempt(happening, kind == u"failed");
    if (kind == u"dismissed" || kind == u"replayed")
        return byPerson(happening);
    if (kind == u"acknowledged" || kind == u"acknowledgement_removed" || kind == u"deleted_in_slack")
        return heardFromSlack(kind, happening.data, happening.channel());
    if (kind == u"unconfirmed")
        return {{},
                Symbol::Question,
                Tone::Warning,
                Words::tr("Slack's answer was lost"),
                Words::tr("Ledgercast looks in the channel before it sends again."),
                happening.code()};
    if (kind == u"sending")
        return {{},
                Symbol::Send,
                Tone::Info,
                Words::tr("Attempt %1 started").arg(happening.attempt()),
                Words::tr("Waiting for Slack's answer."),
                {}};
    if (kind == u"channel_followed")
        return {{},
                Symbol::Channel,
                Tone::Info,
                Words::tr("Goes to #%1").arg(happening.text(u"channel")),
                Words::tr("That is what #%1 is called in Slack now.").arg(happening.text(u"before")),
                {}};
    if (kind == u"digested")
        return digested(happening);
    if (kind == u"rerouted")
        return {{},
                Symbol::Minus,
                Tone::Neutral,
                Words::tr("No longer meant for #%1").arg(happening.channel()),
                Words::tr("The channel guard held it there, and the rules lead elsewhere now."),
                {}};
    if (kind == u"released")
        return {{}, Symbol::Send, Tone::Info, Words::tr("Its time has come"), Words::tr("Queued by itself."), {}};
    if (kind == u"queued") {
        const QString why = happening.code().isEmpty() ? Words::tr("Its turn comes by itself")
                                                       : errorWords(happening.code(), happening.channel()).title;
        return {{}, Symbol::Clock, Tone::Info, Words::tr("Waits"), why + u'.', happening.code()};
    }
    if (kind == u"held") {
        const QString sentence = heldWords(happening);
        return {{},
                Symbol::Held,
                Tone::Info,
                Words::tr("Not sent at once"),
                QString(sentence.left(1).toUpper() + sentence.mid(1) + u'.'),
                {}};
    }
    return {{}, Symbol::Info, Tone::Neutral, kind, {}, happening.code()};
}

QString timeText(Instant at, const QDateTime &now)
{
    const QDateTime when = toDateTime(at).toLocalTime();
    return when.date() == now.toLocalTime().date() ? format::preciseTime(when) : format::moment(when, now);
}

/// The start of an attempt is worth a line only until its end is known.
bool isOver(const EntryDetail &detail, qsizetype at)
{
    const AuditEventRow &start = detail.events.at(at);
    return start.kind == u"sending" && at + 1 < detail.events.size();
}

void addReading(const EntryDetail &detail, const QDateTime &now, QList<TimelineItem> &items)
{
    const Document &document = detail.change.document;
    QString sentence;
    if (document.modifiedOn.isValid()) {
        const QString day = format::date(document.modifiedOn, now.toLocalTime().date());
        sentence = document.modifiedBy.isEmpty()
                       ? Words::tr("Changed there on %1.").arg(day)
                       : Words::tr("Changed there on %1 by %2.").arg(day, document.modifiedBy);
    }
    items += {timeText(detail.change.detectedAt, now), Symbol::Read, Tone::Neutral,
              Words::tr("Read from CloudSuite"),       sentence,     {}};
}

} // namespace

QList<TimelineItem> timelineOf(const EntryDetail &detail, const QDateTime &now)
{
    QList<TimelineItem> items;
    for (qsizetype i = detail.events.size() - 1; i >= 0; --i) {
        if (isOver(detail, i))
            continue;
        const AuditEventRow &event = detail.events.at(i);
        TimelineItem item = itemOf({detail, event, QJsonDocument::fromJson(event.data).object(), now});
        item.time = timeText(event.at, now);
        items += item;
    }
    addReading(detail, now, items);
    return items;
}

EntryCause causeOf(const EntryDetail &detail, const QStringList &publicChannels)
{
    using Remedy = EntryCause::Remedy;
    const auto worst = [&](DeliveryState state) -> const DeliveryRow * {
        for (const DeliveryRow &delivery : detail.deliveries)
            if (delivery.state == state)
                return &delivery;
        return nullptr;
    };
    if (detail.row.state == EntryState::Unrouted)
        return {Tone::Warning,
                Symbol::Unrouted,
                Words::tr("No rule matched"),
                Words::tr("The entry is safely recorded and goes out as soon as a rule matches its cost centre."),
                Remedy::None,
                {},
                {}};
    if (const DeliveryRow *failed = worst(DeliveryState::Failed)) {
        const ErrorWords words = errorWords(failed->reason, failed->channel);
        EntryCause cause{Tone::Danger,   words.symbol,          words.title,
                         words.sentence, Remedy::ChooseChannel, Words::tr("Choose another channel…"),
                         failed->channel};
        if (failed->reason == u"not_in_channel" && publicChannels.contains(failed->channel)) {
            cause.remedy = Remedy::Join;
            cause.remedyLabel = Words::tr("Join and replay");
        } else if (words.retryHelps) {
            cause.remedy = Remedy::Replay;
            cause.remedyLabel = Words::tr("Replay");
        } else if (slackCause(failed->reason).remedy == SlackRemedy::ShortenMessage) {
            cause.remedy = Remedy::ReplayAnew;
            cause.remedyLabel = Words::tr("Replay as composed today…");
        }
        return cause;
    }
    if (const DeliveryRow *lost = worst(DeliveryState::Unconfirmed)) {
        const ErrorWords words = errorWords(QStringLiteral("cannot_look"), lost->channel);
        const bool isStuck = lost->reason == u"cannot_look";
        return {Tone::Warning,
                Symbol::Question,
                words.title,
                isStuck ? words.sentence
                        : Words::tr("Ledgercast looks in the channel before it sends again, so nothing "
                                    "is posted twice."),
                isStuck ? Remedy::Replay : Remedy::None,
                isStuck ? Words::tr("Replay") : QString(),
                lost->channel};
    }
    for (const DeliveryRow &delivery : detail.deliveries) {
        if (delivery.state == DeliveryState::Held && delivery.reason == heldfor::guard)
            return {
                Tone::Warning,
                Symbol::Lock,
                Words::tr("The channel guard holds it"),
                Words::tr("#%1 isn't allowed, so nothing was sent there. It goes out when a rule leads elsewhere, or "
                          "the guard allows the channel.")
                    .arg(delivery.channel),
                Remedy::ChooseChannel,
                Words::tr("Choose another channel…"),
                delivery.channel};
    }
    if (const DeliveryRow *held = worst(DeliveryState::Held); held && held->nextAttemptAt) {
        const StateLook look = lookOf(EntryState::Held, held->reason);
        return {Tone::Info, look.symbol, look.word, look.meaning, Remedy::Replay, Words::tr("Send now"), {}};
    }
    for (const DeliveryRow &delivery : detail.deliveries) {
        if (delivery.state != DeliveryState::Queued || delivery.reason != u"parent_failed")
            continue;
        const ErrorWords words = errorWords(delivery.reason, delivery.channel);
        return {Tone::Warning, words.symbol, words.title, words.sentence, Remedy::None, {}, delivery.channel};
    }
    if (worst(DeliveryState::Held))
        return {Tone::Warning,
                Symbol::Held,
                Words::tr("Held for you"),
                Words::tr("It was recorded while posting was switched off. Replay sends it now."),
                Remedy::Replay,
                Words::tr("Replay"),
                {}};
    return {};
}

} // namespace ledgercast
