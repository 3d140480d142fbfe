// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QFileDialog;
class QString;
class QWidget;

namespace ledgercast {

/// The system's dialog for one file that is there; filter: "Rules (*.csv)". It goes when it is closed. Object name
/// "fileDialog".
[[nodiscard]] QFileDialog *fileToOpen(QWidget *parent, const QString &title, const QString &filter);
/// The same for a file to write, with a name to begin with; its suffix is added where a person leaves it out.
[[nodiscard]] QFileDialog *fileToSave(QWidget *parent, const QString &title, const QString &filter,
                                      const QString &name);

} // namespace ledgercast
