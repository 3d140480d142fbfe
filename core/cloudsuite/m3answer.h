// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>

namespace ledgercast {

/// One record an M3 transaction answered: field name to value, blanks trimmed.
using M3Record = QMap<QString, QString>;

struct M3Records
{
    QList<M3Record> records;
    bool isTruncated = false; ///< as many as asked for, or as a known cap: there may be more
};

/// What M3 said to one transaction. "Not found" is an empty list, not an error.
using M3Result = Result<M3Records>;

namespace m3answer {

/// Reads the body of an answer with status 2xx: v2 and v1 shapes, with errors in a body that calls itself success.
/// The outer error: the whole call failed. Asked: how many transactions were sent; maxRecords: as requested, 0 for all.
[[nodiscard]] Result<QList<M3Result>> parse(const QByteArray &body, int asked, int maxRecords,
                                            const QString &operation);

} // namespace m3answer

} // namespace ledgercast
