// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

namespace ledgercast {

class Database;

/// The newest schema this build knows; kept in the file as PRAGMA user_version.
[[nodiscard]] int schemaVersion();
/// Brings the file to schemaVersion(), one revision a transaction, after copying it aside ("….before-2"). Refuses
/// files newer than this build (Storage).
[[nodiscard]] Result<void> migrate(Database &database);
/// For readers: the file must have exactly this build's schema.
[[nodiscard]] Result<void> checkSchema(Database &database);

} // namespace ledgercast
