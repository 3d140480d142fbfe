// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/async.h"

#include <QTimer>

#include <vector>

namespace ledgercast {

struct Sleeper::Awaiter
{
    Sleeper *sleeper;
    std::chrono::milliseconds duration;
    int id = 0;

    [[nodiscard]] bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<> handle)
    {
        id = sleeper->m_nextId++;
        sleeper->m_naps.emplace(id, Nap{handle});
        QTimer::singleShot(duration, Qt::PreciseTimer, sleeper,
                           [sleeper = sleeper, id = id] { sleeper->wake(id, false); });
    }
    [[nodiscard]] bool await_resume() const
    {
        const auto nap = sleeper->m_naps.extract(id);
        return !nap.mapped().isEarly;
    }
};

QCoro::Task<bool> Sleeper::sleep(std::chrono::milliseconds duration)
{
    const bool isDone = co_await Awaiter{this, duration};
    co_return isDone;
}

void Sleeper::wake(int id, bool isEarly)
{
    const auto nap = m_naps.find(id);
    if (nap == m_naps.end() || !nap->second.handle)
        return;
    nap->second.isEarly = isEarly;
    std::exchange(nap->second.handle, nullptr).resume();
}

void Sleeper::wakeAll()
{
    for (const auto &[id, nap] : m_naps)
        QMetaObject::invokeMethod(
            this, [this, id = id] { wake(id, true); }, Qt::QueuedConnection);
}

} // namespace ledgercast
