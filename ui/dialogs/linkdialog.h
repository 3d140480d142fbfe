// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/recordlink.h"

#include <QDialog>

class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace ledgercast {

class TextLabel;
class Theme;

/// Asks for the address of records in CloudSuite, and says at once what is wrong with it.
///
/// Object names: linkDialog, linkGeneral, linkByType, linkProblem, linkSave.
class LinkDialog : public QDialog
{
    Q_OBJECT

public:
    LinkDialog(const Theme &theme, const LinkPatterns &links, QWidget *parent = nullptr);

Q_SIGNALS:
    void linksGiven(const QString &general, const QString &byType);

private:
    void check();
    void give();
    [[nodiscard]] QString byType() const;

    QLineEdit *m_general;
    QPlainTextEdit *m_byType;
    TextLabel *m_problem;
    QPushButton *m_save;
};

} // namespace ledgercast
