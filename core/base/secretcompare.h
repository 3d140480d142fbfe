// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace ledgercast {

/// Whether both are the same; every byte is looked at, whichever differs, so that the time it takes tells nothing about
/// a secret. Their lengths are no secret.
[[nodiscard]] inline bool isSameSecret(const QByteArray &one, const QByteArray &other)
{
    if (one.size() != other.size())
        return false;
    unsigned difference = 0;
    for (qsizetype i = 0; i < one.size(); ++i)
        difference |= static_cast<unsigned char>(one[i]) ^ static_cast<unsigned>(static_cast<unsigned char>(other[i]));
    return difference == 0;
}

} // namespace ledgercast
