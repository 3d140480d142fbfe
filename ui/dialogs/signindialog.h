// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QUrl>

class QBoxLayout;
class QLineEdit;
class QPushButton;

namespace ledgercast {

class Callout;
class TextLabel;
class Theme;

/// Signs in to Slack with an app of the customer's own: first which app, then "Finish in your browser", where the
/// address that the person was sent to can be pasted. It stays open until the token is accepted or the person gives up;
/// the secret leaves its field as soon as it is handed over. Object names: signInDialog, signInClientId, signInSecret,
/// signInRedirect, signInCopyRedirect, signInManifest, signInOpen, signInCancel, signInProblem; then signInAgain,
/// signInCopyAddress, signInAddress, signInFinish.
class SignInDialog : public QDialog
{
    Q_OBJECT

public:
    /// clientId: of the last sign-in, may be empty. redirect: to be registered in the app.
    SignInDialog(const Theme &theme, const QString &clientId, const QUrl &redirect, QWidget *parent = nullptr);

    /// Where to finish: it is opened in the browser. listenProblem: why the answer has to be pasted; may be empty.
    void waitFor(const QUrl &address, const QString &listenProblem);
    /// Nothing is waited for any more: the token is being looked at, or a problem follows.
    void endWaiting();
    /// A workspace is connected: closes if that is what came of this.
    void finish();
    /// What went wrong; it can be mended and tried again.
    void setProblem(const QString &title, const QString &sentence);

Q_SIGNALS:
    void appGiven(const QString &clientId, const QString &clientSecret);
    void addressGiven(const QString &address);

private:
    QWidget *makeAppPart(const Theme &theme, const QString &clientId);
    QWidget *makeWaitingPart(const Theme &theme);
    QLineEdit *addField(QBoxLayout *column, const Theme &theme, const QString &label, const char *name);
    void showPart(bool isWaiting);
    void handOver();
    void openBrowser();
    void updateButtons();

    QUrl m_redirect;
    QUrl m_address;
    bool m_isWaiting = false;
    bool m_isBusy = false;    ///< the engine has the turn
    bool m_isGranted = false; ///< the token is being looked at
    QLineEdit *m_clientId = nullptr;
    QLineEdit *m_secret = nullptr;
    TextLabel *m_how = nullptr; ///< how the answer comes back
    QLineEdit *m_pasted = nullptr;
    QWidget *m_appPart = nullptr;
    QWidget *m_waitingPart = nullptr;
    Callout *m_problem;
    QPushButton *m_manifest = nullptr;
    QPushButton *m_go = nullptr; ///< "Open browser", then "Finish"
};

} // namespace ledgercast
