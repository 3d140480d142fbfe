// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloudsuite/tenantclient.h"
#include "core/engine/feedrunner.h"
#include "core/matching/matchtopics.h"
#include "core/message/composer.h"
#include "core/net/httpclient.h"
#include "core/routing/router.h"
#include "core/store/database.h"
#include "tests/support/virtualsleeper.h"

#include <QSqlQuery>
#include <QTemporaryDir>

namespace ledgercast::test {

/// The parts of the engine that read, with a store of their own, in virtual time.
class SoakReader
{
public:
    SoakReader(const QByteArray &ionApiFile, QDate startFrom, FakeClock &clock,
               const Settings &settings = usual(QStringLiteral("m3")));
    /// Of the sandbox's tenant, read in small pages.
    [[nodiscard]] static Settings usual(const QString &product);

    struct Pass
    {
        QStringList errors;   ///< "feed code"
        QStringList messages; ///< of the errors
        QStringList warnings;
        int created = 0;
        int updated = 0;
        int calls = 0;
    };
    /// Reads every feed of every company, and compares what is due.
    [[nodiscard]] Pass pass();
    /// As after a crash: only the store is left.
    void restart();
    [[nodiscard]] CatalogueSource &source() { return m_tenant->source(); }

    [[nodiscard]] QSqlQuery query(const QString &sql) const;
    [[nodiscard]] qint64 number(const QString &sql) const;
    [[nodiscard]] bool isChainWhole() const;
    /// Fingerprints of what isn't deleted, by "type key".
    [[nodiscard]] QMap<QString, QByteArray> documents() const;

private:
    [[nodiscard]] PlanContext context() const;
    void read(const TenantClient::Feed &feed, const QString &company, Pass &pass);
    void compareWhatIsDue();

    FakeClock &m_clock;
    QDate m_startFrom;
    IonApiFile m_file;
    Settings m_settings;
    VirtualSleeper m_sleeper;
    HttpClient m_http;
    std::unique_ptr<TenantClient> m_tenant;
    QTemporaryDir m_folder;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Ledger> m_ledger;
    Router m_router;
    Composer m_composer;
    MatchRules m_rules;
};

} // namespace ledgercast::test
