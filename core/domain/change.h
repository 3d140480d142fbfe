// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/domain/document.h"
#include "core/domain/finding.h"

namespace ledgercast {

enum class ChangeKind {
    Created,
    Updated,
    StatusChanged,
    Known,           ///< first seen, but older than the feed's start: recorded, never posted
    ExceptionRaised, ///< the document is as it was; comparing it with others found something
    ExceptionCleared ///< what was found is so no longer
};

struct FieldChange
{
    QString field;
    QString before;
    QString after;

    friend bool operator==(const FieldChange &, const FieldChange &) = default;
};

/// One new version of a document.
struct Change
{
    ChangeKind kind = ChangeKind::Created;
    int version = 1; ///< of the document, from 1
    Document document;
    QByteArray fingerprint;
    QList<FieldChange> differences; ///< empty for Created and Known
    Instant detectedAt;
    QByteArray content = {};             ///< the document's toJson(), where it was made already: it is long work
    std::optional<Finding> finding = {}; ///< of an exception raised or cleared

    [[nodiscard]] bool isException() const
    {
        return kind == ChangeKind::ExceptionRaised || kind == ChangeKind::ExceptionCleared;
    }
};

} // namespace ledgercast
