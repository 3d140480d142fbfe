// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace ledgercast {

class Theme;

/// What somebody who applies a draft should see before it counts.
struct ApplyView
{
    QString title;        ///< "Apply 2 changes?"
    QStringList changes;  ///< a line a rule
    QStringList effects;  ///< what it would have done to the last 30 days
    QStringList warnings; ///< channels that refuse, sensitive things in open channels
    int waiting = 0;      ///< entries without a channel
};

/// Asks for a note and whether what waits is released. Object names: applyDialog, applyChanges, applyEffects,
/// applyWarnings, applyNote, applyRelease, applyConfirm, applyCancel.
class ApplyRulesDialog : public QDialog
{
    Q_OBJECT

public:
    ApplyRulesDialog(const Theme &theme, const ApplyView &view, QWidget *parent = nullptr);

Q_SIGNALS:
    void confirmed(const QString &note, bool release);
};

} // namespace ledgercast
