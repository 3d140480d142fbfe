// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"
#include "ui/present/hub.h"
#include "ui/widgets/card.h"

#include <QPointer>

class QPushButton;

namespace ledgercast {

class Callout;
class FlowLayout;
class SignInDialog;
class StepReport;
class TextLabel;
class TokenDialog;
class ValueGrid;

/// The Slack side of Connections: the workspace, the bot, what it may do.
class SlackCard : public Card
{
    Q_OBJECT

public:
    SlackCard(const PageContext &context, QWidget *parent = nullptr);

    void pasteToken();
    void signIn();
    /// The engine refused the token or the app that was given to it; false: none was.
    bool takeFailure(const QString &title, const QString &sentence);

Q_SIGNALS:
    void copied(const QString &sentence);

private:
    void addValues();
    void addButtons();
    void followSignIn();
    void takeSteps(const QList<TestStep> &steps);
    void takeSnapshot(const Snapshot &snapshot);
    void takeWorkspace(const WorkspaceInfo &workspace);
    void showScopes(const WorkspaceInfo &workspace);
    void createApp();
    void copyManifest();
    void disconnectWorkspace();
    void changeEvents();
    void showEvents(const LinkStatus &events);

    PageContext m_page;
    Pill *m_pill;
    Callout *m_problem;
    ValueGrid *m_values;
    QWidget *m_scopes;
    FlowLayout *m_scopeFlow;
    StepReport *m_report;
    TextLabel *m_testedAt;
    QPushButton *m_create;
    QPushButton *m_manifest;
    QPushButton *m_paste;
    QPushButton *m_signIn;
    QPushButton *m_refresh;
    QPushButton *m_disconnect;
    QPushButton *m_events;
    Callout *m_eventsProblem;
    QPointer<TokenDialog> m_dialog;
    QPointer<TokenDialog> m_eventsDialog;
    QPointer<SignInDialog> m_signInDialog;
};

} // namespace ledgercast
