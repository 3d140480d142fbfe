// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cstddef>

namespace ledgercast::sandbox {

/// SplitMix64: the same seed gives the same numbers on every machine and library version.
class Random
{
public:
    explicit Random(quint64 seed) : m_state(seed) {}

    quint64 next()
    {
        m_state += 0x9e3779b97f4a7c15ULL;
        quint64 mixed = m_state;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
        return mixed ^ (mixed >> 31);
    }

    /// Between low and high, both included.
    int between(int low, int high) { return low + static_cast<int>(next() % static_cast<quint64>(high - low + 1)); }
    bool chance(int percent) { return between(0, 99) < percent; }
    double fraction() { return static_cast<double>(next() >> 11) / 9007199254740992.0; }

    template<typename List>
    const auto &pick(const List &list)
    {
        return list[static_cast<decltype(list.size())>(next() % static_cast<quint64>(list.size()))];
    }

private:
    quint64 m_state;
};

} // namespace ledgercast::sandbox
