// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/cloudsuite/ionapifile.h"
#include "core/domain/teststep.h"

#include <QCoroTask>

#include <functional>

namespace ledgercast {

class CatalogueSource;
class HttpClient;
class M3Client;
class TokenProvider;

/// Tries the way to the tenant step by step (host, secure connection, token, company, one row of each feed) and says
/// in words what is missing. Steps behind a failed one that they need are skipped. What it is given outlives it.
class ConnectionTest
{
public:
    struct Parts
    {
        HttpClient &http;
        TokenProvider &tokens;
        M3Client &client; ///< asked only where product is M3
        CatalogueSource &source;
        const Clock &clock;
        QString product; ///< "m3", "fsm", "csi" or "ln"
        QString place;   ///< of FSM the data area, of CSI the configuration, of LN the company
    };
    using Watcher = std::function<void(const QList<TestStep> &)>;

    ConnectionTest(Parts parts, IonApiFile tenant, QString company, Watcher watcher);
    [[nodiscard]] QCoro::Task<QList<TestStep>> run();

private:
    QCoro::Task<bool> tryHost();
    QCoro::Task<bool> tryToken();
    QCoro::Task<bool> tryCompany();
    /// Where there is no company to ask for: whether what the product needs is set.
    bool checkPlace();
    QCoro::Task<bool> tryFeed(qsizetype index, QString feed);
    [[nodiscard]] bool isM3() const { return m_parts.product == u"m3"; }
    void start(qsizetype index);
    void end(qsizetype index, TestStep::State state, const QString &detail);
    void fail(qsizetype index, const Error &error);
    void fail(qsizetype index, const Error &error, TestStep::State state, const QString &detail);
    void skipFrom(qsizetype index);
    [[nodiscard]] static QString remedyOf(const Error &error);
    [[nodiscard]] QString requestFor(const TestStep &step, const Error &error) const;

    Parts m_parts;
    IonApiFile m_tenant;
    QString m_company;
    QString m_user;
    Watcher m_watcher;
    QList<TestStep> m_steps;
    Instant m_startedAt;
};

} // namespace ledgercast
