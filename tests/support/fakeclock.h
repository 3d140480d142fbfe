// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

namespace ledgercast {

/// A clock that stands until it is moved.
class FakeClock final : public Clock
{
public:
    explicit FakeClock(Instant now = instantFromMs(1'795'000'000'000)) : m_now(now) {}
    [[nodiscard]] Instant now() const override { return m_now; }
    void advance(Milliseconds duration) { m_now += duration; }

private:
    Instant m_now;
};

} // namespace ledgercast
