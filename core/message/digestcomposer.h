// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/money.h"
#include "core/message/composer.h"

namespace ledgercast {

/// One document in a digest.
struct DigestRow
{
    QString text; ///< the whole fact in a sentence, as its own message's text has it: mrkdwn, escaped
    std::optional<Money> amount;
    int changes = 1;
};

/// A digest of many changes: one message with its top rows, and replies with the others. Each part says how many of the
/// rows, which are taken in their order, it tells. Pure; every part keeps Slack's limits.
struct ComposedDigest
{
    struct Part
    {
        Message message;
        qsizetype rows = 0;
    };
    QList<Part> parts; ///< never empty
};

/// heldFor: why they come together, see heldfor in core/domain/floodrules.h. rows: not empty, most important first.
[[nodiscard]] ComposedDigest composeDigest(const QList<DigestRow> &rows, const QString &heldFor, const QLocale &locale);

} // namespace ledgercast
