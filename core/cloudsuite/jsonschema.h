// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonDocument>
#include <QString>

namespace ledgercast::jsonschema {

/// What is wrong first, with its place ("feeds/0/table: …"); empty if the document is as the schema (draft 7) says.
[[nodiscard]] QString firstMistake(const QJsonDocument &document, const QByteArray &schema);

} // namespace ledgercast::jsonschema
