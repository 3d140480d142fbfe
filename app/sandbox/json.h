// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonObject>

namespace ledgercast::sandbox {

/// The text as a JSON string, with its quotation marks.
[[nodiscard]] QByteArray jsonString(const QByteArray &utf8);
[[nodiscard]] QJsonObject countsToJson(const QHash<QByteArray, int> &counts);

} // namespace ledgercast::sandbox
