// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <functional>

namespace ledgercast {

class Engine;
class Profile;

/// One command that imports a list as a whole: rules, tolerances.
struct CsvImport
{
    QString operation;                                               ///< for errors: "Import rules"
    std::function<void(Engine &engine, const QByteArray &csv)> work; ///< ends with done, or with Engine::failed
    void (Engine::*done)() = nullptr;
};

/// Reads the file ("-": standard input), hands it to an engine without secrets and returns the exit code. A list is no
/// larger than 16 MB.
[[nodiscard]] int importCsv(const Profile &profile, const QString &path, const CsvImport &import);

} // namespace ledgercast
