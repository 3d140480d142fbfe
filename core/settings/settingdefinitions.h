// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/settings.h"

#include <functional>

namespace ledgercast {

/// How one setting stands in the file and in the struct: its text form both ways. parse says what is allowed, or
/// nothing when the value was taken.
struct SettingDefinition
{
    QString key;
    QString description;
    std::function<QString(const Settings &)> text;
    std::function<QString(Settings &, const QString &)> parse;
    bool isReadOnly = false;

    /// Every tenant has its own; the others are the profile's.
    [[nodiscard]] bool isOfTenant() const;
};

[[nodiscard]] const QList<SettingDefinition> &settingDefinitions();
/// None for a key that isn't one.
[[nodiscard]] const SettingDefinition *settingDefinition(const QString &key);

} // namespace ledgercast
