// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/soaktenant.h"

#include <QHostAddress>
#include <QTcpServer>

namespace ledgercast::test {

namespace {

using namespace std::chrono_literals;

constexpr int tokenSeconds = 60;
constexpr int requestsPerMinute = 300;
/// Moments in between are too many to look at.
constexpr sandbox::Minute step = 4;

} // namespace

SoakTenant::SoakTenant(quint32 seed, QDate today, QDate firstDay, FakeClock &clock)
    : m_clock(clock)
    , m_random(seed)
    , m_business(m_tables, seed, today, firstDay)
    , m_faults(seed)
    , m_gateway(m_tables, m_faults, {seed, tokenSeconds, requestsPerMinute, [&clock] { return toMs(clock.now()); }})
    , m_server([this](const sandbox::Request &request) { return answer(request); })
{
    auto *listener = new QTcpServer(&m_server);
    if (!listener->listen(QHostAddress::LocalHost, 0))
        qFatal("no port");
    m_server.bind(listener);
    m_port = listener->serverPort();
}

void SoakTenant::setFaults(const QString &faults)
{
    if (const auto mistake = m_faults.set(faults))
        qFatal("%s", qPrintable(*mistake));
}

void SoakTenant::catchUp()
{
    const sandbox::Minute now = toMs(m_clock.now()) / 60'000;
    if (now <= m_business.now())
        return;
    m_business.advance(static_cast<int>(now - m_business.now()));
    forgetViews();
    if (moved)
        moved();
}

sandbox::Reply SoakTenant::answer(const sandbox::Request &request)
{
    m_clock.advance(Milliseconds(m_random.bounded(50, 400)));
    if (m_random.bounded(100) == 0) // a slow one
        m_clock.advance(Milliseconds(m_random.bounded(5'000, 55'000)));
    if (m_isBusy && toMs(m_clock.now()) / 60'000 >= m_business.now() + step)
        catchUp();
    if (requested)
        requested();
    return m_gateway.handle(request);
}

} // namespace ledgercast::test
