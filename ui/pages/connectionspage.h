// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

class QScrollArea;

namespace ledgercast {

class SlackCard;
class TenantCard;

/// Connect once, prove it works, and know what to ask an administrator when it doesn't.
/// Object names: connectionsPage, testAllButton, tenantCard, tenantState, dropZone, keychainLocked, tenantName,
/// tenantClient, tenantApplication, tenantAccount, tenantHost, tenantCompany, testSummary, testButton, testSteps,
/// testRemedy, slackCard, slackState, slackProblem, slackTeam, slackUrl, slackBot, slackToken, slackChannels,
/// pasteTokenButton, refreshChannelsButton, disconnectSlackButton; dialogs: see TokenDialog, TenantDialog.
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

private:
    [[nodiscard]] QWidget *makeHeader();

    TenantCard *m_tenant;
    SlackCard *m_slack;
};

} // namespace ledgercast
