// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/status.h"

#include <QDialog>

class QComboBox;
class QRadioButton;

namespace ledgercast {

class SlackPreview;
class Theme;

/// Asks whether a replay says what was composed when it was recorded, or what today's designs make of it, beside each
/// other; where that is the same, only whether. Deletes itself. Object names: replayDialog, replayEntry,
/// replayAsRecorded, replayAnew, replayGive.
class ReplayDialog final : public QDialog
{
    Q_OBJECT

public:
    ReplayDialog(const Theme &theme, const ReplayPreview &preview, QWidget *parent);

Q_SIGNALS:
    void replayWanted(bool isComposedAnew);

private:
    [[nodiscard]] QWidget *makeSide(QRadioButton *choice, SlackPreview *preview);
    void showChange(int index);

    const Theme &m_theme;
    ReplayPreview m_preview;
    QComboBox *m_entry;
    QRadioButton *m_asRecorded;
    QRadioButton *m_anew;
    SlackPreview *m_before;
    SlackPreview *m_after;
};

} // namespace ledgercast
