// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/entryheard.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace ledgercast {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(EntryTimeline)
};

} // namespace

TimelineItem heardFromSlack(const QString &kind, const QJsonObject &data, const QString &channel)
{
    const QString user = data[u"user"].toString();
    const QString emoji = u':' + data[u"emoji"].toString() + u':';
    const QString where = channel.isEmpty() ? Words::tr("In Slack.") : Words::tr("In #%1.").arg(channel);
    if (kind == u"acknowledged")
        return {{}, Symbol::CircleCheck, Tone::Success, Words::tr("Acknowledged by %1 with %2").arg(user, emoji), where,
                {}};
    if (kind == u"acknowledgement_removed")
        return {{}, Symbol::Minus, Tone::Neutral, Words::tr("%1 took %2 back").arg(user, emoji), where, {}};
    return {{},
            Symbol::Delete,
            Tone::Warning,
            Words::tr("Deleted in Slack"),
            Words::tr("Somebody deleted the message. It had been posted; the entry stays in the log."),
            {}};
}

QStringList acknowledgedBy(const EntryDetail &detail, const QString &delivery)
{
    QStringList people;
    for (const AuditEventRow &event : detail.events) {
        if (event.delivery != delivery)
            continue;
        const QJsonObject data = QJsonDocument::fromJson(event.data).object();
        const QString person = data[u"user"].toString() + u" (" + data[u"emoji"].toString() + u')';
        if (event.kind == u"acknowledged")
            people += person;
        else if (event.kind == u"acknowledgement_removed")
            people.removeAll(person);
    }
    return people;
}

} // namespace ledgercast
