// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/taskscope.h"

namespace ledgercast {

TaskScope::~TaskScope()
{
    Q_ASSERT_X(m_running == 0, "TaskScope", "destroyed while tasks run: await drain() first");
}

void TaskScope::start(QCoro::Task<void> task)
{
    ++m_running;
    runToEnd(this, std::move(task));
}

QCoro::Task<void> TaskScope::runToEnd(TaskScope *scope, QCoro::Task<void> task)
{
    co_await task;
    if (--scope->m_running == 0) {
        const auto waiting = std::exchange(scope->m_waiting, {});
        for (const auto handle : waiting)
            handle.resume();
    }
}

QCoro::Task<void> TaskScope::drain()
{
    co_await Drained{this};
}

} // namespace ledgercast
