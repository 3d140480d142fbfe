// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSettings>

namespace ledgercast {

/// An INI file as people write it by hand: what stands behind the '=' is the value, all of it. QSettings' own INI
/// takes ';' for the start of a comment and makes a list of what holds a ','. Comments are lines of their own, with
/// ';' or '#'. A value may stand in quotes, which QSettings' own files have.
[[nodiscard]] QSettings::Format plainIniFormat();

} // namespace ledgercast
