// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QString>

namespace ledgercast {

/// Appends the text as a JSON string in quotes, UTF-8, byte for byte as QJsonDocument writes it.
void appendJson(QByteArray &json, const QString &text);
/// Any value, as QJsonDocument writes it compactly: keys in order, no spaces.
void appendJson(QByteArray &json, const QJsonValue &value);

} // namespace ledgercast
