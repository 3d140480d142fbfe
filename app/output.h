// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/engine/status.h"

#include <QJsonObject>

namespace ledgercast {

/// ARCHITECTURE's exit codes.
enum ExitCode {
    ExitDone = 0,
    ExitInternal = 1,
    ExitUsage = 2,
    ExitNeedsPerson = 3,
    ExitUnreachable = 4,
    ExitRefused = 5,
    ExitKeychain = 6
};

[[nodiscard]] int exitCodeOf(const Error &error);
/// The worst thing that a pass met decides: keychain, internal, unreachable, needs a person.
[[nodiscard]] int exitCodeOf(const SyncReport &report, int unrouted);

/// One line on standard output.
void printLine(const QString &line);
/// One JSON object on standard output.
void printJson(const QJsonObject &object);
/// An error in words on standard error, with its code.
void printError(const Error &error);
/// Columns padded to their widest cell; the columns named are right-aligned.
void printTable(const QList<QStringList> &rows, const QList<int> &rightAligned = {});

[[nodiscard]] QJsonObject toJson(const SyncReport &report, int unrouted);

} // namespace ledgercast
