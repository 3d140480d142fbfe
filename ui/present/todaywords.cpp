// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/present/todaywords.h"

#include "core/domain/floodrules.h"
#include "ui/format/format.h"

#include <QCoreApplication>

namespace ledgercast {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Today)
};

QString deliveryWords(const Delivery &delivery, const QDateTime &now)
{
    const QString channel = u'#' + delivery.channel;
    if (delivery.state != DeliveryState::Held)
        return Words::tr("to %1, at once").arg(channel);
    if (delivery.reason == heldfor::guard)
        return Words::tr("to %1, where the channel guard would hold it").arg(channel);
    const QString until = delivery.heldUntil ? format::moment(toDateTime(*delivery.heldUntil), now) : QString();
    if (delivery.reason == heldfor::digest)
        return Words::tr("to %1, in the digest of %2").arg(channel, until);
    if (delivery.reason == heldfor::quietHours)
        return Words::tr("to %1, after the quiet hours, %2").arg(channel, until);
    if (delivery.reason == heldfor::muted)
        return Words::tr("to %1, which is muted until %2").arg(channel, until);
    return Words::tr("to %1, held").arg(channel);
}

} // namespace

QString whySkipped(const QString &reason)
{
    if (reason == u"kind_off")
        return Words::tr("Messages of this kind are off, see the Messages page.");
    if (reason == u"below_kind_minimum")
        return Words::tr("Its amount is below what the Messages page asks for this kind.");
    if (reason == u"not_asked_for")
        return Words::tr("No rule names reminders of this kind under exceptions.");
    return Words::tr("Its amount is below what the rules for its cost centre ask for.");
}

QStringList todayWords(const PlannedChange &today, const QDateTime &now)
{
    QStringList sentences;
    for (const Delivery &delivery : today.deliveries) {
        QString sentence = Words::tr("It would go %1.").arg(deliveryWords(delivery, now));
        if (!delivery.routeName.isEmpty())
            sentence += u' ' + Words::tr("Rule “%1”.").arg(delivery.routeName);
        sentences << sentence;
    }
    for (const QString &code : today.unrouted)
        sentences << (code == u"unknown" ? Words::tr("No rule takes a record without a cost centre.")
                                         : Words::tr("No rule has a channel for cost centre %1.").arg(code));
    if (!today.skipped.isEmpty())
        sentences << Words::tr("It would not be sent.") + u' ' + whySkipped(today.skipped);
    return sentences;
}

} // namespace ledgercast
