// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/system/soakwitness.h"

#include <utility>

namespace ledgercast::test {

/// How a value is compared: as M3 has it, or as a document has it.
enum class As {
    Text,
    Number,
    Size, ///< a number without its sign
    Day,
    Flag,
    End, ///< the last characters
    Paid ///< payment status 9
};

struct SoakCell
{
    const char *field; ///< of the document
    const char *column;
    As as = As::Text;
};

using SoakKey = std::vector<const char *>;
using SoakWhere = std::vector<std::pair<const char *, const char *>>; ///< column, value; "!" in front: another

/// Rows that belong to a document, by columns that equal its key.
struct SoakWitness::Part
{
    const char *table;
    SoakWhere where;
    SoakKey key;
    std::vector<SoakCell> cells;
    bool isMerged = false; ///< into the document's own fields
};

/// What a record type is made of, written down by hand a second time.
struct SoakWitness::Kind
{
    const char *type;
    const char *table;
    SoakWhere where;
    SoakKey key;
    std::vector<SoakCell> cells;
    std::vector<Part> parts = {};
};

} // namespace ledgercast::test
