// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/channel.h"
#include "core/engine/status.h"
#include "core/store/entry.h"
#include "ui/theme/symbols.h"
#include "ui/theme/tokens.h"

#include <QList>

namespace ledgercast {

/// What a button of a problem does. One cause, one remedy.
enum class Remedy {
    None,
    ChooseChannel, ///< pick another channel, then replay there
    JoinAndReplay,
    CopyInvite,
    Replay,
    ShowEntries,
    UseSuggestions,
    OpenRouting,
    PasteToken,
    SignIn,
    ChooseIonApi,
    TestConnections,
    CopyRequest,
    UnlockSecrets,
    SyncNow,
};

/// One group of "Needs attention".
struct AttentionItem
{
    Symbol symbol = Symbol::Attention;
    Tone tone = Tone::Warning;
    QString title;
    QString count; ///< "3 posts held"
    QString sentence;
    Remedy remedy = Remedy::None;
    QString remedyLabel;
    Remedy second = Remedy::None;
    QString secondLabel;
    QString subject; ///< channel name or feed
    QList<qint64> entryIds;
    EntryFilter show; ///< the entries of this cause
    QString copyText; ///< for CopyInvite and CopyRequest
    int severity = 0; ///< higher first
    int entries = 0;

    friend bool operator==(const AttentionItem &, const AttentionItem &) = default;
};

/// What the groups are made from.
struct AttentionInput
{
    EngineStatus status;
    QList<Cause> causes;
    QList<Channel> channels;
    QList<TestStep> steps; ///< of the last connection test, for its request texts
    QDateTime now;
};

/// Ordered by severity, then by how many entries wait.
[[nodiscard]] QList<AttentionItem> attentionOf(const AttentionInput &input);

} // namespace ledgercast
