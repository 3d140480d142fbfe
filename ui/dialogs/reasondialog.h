// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace ledgercast {

class Theme;

/// Asks why entries are not to be posted: the reason is kept in the audit log. Object names: reasonDialog, reasonField,
/// reasonGive, reasonCancel.
class ReasonDialog : public QDialog
{
    Q_OBJECT

public:
    ReasonDialog(const Theme &theme, int entries, QWidget *parent = nullptr);

Q_SIGNALS:
    void reasonGiven(const QString &reason);
};

} // namespace ledgercast
