// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/document.h"

#include <QStringList>

namespace ledgercast {

/// The list as CSV: UTF-8 with BOM for spreadsheets, a header, a row each, sorted by tenant, company and number. The
/// same documents in any order give the same bytes. No cell is a formula.
[[nodiscard]] QByteArray referenceCsv(const QStringList &columns, QList<Document> documents);
/// What tells whether a list has changed: SHA-256, in hexadecimal digits.
[[nodiscard]] QString referenceDigest(const QByteArray &csv);

} // namespace ledgercast
