// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/tenantsession.h"

#include "core/base/redaction.h"
#include "core/cloudsuite/tenantclient.h"

namespace ledgercast {

namespace {

int severity(LinkStatus::State state)
{
    switch (state) {
    case LinkStatus::State::Ready:
        return 0;
    case LinkStatus::State::NotConfigured:
        return 1;
    case LinkStatus::State::Problem:
        return 2;
    case LinkStatus::State::Offline:
        return 3;
    case LinkStatus::State::Locked:
        break;
    }
    return 4;
}

} // namespace

const TenantStatus *EngineStatus::tenant(const QString &name) const
{
    for (const TenantStatus &one : tenants) {
        if (name.isEmpty() || one.info.tenant == name)
            return &one;
    }
    return nullptr;
}

std::optional<LinkStatus> worstLink(const QList<TenantStatus> &tenants)
{
    const auto worst = std::max_element(tenants.begin(), tenants.end(), [](const auto &left, const auto &right) {
        return severity(left.link.state) < severity(right.link.state);
    });
    return worst == tenants.end() ? std::nullopt : std::optional(worst->link);
}

TenantSession::TenantSession(Settings given) : settings(std::move(given))
{
    setSettings(settings);
}

TenantSession::~TenantSession() = default;

QDate TenantSession::today(Instant now) const
{
    return toDateTime(now).toTimeZone(settings.zone()).date();
}

bool TenantSession::hasFeed(const QString &feed) const
{
    if (!client)
        return false;
    const QList<TenantClient::Feed> known = client->feeds();
    return std::any_of(known.begin(), known.end(), [&](const TenantClient::Feed &one) { return one.id == feed; });
}

QStringList TenantSession::chosenFeeds(const QStringList &wanted) const
{
    QStringList chosen;
    if (!client)
        return chosen;
    const QStringList &asked = wanted.isEmpty() ? settings.enabledFeeds : wanted;
    const QList<TenantClient::Feed> known = client->feeds();
    for (const TenantClient::Feed &feed : known) {
        if (asked.isEmpty() || asked.contains(feed.id))
            chosen << feed.id;
    }
    return chosen;
}

void TenantSession::setLink(LinkStatus::State state, const QString &sentence, const QString &code, Instant now)
{
    if (link.state != state || !link.since)
        link.since = now;
    link.state = state;
    link.sentence = sentence;
    link.code = code;
}

void TenantSession::setSettings(const Settings &changed)
{
    settings = changed;
    link.name = info.tenant = settings.tenant;
    info.environment = settings.environment;
    info.company = settings.companies.join(QStringLiteral(", "));
    info.division = settings.division;
    if (client)
        client->setSettings(settings);
}

void TenantSession::show(const IonApiFile &file)
{
    info.environment = file.environment();
    info.application = file.applicationName;
    info.apiHost = file.baseUrl.host();
    info.clientIdMasked = maskedToken(file.clientId);
    info.serviceAccountMasked =
        file.accountKey.isEmpty() ? QString() : file.accountKey.left(file.tenant.size() + 5) + u'…';
    info.grant =
        file.grant == IonApiFile::Grant::Password ? QObject::tr("Service account") : QObject::tr("Client credentials");
}

void TenantSession::planReads()
{
    if (!client)
        return;
    QList<FeedTimes::Feed> feeds;
    const QStringList chosen = chosenFeeds({});
    const QList<TenantClient::Feed> known = client->feeds();
    for (const TenantClient::Feed &feed : known)
        feeds.append({feed.id, settings.scheduleOf(feed.id), chosen.contains(feed.id)});
    times.setFeeds(feeds, settings.businessTime());
}

TenantStatus TenantSession::status(Instant now, bool hasSchedule) const
{
    return {info, link, hasSchedule ? times.view(now) : QMap<QString, FeedTime>{}, settings.businessTime()};
}

} // namespace ledgercast
