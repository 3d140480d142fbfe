// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/present/simulator.h"

#include "core/engine/console.h"
#include "core/store/readerthread.h"
#include "ui/present/hub.h"
#include "ui/present/tellengine.h"

namespace ledgercast {

using namespace std::chrono_literals;

namespace {

constexpr auto afterEdit = 300ms;
constexpr auto afterMove = 15s; ///< while much is read the log moves all the time
constexpr auto longTime = 500ms;
constexpr std::chrono::hours span{30 * 24};

} // namespace

Simulator::Simulator(Console &console, ReaderThread &readers, Hub &hub, const Clock &clock, QObject *parent)
    : QObject(parent), m_readers(readers), m_hub(hub), m_clock(clock)
{
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &Simulator::run);
    m_long.setSingleShot(true);
    m_long.setInterval(longTime);
    connect(&m_long, &QTimer::timeout, this, &Simulator::isTakingLong);
    // What designs keep from being sent is no message of any channel.
    connect(&console, &Console::messageDesignsChanged, this, [this](const QList<KindDesign> &designs) {
        if (m_question.designs == designs)
            return;
        m_question.designs = designs;
        refresh();
    });
    tellEngine(console, [](Console &asked) { asked.showMessageDesigns(); });
}

Simulator::~Simulator()
{
    forget();
}

void Simulator::ask(const QList<Route> &current, const QList<Route> &draft)
{
    m_question.current = current;
    m_question.draft = draft;
    m_hasQuestion = true;
    ++*m_newest;
    m_soon.start(afterEdit);
}

void Simulator::refresh()
{
    if (m_hasQuestion && !m_soon.isActive())
        m_soon.start(afterMove);
}

void Simulator::forget()
{
    ++*m_newest;
    m_hasQuestion = false;
    m_soon.stop();
    m_long.stop();
}

void Simulator::run()
{
    const int number = ++*m_newest;
    SimulationQuestion question = m_question;
    question.floods = m_hub.snapshot().status.floods;
    question.from = m_clock.now() - span;
    question.isOutdated = [newest = m_newest, number] { return *newest != number; };
    m_since.start();
    m_long.start();
    m_readers.ask(
        this, [question](const Reader &reader) { return simulate(reader, question); },
        [this, number](const Result<SimulationResult> &result) {
            if (*m_newest == number)
                take(result);
        });
}

void Simulator::take(const Result<SimulationResult> &result)
{
    m_long.stop();
    if (result)
        Q_EMIT answered(*result, std::chrono::milliseconds(m_since.elapsed()));
    else
        Q_EMIT failed(result.error().message);
}

} // namespace ledgercast
