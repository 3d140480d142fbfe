// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace ledgercast {

/// Appends the text as a JSON string in quotes, UTF-8, byte for byte as QJsonDocument writes it.
void appendJson(QByteArray &json, const QString &text);

} // namespace ledgercast
