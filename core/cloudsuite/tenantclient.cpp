// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/tenantclient.h"

#include "core/base/log.h"

namespace ledgercast {

namespace {

M3Source::Options optionsOf(const Settings &settings)
{
    return {settings.division, settings.pageRows};
}

M3Options clientOptionsOf(const Settings &settings)
{
    M3Options options;
    options.requestsPerMinute = settings.requestsPerMinute;
    return options;
}

} // namespace

Result<std::unique_ptr<TenantClient>> TenantClient::create(HttpClient &http, const Clock &clock, Sleeper &sleeper,
                                                           const IonApiFile &tenant, const Settings &settings,
                                                           const QString &catalogueDirectory)
{
    auto catalogue = FeedCatalogue::load(catalogueDirectory, valuesOf(settings));
    if (!catalogue)
        return fail(catalogue.error());
    auto client =
        std::unique_ptr<TenantClient>(new TenantClient(http, clock, sleeper, tenant, settings, std::move(*catalogue)));
    client->m_catalogueDirectory = catalogueDirectory;
    return client;
}

TenantClient::TenantClient(HttpClient &http, const Clock &clock, Sleeper &sleeper, const IonApiFile &tenant,
                           const Settings &settings, FeedCatalogue catalogue)
    : m_http(http)
    , m_clock(clock)
    , m_tenant(tenant)
    , m_settings(settings)
    , m_tokens(http, clock, tenant)
    , m_client(http, m_tokens, clock, sleeper, tenant, clientOptionsOf(settings))
    , m_source(m_client, std::move(catalogue), optionsOf(settings))
{
}

CatalogueValues TenantClient::valuesOf(const Settings &settings)
{
    return {settings.costCentreDimension, settings.invoiceTransactionCode, settings.paymentTransactionCode};
}

void TenantClient::setCredentials(const IonApiFile &tenant)
{
    m_tenant = tenant;
    m_tokens.setCredentials(tenant);
    m_client.setTenant(tenant);
}

void TenantClient::setSettings(const Settings &settings)
{
    const bool isOtherCatalogue = settings.costCentreDimension != m_settings.costCentreDimension ||
                                  settings.invoiceTransactionCode != m_settings.invoiceTransactionCode ||
                                  settings.paymentTransactionCode != m_settings.paymentTransactionCode;
    m_settings = settings;
    m_client.setRequestsPerMinute(settings.requestsPerMinute);
    m_source.setOptions(optionsOf(settings));
    if (!isOtherCatalogue)
        return;
    if (auto catalogue = FeedCatalogue::load(m_catalogueDirectory, valuesOf(settings)))
        m_source.setCatalogue(std::move(*catalogue));
    else
        qCWarning(logCloudSuite) << catalogue.error().message;
}

QList<TenantClient::Feed> TenantClient::feeds() const
{
    QList<Feed> feeds;
    for (const FeedEntry &feed : m_source.catalogue().feeds())
        feeds.append({feed.id, feed.label, feed.recordType});
    return feeds;
}

QCoro::Task<QList<TestStep>> TenantClient::test(ConnectionTest::Watcher watcher)
{
    ConnectionTest test({m_http, m_tokens, m_client, m_source, m_clock}, m_tenant, m_settings.companies.value(0),
                        std::move(watcher));
    auto running = test.run();
    co_return co_await running;
}

} // namespace ledgercast
