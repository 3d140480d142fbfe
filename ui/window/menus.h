// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QMenuBar;

namespace ledgercast {

class Actions;

/// File, Edit, View, Entry, Sync, Tools, Help; object names "menu.file" and so on.
void fillMenuBar(QMenuBar &bar, const Actions &actions);

} // namespace ledgercast
