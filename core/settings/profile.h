// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QLockFile>
#include <QString>

#include <memory>

namespace ledgercast {

/// The folder of one profile (0700) and what lies in it. No secrets.
class Profile
{
public:
    /// directory empty: the user's own, $XDG_DATA_HOME/ledgercast.
    explicit Profile(const QString &directory = {});

    [[nodiscard]] QString directory() const { return m_directory; }
    [[nodiscard]] QString databasePath() const { return m_directory + u"/ledgercast.db"; }
    [[nodiscard]] QString settingsPath() const { return m_directory + u"/settings.ini"; }
    [[nodiscard]] QString windowStatePath() const { return m_directory + u"/window.ini"; }
    [[nodiscard]] QString messagesDirectory() const { return m_directory + u"/messages"; }
    [[nodiscard]] QString catalogDirectory() const { return m_directory + u"/catalog"; }
    /// Makes the folder. Errors: Storage.
    [[nodiscard]] Result<void> prepare() const;
    /// One engine a profile: two would post twice. Errors: Busy, naming the process that has it.
    [[nodiscard]] Result<std::unique_ptr<QLockFile>> lock() const;

private:
    QString m_directory;
};

} // namespace ledgercast
