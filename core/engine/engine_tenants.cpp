// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"
#include "core/engine/person.h"
#include "core/slack/slackclient.h"
#include "core/store/reader.h"

// The tenants that are read side by side: who they are, when they are read, and how that goes.
namespace ledgercast {

void Engine::loadTenants()
{
    m_withoutTenant = {LinkStatus::State::NotConfigured,
                       {},
                       tr("No tenant yet. Drop the .ionapi file on Connections."),
                       {},
                       std::nullopt};
    const QStringList names = m_settingsFile.tenants();
    for (const QString &name : names)
        m_tenants.push_back(std::make_unique<TenantSession>(m_settingsFile.load(name)));
}

TenantSession *Engine::tenantOf(const QString &name) const
{
    for (const auto &tenant : m_tenants) {
        if (name.isEmpty() || tenant->name() == name)
            return tenant.get();
    }
    return nullptr;
}

TenantSession *Engine::readableTenant(const QString &name, const QString &operation)
{
    TenantSession *tenant = tenantOf(name);
    if (!tenant && !m_tenants.empty()) {
        QStringList known;
        for (const auto &one : m_tenants)
            known << one->name();
        report({ErrorKind::Input,
                operation,
                tr("There is no tenant %1. There are: %2").arg(name, known.join(QStringLiteral(", "))),
                {},
                QStringLiteral("no_tenant")});
        return nullptr;
    }
    if (!tenant || !tenant->client) {
        const QString sentence = tenant ? tenant->link.sentence : tr("No tenant is connected.");
        report({ErrorKind::Input, operation, sentence, {}, QStringLiteral("not_configured")});
        return nullptr;
    }
    return tenant;
}

/// The secret that holds this tenant's file, or will.
QString Engine::secretNameOf(const QString &tenant) const
{
    for (auto secret = m_secrets.cbegin(); secret != m_secrets.cend(); ++secret) {
        if (!secret.key().startsWith(secretname::ionApi))
            continue;
        if (const auto file = parseIonApi(secret->toUtf8()); file && file->tenant == tenant)
            return secret.key();
    }
    return m_secrets.contains(secretname::ionApi) ? secretname::ionApi + u'/' + tenant : secretname::ionApi;
}

Result<void> Engine::connectTenant(TenantSession &tenant, const QString &secret)
{
    const auto file = parseIonApi(secret.toUtf8());
    if (!file)
        return fail(file.error());
    if (tenant.client) {
        tenant.client->setCredentials(*file);
    } else {
        auto client = TenantClient::create(m_cloudSuiteHttp, m_clock, m_sleeper, *file, tenant.settings,
                                           m_profile.catalogDirectory());
        if (!client)
            return fail(client.error());
        tenant.client = std::move(*client);
    }
    tenant.show(*file);
    return {};
}

/// Every tenant (or the named one) with the credentials that the keychain has for it.
void Engine::connectTenants(const QString &only)
{
    QSet<QString> connected;
    for (auto secret = m_secrets.cbegin(); secret != m_secrets.cend(); ++secret) {
        if (!secret.key().startsWith(secretname::ionApi))
            continue;
        const auto file = parseIonApi(secret->toUtf8());
        TenantSession *tenant = tenantOf(file ? file->tenant : secret.key().section(u'/', 1));
        if (!tenant && file) { // its settings were lost
            Settings settings = m_settingsFile.load(file->tenant);
            settings.tenant = file->tenant;
            m_tenants.push_back(std::make_unique<TenantSession>(settings));
            tenant = m_tenants.back().get();
        }
        if (!tenant) {
            m_withoutTenant = {LinkStatus::State::Problem, {}, file.error().message, file.error().code, m_clock.now()};
            continue;
        }
        connected.insert(tenant->name());
        if (!only.isEmpty() && tenant->name() != only)
            continue;
        if (const auto done = connectTenant(*tenant, *secret); !done)
            tenant->setLink(LinkStatus::State::Problem, done.error().message, done.error().code, m_clock.now());
        else
            tenant->setLink(LinkStatus::State::Ready, {}, {}, m_clock.now());
    }
    for (const auto &tenant : m_tenants) {
        if (!connected.contains(tenant->name()))
            tenant->setLink(LinkStatus::State::NotConfigured,
                            tr("The credentials of %1 aren't in the keychain. Drop its .ionapi file on Connections.")
                                .arg(tenant->name()),
                            {}, m_clock.now());
    }
    recallReads();
    planReads();
    showTenants();
}

void Engine::planReads()
{
    if (!m_hasSchedule)
        return;
    for (const auto &tenant : m_tenants)
        tenant->planReads();
    showTenants();
}

/// What this profile read before this program started.
void Engine::recallReads()
{
    if (!m_hasSchedule)
        return;
    const Reader reader(*m_database);
    const auto runs = reader.lastRuns(m_clock.now());
    if (!runs)
        return report(runs.error());
    for (const FeedRunRow &run : *runs) {
        TenantSession *tenant = tenantOf(run.tenant);
        if (tenant && !run.tenant.isEmpty() && run.startedAt)
            tenant->times.ran(run.feed, *run.startedAt);
    }
}

void Engine::showTenants()
{
    const Instant now = m_clock.now();
    setStatus([&](EngineStatus &status) {
        status.tenants.clear();
        status.nextSyncAt.reset();
        status.isSyncing = isReading();
        status.activity.clear();
        for (const auto &tenant : m_tenants) {
            if (tenant->isReading && status.activity.isEmpty())
                status.activity = tenant->activity;
            status.tenants.append(tenant->status(now, m_hasSchedule));
            const auto next = m_hasSchedule ? tenant->times.next() : std::nullopt;
            if (next && (!status.nextSyncAt || *next < *status.nextSyncAt))
                status.nextSyncAt = next;
        }
        status.cloudSuite = worstLink(status.tenants).value_or(m_withoutTenant);
    });
}

void Engine::setLink(TenantSession &tenant, LinkStatus::State state, const QString &sentence, const QString &code)
{
    tenant.setLink(state, sentence, code, m_clock.now());
    showTenants();
}

void Engine::planFeed(const QString &tenantName, const QString &feed, bool isOn, const QString &schedule)
{
    const QString operation = tr("Change a schedule");
    const auto parsed = Schedule::parse(schedule);
    if (!parsed)
        return report({ErrorKind::Input, operation, parsed.error().toString(), {}, QStringLiteral("schedule")});
    TenantSession *tenant = readableTenant(tenantName, operation);
    if (!tenant)
        return;
    QStringList enabled = tenant->chosenFeeds({});
    enabled.removeAll(feed);
    if (isOn)
        enabled << feed;
    if (enabled.isEmpty())
        return report({ErrorKind::Input,
                       operation,
                       tr("One source stays on: without any, nothing would be read. To stop posting, use Pause."),
                       {},
                       QStringLiteral("last_source")});
    saveSettings(
        [&](Settings &settings) {
            settings.enabledFeeds = enabled.size() == tenant->client->feeds().size() ? QStringList{} : enabled;
            if (*parsed == settings.schedule)
                settings.feedSchedules.remove(feed);
            else
                settings.feedSchedules.insert(feed, *parsed);
        },
        tenant->name());
    const QJsonObject data{{QStringLiteral("tenant"), tenant->name()},
                           {QStringLiteral("feed"), feed},
                           {QStringLiteral("on"), isOn},
                           {QStringLiteral("schedule"), parsed->toString()}};
    if (const auto noted = m_runs->note(QStringLiteral("schedule_changed"), data, person(), m_clock.now()); !noted)
        report(noted.error());
    planReads();
}

void Engine::importIonApi(const QString &path, const QString &tenant, const QString &baseUrl)
{
    auto file = readIonApiFile(path);
    if (file && file->needsTenant() && !tenant.isEmpty())
        file = file->withTenant(tenant);
    if (file && file->needsBaseUrl() && !baseUrl.isEmpty())
        file = file->withBaseUrl(baseUrl);
    if (!file)
        return report(file.error());
    if (file->needsTenant() || file->needsBaseUrl()) {
        Q_EMIT ionApiNeedsDetails(path, file->tenant, file->needsBaseUrl());
        return;
    }
    m_isImporting = true; // nothing is read until the keychain has answered
    const Secrets before = m_secrets;
    m_secrets.insert(secretNameOf(file->tenant), QString::fromUtf8(file->toJson()));
    keepSecrets([this, file = *file, before](const Result<void> &stored) {
        m_isImporting = false;
        if (!stored) {
            m_secrets = before;
            return report(stored.error());
        }
        takeIonApi(file);
    });
}

/// Its secrets are in the keychain: it is read from now on.
void Engine::takeIonApi(const IonApiFile &file)
{
    const bool isNew = !tenantOf(file.tenant);
    QStringList others;
    for (const auto &tenant : m_tenants)
        others << tenant->name();
    if (isNew)
        m_tenants.push_back(std::make_unique<TenantSession>(m_settingsFile.load(file.tenant)));
    saveSettings(
        [&](Settings &settings) {
            settings.tenant = file.tenant;
            settings.environment = file.environment();
            settings.application = file.applicationName;
            settings.baseUrl = file.baseUrl;
            settings.hasStoredSecrets = true;
        },
        file.tenant);
    if (isNew)
        m_tenants.back()->setSettings(m_settingsFile.load(file.tenant));
    const QJsonObject data{{QStringLiteral("tenant"), file.tenant}, {QStringLiteral("api_host"), file.baseUrl.host()}};
    if (const auto noted = m_runs->note(QStringLiteral("tenant_imported"), data, person(), m_clock.now()); !noted)
        report(noted.error());
    connectTenants(file.tenant);
    QString sentence =
        tr("Tenant %1 is connected. Its secrets are in the keychain; the file isn't kept.").arg(file.tenant);
    if (isNew && !others.isEmpty())
        sentence += u' ' + tr("It is read beside %1.").arg(others.join(QStringLiteral(", ")));
    Q_EMIT notice(sentence);
    Q_EMIT ionApiImported(file.tenant);
}

void Engine::removeTenant(const QString &name)
{
    const QString operation = tr("Remove a tenant");
    const TenantSession *tenant = name.isEmpty() ? nullptr : tenantOf(name);
    if (!tenant)
        return report(
            {ErrorKind::Input, operation, tr("There is no tenant %1.").arg(name), {}, QStringLiteral("no_tenant")});
    if (tenant->isReading || m_isTesting || m_isImporting)
        return report({ErrorKind::Busy,
                       operation,
                       tr("Ledgercast is reading from %1 right now. Stop the sync or wait for its end, then remove it.")
                           .arg(name),
                       {},
                       QStringLiteral("busy")});
    m_isImporting = true; // nothing is read until the keychain has answered
    const Secrets before = m_secrets;
    m_secrets.remove(secretNameOf(name));
    keepSecrets([this, name, before](const Result<void> &stored) {
        m_isImporting = false;
        if (!stored) {
            m_secrets = before;
            return report(stored.error());
        }
        if (const auto removed = m_settingsFile.remove(name); !removed)
            report(removed.error());
        std::erase_if(m_tenants, [&](const auto &one) { return one->name() == name; });
        reloadSettings();
        const QJsonObject data{{QStringLiteral("tenant"), name}};
        if (const auto noted = m_runs->note(QStringLiteral("tenant_removed"), data, person(), m_clock.now()); !noted)
            report(noted.error());
        showTenants();
        Q_EMIT notice(tr("Tenant %1 isn't read any more. What was recorded of it stays.").arg(name));
        Q_EMIT tenantRemoved();
    });
}

} // namespace ledgercast
