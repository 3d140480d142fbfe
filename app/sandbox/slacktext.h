// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace ledgercast::sandbox {

/// The text as Slack stores it: bare & < > escaped, addresses wrapped in <…>.
[[nodiscard]] QByteArray normalizedText(const QByteArray &text);
[[nodiscard]] qsizetype codePoints(const QByteArray &utf8);
[[nodiscard]] QByteArray firstCodePoints(const QByteArray &utf8, qsizetype count);

} // namespace ledgercast::sandbox
