// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/routing/people.h"

namespace ledgercast {

class Reader;

/// Who people of the ERP are in Slack: the table as it was imported, with what Slack said of its e-mail addresses.
/// Errors: Storage; Input, if the stored table can't be read. Use in the reader's thread.
[[nodiscard]] Result<People> storedPeople(const Reader &reader);

} // namespace ledgercast
