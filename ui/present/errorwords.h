// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/symbols.h"

#include <QString>

namespace ledgercast {

/// Who can mend something that this program and its user can't.
enum class Helper { Nobody, You, ItDepartment, CloudSuiteAdministrator, M3Administrator, SlackAdministrator };

/// A failure code of Slack or CloudSuite in plain words.
struct ErrorWords
{
    QString title;    ///< "The channel #fin-it is archived"
    QString sentence; ///< what it means and what to do
    Symbol symbol = Symbol::Failed;
    bool retryHelps = false; ///< trying the same again can work
    Helper helper = Helper::Nobody;
    bool isKnown = true; ///< false: words for any code
};

/// Why a post, or a question to Slack, failed. channel: name without '#', may be empty.
[[nodiscard]] ErrorWords errorWords(const QString &code, const QString &channel = {});
/// Why CloudSuite, the way to it or the keychain failed.
[[nodiscard]] ErrorWords cloudSuiteWords(const QString &code);
/// "Your Slack administrator can grant it."; empty for Nobody.
[[nodiscard]] QString helperWords(Helper helper);

} // namespace ledgercast
