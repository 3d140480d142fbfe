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

RowSource::Options rowOptionsOf(const Settings &settings, const QString &company)
{
    return {settings.pageRows, company};
}

GatewayOptions clientOptionsOf(const Settings &settings)
{
    GatewayOptions options;
    options.requestsPerMinute = settings.requestsPerMinute;
    return options;
}

} // namespace

Result<std::unique_ptr<TenantClient>> TenantClient::create(HttpClient &http, const Clock &clock, Sleeper &sleeper,
                                                           const IonApiFile &tenant, const Settings &settings,
                                                           const QString &catalogueDirectory)
{
    auto catalogue = FeedCatalogue::load(catalogueDirectory, valuesOf(settings), settings.product);
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
    , m_gateway(http, m_tokens, clock, sleeper, tenant, clientOptionsOf(settings))
    , m_compass(m_gateway)
    , m_m3(m_gateway)
    , m_fsm(m_gateway, settings.fsmDataArea)
    , m_csi(m_gateway, settings.csiConfiguration)
    , m_ln(m_gateway, settings.lnCompany)
    , m_m3Source(m_m3, {}, optionsOf(settings))
    , m_fsmSource(m_fsm, {}, rowOptionsOf(settings, {}))
    , m_csiSource(m_csi, {}, rowOptionsOf(settings, settings.csiConfiguration))
    , m_lnSource(m_ln, {}, rowOptionsOf(settings, settings.lnCompany))
{
    source().setCatalogue(std::move(catalogue));
}

CatalogueSource &TenantClient::source()
{
    if (m_settings.product == u"fsm")
        return m_fsmSource;
    if (m_settings.product == u"csi")
        return m_csiSource;
    return m_settings.product == u"ln" ? static_cast<CatalogueSource &>(m_lnSource) : m_m3Source;
}

QString TenantClient::place() const
{
    return m_settings.product == u"fsm"   ? m_settings.fsmDataArea
           : m_settings.product == u"csi" ? m_settings.csiConfiguration
                                          : m_settings.lnCompany;
}

CatalogueValues TenantClient::valuesOf(const Settings &settings)
{
    return {settings.costCentreDimension, settings.invoiceTransactionCode, settings.paymentTransactionCode,
            settings.csiUnitCode, settings.lnDimension};
}

void TenantClient::setCredentials(const IonApiFile &tenant)
{
    m_tenant = tenant;
    m_tokens.setCredentials(tenant);
    m_gateway.setTenant(tenant);
}

void TenantClient::setSettings(const Settings &settings)
{
    const bool isOtherCatalogue = settings.costCentreDimension != m_settings.costCentreDimension ||
                                  settings.invoiceTransactionCode != m_settings.invoiceTransactionCode ||
                                  settings.paymentTransactionCode != m_settings.paymentTransactionCode ||
                                  settings.csiUnitCode != m_settings.csiUnitCode ||
                                  settings.lnDimension != m_settings.lnDimension ||
                                  settings.product != m_settings.product;
    m_settings = settings;
    m_gateway.setRequestsPerMinute(settings.requestsPerMinute);
    m_fsm.setDataArea(settings.fsmDataArea);
    m_csi.setConfiguration(settings.csiConfiguration);
    m_ln.setCompany(settings.lnCompany);
    m_m3Source.setOptions(optionsOf(settings));
    m_fsmSource.setOptions(rowOptionsOf(settings, {}));
    m_csiSource.setOptions(rowOptionsOf(settings, settings.csiConfiguration));
    m_lnSource.setOptions(rowOptionsOf(settings, settings.lnCompany));
    if (!isOtherCatalogue)
        return;
    if (auto catalogue = FeedCatalogue::load(m_catalogueDirectory, valuesOf(settings), settings.product))
        source().setCatalogue(std::move(*catalogue));
    else
        qCWarning(logCloudSuite) << catalogue.error().message;
}

QList<TenantClient::Feed> TenantClient::feeds() const
{
    QList<Feed> feeds;
    for (const FeedEntry &feed : source().catalogue().feeds())
        feeds.append({feed.id, feed.label, feed.recordType,
                      m_settings.product == QStringLiteral("m3") || !feed.company.isEmpty()});
    return feeds;
}

QCoro::Task<Result<TenantClient::ChangedKeys>> TenantClient::changedKeys(QString feed, QString company, QDate from,
                                                                         QDate to)
{
    const QString operation = QObject::tr("Reconcile");
    if (m_settings.product != u"m3")
        co_return fail(
            ErrorKind::Input, operation,
            QObject::tr("Data Fabric can be compared for M3 only: how the tables of %1 are named there isn't "
                        "known.")
                .arg(productName()),
            {}, QStringLiteral("other_product"));
    const FeedEntry *known = source().catalogue().find(feed);
    if (!known)
        co_return fail(ErrorKind::Input, operation, QObject::tr("There is no feed called %1.").arg(feed), {},
                       QStringLiteral("no_feed"));
    const FeedEntry entry = *known;
    int calls = 0;
    if (company.isEmpty()) { // Data Fabric has all companies: the account's own is the one that is read
        auto asking = m_m3.get(QStringLiteral("GENERAL"), {QStringLiteral("GetUserInfo"), {}, {}}, 1, {}, operation);
        const M3Result user = co_await asking;
        if (!user)
            co_return tl::unexpected(user.error());
        company = user->records.value(0).value(QStringLiteral("ZDCONO"));
        ++calls;
    }
    const auto sql = compass::keyQuery(entry, {company, m_settings.division}, from, to);
    if (!sql)
        co_return tl::unexpected(sql.error());
    auto asking = m_compass.select(*sql, operation);
    const Result<CompassClient::Answer> answer = co_await asking;
    if (!answer)
        co_return tl::unexpected(answer.error());
    ChangedKeys changed{{entry.id, entry.label, entry.recordType}, {}, answer->calls + calls};
    for (const M3Record &row : answer->rows)
        changed.keys << compass::keyOf(entry, row);
    co_return Result<ChangedKeys>(changed);
}

QCoro::Task<QList<TestStep>> TenantClient::test(ConnectionTest::Watcher watcher)
{
    ConnectionTest test({m_http, m_tokens, m_m3, source(), m_clock, m_settings.product, place()}, m_tenant,
                        m_settings.companies.value(0), std::move(watcher));
    auto running = test.run();
    co_return co_await running;
}

} // namespace ledgercast
