// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloudsuite/compassclient.h"
#include "core/cloudsuite/connectiontest.h"
#include "core/cloudsuite/csiclient.h"
#include "core/cloudsuite/fsmclient.h"
#include "core/cloudsuite/lnclient.h"
#include "core/cloudsuite/m3client.h"
#include "core/cloudsuite/m3source.h"
#include "core/cloudsuite/rowsource.h"
#include "core/settings/settings.h"

#include <memory>

namespace ledgercast {

/// One CloudSuite tenant: its token, its feeds, its test. One thread; http, clock and sleeper outlive it, and it
/// outlives every coroutine of its own.
class TenantClient
{
public:
    struct Feed
    {
        QString id;
        QString label;
        QString recordType;
        bool isByCompany = true; ///< read once for each company; else its rows say no company, and it is read once
    };

    /// Errors: a catalogue file in catalogueDirectory is wrong.
    [[nodiscard]] static Result<std::unique_ptr<TenantClient>> create(HttpClient &http, const Clock &clock,
                                                                      Sleeper &sleeper, const IonApiFile &tenant,
                                                                      const Settings &settings,
                                                                      const QString &catalogueDirectory);

    /// What of the settings stands in catalogues.
    [[nodiscard]] static CatalogueValues valuesOf(const Settings &settings);
    void setCredentials(const IonApiFile &tenant);
    void setSettings(const Settings &settings);
    [[nodiscard]] QList<Feed> feeds() const;
    /// Of the product that the settings name.
    [[nodiscard]] CatalogueSource &source();
    /// "M3", "FSM", "CSI" or "LN".
    [[nodiscard]] QString productName() const { return m_settings.product.toUpper(); }
    /// A person says that the refused credentials are good now.
    void retryRefused() { m_tokens.retryRefused(); }
    struct ChangedKeys
    {
        TenantClient::Feed feed;
        QStringList keys;
        int calls = 0;
    };
    /// Keys of the documents of an M3 feed that changed in these days, by Data Fabric. Errors: Input (another product,
    /// no such feed, a feed without a table), Refused (the query failed).
    [[nodiscard]] QCoro::Task<Result<ChangedKeys>> changedKeys(QString feed, QString company, QDate from, QDate to);
    [[nodiscard]] QCoro::Task<QList<TestStep>> test(ConnectionTest::Watcher watcher);

private:
    TenantClient(HttpClient &http, const Clock &clock, Sleeper &sleeper, const IonApiFile &tenant,
                 const Settings &settings, FeedCatalogue catalogue);
    [[nodiscard]] const CatalogueSource &source() const { return const_cast<TenantClient *>(this)->source(); }
    [[nodiscard]] QString place() const;

    HttpClient &m_http;
    const Clock &m_clock;
    IonApiFile m_tenant;
    Settings m_settings;
    QString m_catalogueDirectory;
    TokenProvider m_tokens;
    GatewayClient m_gateway;
    CompassClient m_compass;
    M3Client m_m3;
    FsmClient m_fsm;
    CsiClient m_csi;
    LnClient m_ln;
    // All of them, always: a read under way keeps its own, whatever the settings say meanwhile.
    M3Source m_m3Source;
    RowSource m_fsmSource;
    RowSource m_csiSource;
    RowSource m_lnSource;
};

} // namespace ledgercast
