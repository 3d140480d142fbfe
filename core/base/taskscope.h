// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoroTask>

#include <coroutine>
#include <vector>

namespace ledgercast {

/// Owns what is running on behalf of a service: a dropped QCoro task runs on, so a service starts its coroutines here
/// and awaits drain() before it dies. One thread. The scope outlives its tasks by contract; it asserts so.
class TaskScope
{
public:
    TaskScope() = default;
    ~TaskScope();
    Q_DISABLE_COPY_MOVE(TaskScope)

    /// Runs the task to its end; what it throws ends the program, as an error of ours.
    void start(QCoro::Task<void> task);
    /// Tells the tasks to end: they check isStopping() when they resume.
    void stop() { m_stopping = true; }
    [[nodiscard]] bool isStopping() const { return m_stopping; }
    [[nodiscard]] int running() const { return m_running; }
    /// Resumes when no task is running any more.
    [[nodiscard]] QCoro::Task<void> drain();

private:
    struct Drained
    {
        TaskScope *scope;
        [[nodiscard]] bool await_ready() const { return scope->m_running == 0; }
        void await_suspend(std::coroutine_handle<> handle) const { scope->m_waiting.push_back(handle); }
        void await_resume() const {}
    };
    static QCoro::Task<void> runToEnd(TaskScope *scope, QCoro::Task<void> task);

    std::vector<std::coroutine_handle<>> m_waiting;
    int m_running = 0;
    bool m_stopping = false;
};

} // namespace ledgercast
