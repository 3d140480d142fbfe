// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoroTask>
#include <QEventLoop>
#include <QTest>
#include <QTimer>

#include <chrono>
#include <exception>
#include <memory>
#include <optional>

namespace ledgercast {

namespace detail {

template<typename T>
struct Outcome
{
    std::optional<T> value;
    bool isDone = false;
    QEventLoop loop;
};

template<typename T>
QCoro::Task<void> deliver(QCoro::Task<T> task, std::shared_ptr<Outcome<T>> outcome)
{
    try {
        outcome->value.emplace(co_await task);
    } catch (const std::exception &exception) {
        qWarning("The task threw: %s", exception.what());
    }
    outcome->isDone = true;
    outcome->loop.quit();
}

} // namespace detail

/// Runs the task to its end in an event loop and returns its value. Ends the test program when it takes longer than
/// the deadline or throws: QCoro::waitFor would hang for ever then.
template<typename T>
T resultOf(QCoro::Task<T> task, std::chrono::milliseconds deadline = std::chrono::seconds(30))
{
    const auto outcome = std::make_shared<detail::Outcome<T>>();
    detail::deliver(std::move(task), outcome);
    if (!outcome->isDone) {
        QTimer::singleShot(deadline, &outcome->loop, [outcome] { outcome->loop.quit(); });
        outcome->loop.exec();
    }
    if (!outcome->value)
        qFatal("The task gave no value within %lld ms", static_cast<long long>(deadline.count()));
    return std::move(*outcome->value);
}

} // namespace ledgercast
