// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloudsuite/connectiontest.h"
#include "core/cloudsuite/m3client.h"
#include "core/cloudsuite/m3source.h"
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
    };

    /// Errors: a catalogue file in catalogueDirectory is wrong.
    [[nodiscard]] static Result<std::unique_ptr<TenantClient>> create(HttpClient &http, const Clock &clock,
                                                                      Sleeper &sleeper, const IonApiFile &tenant,
                                                                      const Settings &settings,
                                                                      const QString &catalogueDirectory);

    void setCredentials(const IonApiFile &tenant);
    void setSettings(const Settings &settings);
    [[nodiscard]] QList<Feed> feeds() const;
    [[nodiscard]] Source &source() { return m_source; }
    /// A person says that the refused credentials are good now.
    void retryRefused() { m_tokens.retryRefused(); }
    [[nodiscard]] QCoro::Task<QList<TestStep>> test(ConnectionTest::Watcher watcher);

private:
    TenantClient(HttpClient &http, const Clock &clock, Sleeper &sleeper, const IonApiFile &tenant,
                 const Settings &settings, FeedCatalogue catalogue);
    [[nodiscard]] static CatalogueValues valuesOf(const Settings &settings);

    HttpClient &m_http;
    const Clock &m_clock;
    IonApiFile m_tenant;
    Settings m_settings;
    QString m_catalogueDirectory;
    TokenProvider m_tokens;
    M3Client m_client;
    M3Source m_source;
};

} // namespace ledgercast
