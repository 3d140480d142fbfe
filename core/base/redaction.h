// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace ledgercast {

/// Text that is safe to log or to show: secrets (Slack tokens, bearer tokens, service-account keys, JSON and form
/// values named like a secret) are replaced, control characters removed, and it is cut to maxLength characters.
[[nodiscard]] QString redacted(QString text, int maxLength = 500);
[[nodiscard]] QString redacted(const QByteArray &body, int maxLength = 500);
/// "xoxb-••••-3kQ": enough to tell two tokens apart, not enough to use one.
[[nodiscard]] QString maskedToken(const QString &token);

} // namespace ledgercast
