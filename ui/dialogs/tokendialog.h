// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QDialogButtonBox;
class QLineEdit;

namespace ledgercast {

class Callout;
class Theme;

/// Asks for a Slack bot token. It stays open until the token is accepted or the person gives up; the token leaves the
/// field as soon as it is handed over. Object names: tokenDialog, tokenField, tokenConnect, tokenCancel, tokenProblem.
class TokenDialog : public QDialog
{
    Q_OBJECT

public:
    explicit TokenDialog(const Theme &theme, QWidget *parent = nullptr);

    /// Why the token wasn't accepted; another one can be tried.
    void setProblem(const QString &title, const QString &sentence);

Q_SIGNALS:
    void tokenGiven(const QString &token);

private:
    void handOver();
    void setBusy(bool isBusy);

    QLineEdit *m_token;
    Callout *m_problem;
    QPushButton *m_connect;
};

} // namespace ledgercast
