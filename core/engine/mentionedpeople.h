// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/message/composer.h"

namespace ledgercast {

struct PlanContext;

/// The Slack ids of a record's own people, by the words of mention.h. Only ids of the table of people: whatever the
/// record says can't mention anybody. A channel that may not read who it is isn't told by a mention either.
[[nodiscard]] QHash<QString, QStringList> mentionedPeople(const Document &document, const ComposeContext &compose,
                                                          const PlanContext &context);

} // namespace ledgercast
