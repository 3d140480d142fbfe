// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/symbols.h"

#include <QString>

namespace ledgercast {

/// A failure code of Slack or CloudSuite in plain words.
struct ErrorWords
{
    QString title;    ///< "The channel #fin-it is archived"; %1 was the channel
    QString sentence; ///< what it means and what to do
    Symbol symbol = Symbol::Failed;
    bool retryHelps = false; ///< trying the same again can work
};

[[nodiscard]] ErrorWords errorWords(const QString &code, const QString &channel);

} // namespace ledgercast
