// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>
#include <optional>

namespace ledgercast {

/// An enum's values with the words they are stored and scripted as.
template<typename Enum, std::size_t Size>
class Words
{
public:
    struct Pair
    {
        Enum value;
        QStringView word;
    };
    constexpr explicit Words(std::array<Pair, Size> pairs) : m_pairs(pairs) {}

    [[nodiscard]] QString word(Enum value) const
    {
        for (const Pair &pair : m_pairs) {
            if (pair.value == value)
                return pair.word.toString();
        }
        Q_UNREACHABLE();
    }
    [[nodiscard]] std::optional<Enum> value(QStringView word) const
    {
        for (const Pair &pair : m_pairs) {
            if (pair.word == word)
                return pair.value;
        }
        return std::nullopt;
    }

private:
    std::array<Pair, Size> m_pairs;
};

} // namespace ledgercast
