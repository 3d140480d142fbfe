// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

class QBoxLayout;

namespace ledgercast {

class CallsCard;
class SlackCard;
class TenantCard;

/// Connect once, prove it works, and know what to ask an administrator when it doesn't.
/// Object names: connectionsPage, connectionsScroll, testAllButton, tenantCard, tenantState, testedAt, dropZone,
/// copyFirstRequestButton, keychainLocked, tenantName, tenantClient, tenantApplication, tenantAccount, tenantHost,
/// tenantCompany, testSummary, testButton, testSteps, slackCard, slackState, slackProblem, slackTeam, slackUrl,
/// slackBot, slackToken, slackChannels, slackEvents, eventsProblem, createAppButton, copyManifestButton,
/// pasteTokenButton, signInButton, refreshChannelsButton, eventsButton, disconnectSlackButton, slackSteps,
/// stepProblem_<step>, callsCard, callsList, copyCallsButton; dialogs: see TokenDialog, SignInDialog, TenantDialog.
class ConnectionsPage : public WindowPage
{
    Q_OBJECT

public:
    explicit ConnectionsPage(const PageContext &context, QWidget *parent = nullptr);

    [[nodiscard]] static PageTab tab()
    {
        return {QStringLiteral("connections"), tr("Connections"), Symbol::Connections};
    }
    [[nodiscard]] QList<QWidget *> panes() const override;
    bool takeFailure(const QString &title, const QString &sentence, const QString &code) override;
    void takeFile(const QString &path) override;
    void pasteToken() override;
    void signIn() override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QWidget *makeHeader();
    [[nodiscard]] QWidget *makeCards();

    TenantCard *m_tenant;
    SlackCard *m_slack;
    CallsCard *m_calls;
    QWidget *m_side;       ///< holds the narrow cards
    QBoxLayout *m_columns; ///< one below the other where the page is narrow
};

} // namespace ledgercast
