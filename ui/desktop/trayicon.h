// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>

namespace ledgercast {

class Theme;

/// What the tray mark says at a glance; the first that applies in this order wins.
enum class TrayState { Offline, Paused, Attention, Syncing, Idle };

/// The tray mark at 16, 22, 24, 32 pixels and their doubles. The mark takes the panel's own ink; only badges have
/// colours.
[[nodiscard]] QIcon trayIcon(const Theme &theme, TrayState state, const QColor &ink);

/// The ink that can be seen on this desktop's panel: GNOME's is always dark, others follow the system.
[[nodiscard]] QColor panelInk(const Theme &theme);

} // namespace ledgercast
