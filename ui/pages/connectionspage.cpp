// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/connectionspage.h"

#include "ui/actions.h"
#include "ui/pages/slackcard.h"
#include "ui/pages/tenantcard.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/textlabel.h"

#include <QScrollArea>

namespace ledgercast {

namespace {
constexpr int slackWidth = 400;
}

ConnectionsPage::ConnectionsPage(const PageContext &context, QWidget *parent)
    : WindowPage(tab(), context, parent), m_tenant(new TenantCard(context)), m_slack(new SlackCard(context))
{
    setObjectName(QStringLiteral("connectionsPage"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHeader());
    column->addWidget(new Rule(context.theme));
    auto *content = new QWidget;
    auto *row = new QHBoxLayout(content);
    row->setContentsMargins(metrics::pagePadding, 14, metrics::pagePadding, 16);
    row->setSpacing(14);
    row->addWidget(m_tenant, 1, Qt::AlignTop);
    m_slack->setFixedWidth(slackWidth);
    row->addWidget(m_slack, 0, Qt::AlignTop);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(content);
    column->addWidget(scroll, 1);
}

QWidget *ConnectionsPage::makeHeader()
{
    const Theme &theme = context().theme;
    auto *header = new QWidget;
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(metrics::pagePadding, 10, metrics::pagePadding, 10);
    row->setSpacing(14);
    row->addWidget(new TextLabel(theme, TextStyle::Title, Token::Text, title()));
    row->addWidget(
        new TextLabel(theme, TextStyle::Body, Token::TextSecondary, tr("Secrets are kept in the system keychain")), 1);
    QAction *test = context().actions[Command::TestConnections];
    auto *button = new QPushButton(tr("Test all"));
    button->setObjectName(QStringLiteral("testAllButton"));
    button->setAccessibleName(tr("Test all connections"));
    button->setIcon(theme.icon(Symbol::Connections, Token::Text));
    setShortcutHint(button, test->shortcut().toString(QKeySequence::NativeText));
    connect(button, &QPushButton::clicked, test, &QAction::trigger);
    row->addWidget(button);
    return header;
}

QList<QWidget *> ConnectionsPage::panes() const
{
    return {m_tenant, m_slack};
}

bool ConnectionsPage::takeFailure(const QString &title, const QString &sentence, const QString & /*code*/)
{
    return m_slack->takeFailure(title, sentence) || m_tenant->takeFailure(sentence);
}

void ConnectionsPage::takeFile(const QString &path)
{
    m_tenant->importFile(path);
}

void ConnectionsPage::pasteToken()
{
    m_slack->pasteToken();
}

} // namespace ledgercast
