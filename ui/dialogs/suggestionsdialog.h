// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/coveragemodel.h"

#include <QDialog>

class QCheckBox;
class QPushButton;

namespace ledgercast {

class Theme;

/// The channels that are suggested for cost centres without one, each with a tick and its reason. Object names:
/// suggestionsDialog, suggestion (one a cost centre), suggestionsConfirm, suggestionsCancel.
class SuggestionsDialog : public QDialog
{
    Q_OBJECT

public:
    /// suggestions: rows with a suggested channel.
    SuggestionsDialog(const Theme &theme, const QList<CoverageRow> &suggestions, QWidget *parent = nullptr);

Q_SIGNALS:
    void confirmed(const QList<ledgercast::CoverageRow> &chosen);

private:
    [[nodiscard]] QWidget *makeList(const Theme &theme);
    [[nodiscard]] QList<CoverageRow> chosen() const;
    void updateConfirm();

    const QList<CoverageRow> m_suggestions;
    QList<QCheckBox *> m_ticks; ///< one a suggestion
    QPushButton *m_confirm;
};

} // namespace ledgercast
