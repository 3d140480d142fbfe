// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

/// One function a command. arguments: the program's name, then what followed the command. Each returns the exit code.
namespace ledgercast::commands {

[[nodiscard]] int importFile(const QStringList &arguments);
[[nodiscard]] int tenants(const QStringList &arguments);
[[nodiscard]] int connections(const QStringList &arguments);
[[nodiscard]] int slack(const QStringList &arguments);
[[nodiscard]] int routes(const QStringList &arguments);
[[nodiscard]] int tolerances(const QStringList &arguments);
[[nodiscard]] int mapping(const QStringList &arguments);
[[nodiscard]] int guard(const QStringList &arguments);
[[nodiscard]] int people(const QStringList &arguments);
[[nodiscard]] int reference(const QStringList &arguments);
[[nodiscard]] int settings(const QStringList &arguments);
[[nodiscard]] int sync(const QStringList &arguments);
[[nodiscard]] int backfill(const QStringList &arguments);
[[nodiscard]] int run(const QStringList &arguments);
[[nodiscard]] int status(const QStringList &arguments);
[[nodiscard]] int audit(const QStringList &arguments);
[[nodiscard]] int replay(const QStringList &arguments);
[[nodiscard]] int mute(const QStringList &arguments);
[[nodiscard]] int reconcile(const QStringList &arguments);
[[nodiscard]] int feeds(const QStringList &arguments);
[[nodiscard]] int demo(const QStringList &arguments);

} // namespace ledgercast::commands
