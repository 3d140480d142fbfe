// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/rulecells.h"

#include "core/domain/finding.h"
#include "core/domain/mention.h"
#include "core/routing/costcentrepattern.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace ledgercast {

namespace {

using Written = tl::expected<void, QString>;
constexpr int longestName = 200;

QString translated(const char *text)
{
    return QCoreApplication::translate("routing", text);
}

tl::unexpected<QString> refused(const QString &reason)
{
    return tl::unexpected<QString>(reason);
}

QStringList listOf(QString text)
{
    QStringList list;
    const QStringList parts = text.replace(u',', u';').split(u';');
    for (const QString &part : parts) {
        const QString word = part.simplified();
        if (!word.isEmpty() && !list.contains(word))
            list << word;
    }
    const bool isAny = list.size() == 1 && (list.first().compare(u"any", Qt::CaseInsensitive) == 0 ||
                                            list.first().compare(u"all", Qt::CaseInsensitive) == 0);
    return isAny ? QStringList() : list;
}

Written setTypes(Route &route, const QString &text)
{
    static const QRegularExpression word(QStringLiteral("\\A[a-z][a-z0-9_]*\\z"));
    const QStringList types = listOf(text);
    for (const QString &type : types) {
        if (!word.match(type).hasMatch())
            return refused(translated(QT_TRANSLATE_NOOP("routing", "“%1” isn't a record type. They look like "
                                                                   "supplier_invoice or purchase_order."))
                               .arg(type));
    }
    route.recordTypes = types;
    return {};
}

Written setCentres(Route &route, const QString &text)
{
    static const QRegularExpression dash(QStringLiteral("\\s*[\\x{2013}\\x{2014}]\\s*"));
    QString plain = text;
    const QStringList patterns = listOf(plain.replace(dash, QStringLiteral("-")));
    for (const QString &pattern : patterns) {
        if (const auto compiled = CostCentrePattern::parse(pattern); !compiled)
            return refused(compiled.error());
    }
    route.costCentres = patterns;
    return {};
}

Written setCompanies(Route &route, const QString &text)
{
    static const QRegularExpression number(QStringLiteral("\\A[0-9]{1,10}\\z"));
    const QStringList list = listOf(text);
    for (const QString &company : list) {
        if (!number.match(company).hasMatch())
            return refused(translated(QT_TRANSLATE_NOOP("routing", "“%1” isn't a company number.")).arg(company));
    }
    route.companies = list;
    return {};
}

Written setMinimum(Route &route, const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty() || trimmed == u"—") {
        route.minimumAmount.reset();
        return {};
    }
    const auto amount = Decimal::parse(trimmed);
    if (!amount)
        return refused(translated(QT_TRANSLATE_NOOP("routing", "“%1” isn't a number. Write it like 12000 or "
                                                               "12000.50, without separators for thousands."))
                           .arg(trimmed));
    if (amount->isNegative())
        return refused(translated(QT_TRANSLATE_NOOP("routing", "An amount here isn't below zero: credit notes "
                                                               "count by their size.")));
    route.minimumAmount = amount;
    return {};
}

Written setExceptions(Route &route, const QString &text)
{
    const QStringList words = listOf(text);
    for (const QString &word : words) {
        if (word != u"*" && !findingKindOf(word))
            return refused(
                translated(QT_TRANSLATE_NOOP("routing", "“%1” isn't a kind of exception. There are %2, and * for any."))
                    .arg(word, findingKindWords().join(QStringLiteral(", "))));
    }
    route.exceptions = words;
    return {};
}

Written setChannel(Route &route, const QString &text)
{
    static const QRegularExpression name(QStringLiteral("\\A[\\p{L}\\p{N}_-]{1,80}\\z"));
    QString channel = text.trimmed();
    if (channel.startsWith(u'#'))
        channel.remove(0, 1);
    if (channel.isEmpty())
        return refused(translated(QT_TRANSLATE_NOOP("routing", "A rule needs a channel.")));
    if (!name.match(channel).hasMatch())
        return refused(
            translated(QT_TRANSLATE_NOOP("routing", "“%1” can't be the name of a Slack channel. It has letters, "
                                                    "numbers, hyphens and underscores, no blanks."))
                .arg(channel));
    route.channel = channel;
    return {};
}

Written setMention(Route &route, const QString &text)
{
    const QString mention = mentionFromText(text);
    if (!mention.isEmpty() && !isMention(mention))
        return refused(
            translated(QT_TRANSLATE_NOOP("routing", "“%1” isn't a Slack member or group id (U012AB3CD, "
                                                    "S012AB3CD) and isn't one of %2."))
                .arg(mention, (QStringList{mentionword::here} + recordMentions()).join(QStringLiteral(", "))));
    route.mention = mention;
    return {};
}

Written setSend(Route &route, const QString &text)
{
    const QString word = text.trimmed();
    if (!word.isEmpty() && word != u"immediate" && word != u"digest")
        return refused(translated(QT_TRANSLATE_NOOP("routing", "“%1” isn't immediate or digest.")).arg(word));
    route.delivery = word == u"digest" ? DeliveryMode::Digest : DeliveryMode::Immediate;
    return {};
}

Written setName(Route &route, const QString &text)
{
    const QString name = text.trimmed();
    if (name.size() > longestName)
        return refused(translated(QT_TRANSLATE_NOOP("routing", "A name has at most 200 characters.")));
    route.name = name;
    return {};
}

} // namespace

QString ruleText(const Route &route, RuleField field)
{
    switch (field) {
    case RuleField::Types:
        return route.recordTypes.join(u';');
    case RuleField::Centres:
        return route.costCentres.join(u';');
    case RuleField::MinimumAmount:
        return route.minimumAmount ? route.minimumAmount->toString() : QString();
    case RuleField::Exceptions:
        return route.exceptions.join(u';');
    case RuleField::Companies:
        return route.companies.join(u';');
    case RuleField::Channel:
        return route.channel;
    case RuleField::Mention:
        return route.mention;
    case RuleField::Send:
        return route.delivery == DeliveryMode::Digest ? QStringLiteral("digest") : QStringLiteral("immediate");
    case RuleField::Name:
        break;
    }
    return route.name;
}

tl::expected<void, QString> setRuleText(Route &route, RuleField field, const QString &text)
{
    switch (field) {
    case RuleField::Types:
        return setTypes(route, text);
    case RuleField::Centres:
        return setCentres(route, text);
    case RuleField::MinimumAmount:
        return setMinimum(route, text);
    case RuleField::Exceptions:
        return setExceptions(route, text);
    case RuleField::Companies:
        return setCompanies(route, text);
    case RuleField::Channel:
        return setChannel(route, text);
    case RuleField::Mention:
        return setMention(route, text);
    case RuleField::Send:
        return setSend(route, text);
    case RuleField::Name:
        break;
    }
    return setName(route, text);
}

QString whyIncomplete(const Route &route)
{
    for (const RuleField field : {RuleField::Channel, RuleField::Types, RuleField::Centres, RuleField::Companies,
                                  RuleField::MinimumAmount, RuleField::Mention, RuleField::Name}) {
        Route copy;
        if (const auto written = setRuleText(copy, field, ruleText(route, field)); !written)
            return written.error();
    }
    return {};
}

QString defaultRuleName(const Route &route)
{
    const QString channel = u'#' + route.channel;
    const QStringList parts = route.costCentres.isEmpty() ? route.recordTypes : route.costCentres;
    return (parts.isEmpty() ? channel : QString(channel + u", " + parts.join(u", "))).left(longestName);
}

bool hasConditions(const Route &route)
{
    return !route.recordTypes.isEmpty() || !route.costCentres.isEmpty() || !route.companies.isEmpty() ||
           !route.exceptions.isEmpty() || route.minimumAmount.has_value();
}

ChannelStanding channelStanding(const QString &channel, const QList<Channel> &channels)
{
    if (channel.isEmpty() || channels.isEmpty())
        return {};
    const Channel *known = findChannel(channel, channels);
    if (!known)
        return {ChannelStanding::Kind::Unknown,
                translated(QT_TRANSLATE_NOOP("routing", "Ledgercast can't see #%1. It doesn't exist yet, or it is "
                                                        "private and the app isn't a member."))
                    .arg(channel)};
    if (known->isArchived)
        return {
            ChannelStanding::Kind::Archived,
            translated(QT_TRANSLATE_NOOP("routing", "#%1 is archived. Slack refuses posts there.")).arg(known->name)};
    if (known->isMember)
        return {};
    if (known->isPrivate)
        return {ChannelStanding::Kind::PrivateWithoutUs,
                translated(QT_TRANSLATE_NOOP("routing", "#%1 is private and the app isn't a member. Invite it there "
                                                        "first."))
                    .arg(known->name)};
    return {ChannelStanding::Kind::NotMember,
            translated(QT_TRANSLATE_NOOP("routing", "Ledgercast isn't in #%1 yet. Join it, or invite the app."))
                .arg(known->name)};
}

} // namespace ledgercast
