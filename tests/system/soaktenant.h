// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/business.h"
#include "app/sandbox/gateway.h"
#include "tests/support/fakeclock.h"

#include <QRandomGenerator>

#include <functional>

namespace ledgercast::test {

/// A sandbox tenant in this process and in virtual time: every request takes a moment, and business goes on meanwhile.
class SoakTenant
{
public:
    SoakTenant(quint32 seed, QDate today, QDate firstDay, FakeClock &clock);

    [[nodiscard]] QByteArray ionApiFile() const { return m_gateway.ionApiFile(m_port); }
    [[nodiscard]] sandbox::Tables &tables() { return m_tables; }
    [[nodiscard]] const sandbox::Business &business() const { return m_business; }
    [[nodiscard]] int requests() const { return m_gateway.state()[u"requests"].toInt(); }

    void setFaults(const QString &faults);
    /// Whether business goes on between requests; else it waits for catchUp().
    void setBusy(bool isBusy) { m_isBusy = isBusy; }
    /// To what the clock says.
    void catchUp();
    /// Somebody else changed the tables.
    void forgetViews() { m_gateway.forgetViews(); }

    std::function<void()> moved;     ///< business went on
    std::function<void()> requested; ///< before each answer

private:
    sandbox::Reply answer(const sandbox::Request &request);

    FakeClock &m_clock;
    QRandomGenerator m_random;
    sandbox::Tables m_tables;
    sandbox::Business m_business;
    sandbox::Faults m_faults;
    sandbox::Gateway m_gateway;
    sandbox::HttpServer m_server;
    quint16 m_port = 0;
    bool m_isBusy = false;
};

} // namespace ledgercast::test
