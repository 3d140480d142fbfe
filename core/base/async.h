// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoroTask>
#include <QObject>

#include <chrono>
#include <coroutine>
#include <unordered_map>

namespace ledgercast {

/// The one cancellable sleep. A coroutine that sleeps here resumes after its time or as soon as wakeAll() is called,
/// always from the event loop of this object's thread, never from inside the caller of wakeAll().
class Sleeper : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// true: the time has passed; false: woken early.
    [[nodiscard]] virtual QCoro::Task<bool> sleep(std::chrono::milliseconds duration);
    void wakeAll();

private:
    struct Nap
    {
        std::coroutine_handle<> handle;
        bool isEarly = false;
    };
    struct Awaiter;
    void wake(int id, bool isEarly);

    std::unordered_map<int, Nap> m_naps;
    int m_nextId = 0;
};

} // namespace ledgercast
