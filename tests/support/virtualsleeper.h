// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "tests/support/fakeclock.h"

namespace ledgercast {

/// Whoever sleeps here wakes at once, and the clock has moved on by as much.
class VirtualSleeper final : public Sleeper
{
public:
    explicit VirtualSleeper(FakeClock &clock) : m_clock(clock) {}

    [[nodiscard]] QCoro::Task<bool> sleep(std::chrono::milliseconds duration) override
    {
        m_clock.advance(duration);
        auto turning = Sleeper::sleep(std::chrono::milliseconds(0));
        co_return co_await turning;
    }

private:
    FakeClock &m_clock;
};

} // namespace ledgercast
