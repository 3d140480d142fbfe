// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace ledgercast {

/// Whom a rule or a message design calls: a Slack id, "here", or one of the words for people of the record itself.
namespace mentionword {
inline const QString here = QStringLiteral("here");
inline const QString approver = QStringLiteral("approver");
inline const QString buyer = QStringLiteral("buyer");
inline const QString responsible = QStringLiteral("responsible");
inline const QString costCentreOwner = QStringLiteral("cost_centre_owner");
} // namespace mentionword

/// The words that a record fills in, in the order in which they are offered.
[[nodiscard]] QStringList recordMentions();
/// Whether it is a Slack user id (U…, W…) or user group id (S…).
[[nodiscard]] bool isSlackId(const QString &text);
/// Whether a rule or a design can call it: an id, "here" or a word. An empty text isn't one.
[[nodiscard]] bool isMention(const QString &mention);
/// How it is called for people: "Nobody", "Cost-centre owner", "@U012AB3CD".
[[nodiscard]] QString mentionLabel(const QString &mention);
/// What a person wrote or chose, as it is kept: labels become words, a leading '@' is dropped, "Nobody" is empty. What
/// it can't make sense of stays as it is.
[[nodiscard]] QString mentionFromText(const QString &text);

} // namespace ledgercast
