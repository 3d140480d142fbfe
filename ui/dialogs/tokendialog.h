// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QDialogButtonBox;
class QLineEdit;

namespace ledgercast {

class Callout;
class Theme;

/// Which of Slack's tokens is asked for.
struct TokenKind
{
    QString title;
    QString help;
    QString name;
    QString placeholder;
    QString refusedTitle; ///< above the reason why a text can't be one
    QString (*whyNotAToken)(const QString &token);
    QByteArray manifest = {}; ///< of an app that has such a token, to be copied; empty: none is offered

    [[nodiscard]] static TokenKind bot();
    /// App-level, for events.
    [[nodiscard]] static TokenKind app();
};

/// Asks for a token of a Slack app. It stays open until the token is accepted or the person gives up; the token leaves
/// the field as soon as it is handed over. Object names: tokenDialog, tokenField, tokenConnect, tokenCancel,
/// tokenProblem,
/// tokenManifest.
class TokenDialog : public QDialog
{
    Q_OBJECT

public:
    TokenDialog(const Theme &theme, const TokenKind &kind, QWidget *parent = nullptr);

    /// Why the token wasn't accepted; another one can be tried.
    void setProblem(const QString &title, const QString &sentence);

Q_SIGNALS:
    void tokenGiven(const QString &token);

private:
    void handOver();
    void setBusy(bool isBusy);

    TokenKind m_kind;
    QLineEdit *m_token;
    Callout *m_problem;
    QPushButton *m_connect;
};

} // namespace ledgercast
