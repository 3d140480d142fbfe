// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/connectionspage.h"

#include "ui/actions.h"
#include "ui/pages/callscard.h"
#include "ui/pages/slackcard.h"
#include "ui/pages/tenantcard.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/textlabel.h"

#include <QBoxLayout>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollArea>

namespace ledgercast {

namespace {
constexpr int sideWidth = 400;
constexpr int narrowPage = 1000; ///< below, the columns would squeeze each other
} // namespace

ConnectionsPage::ConnectionsPage(const PageContext &context, QWidget *parent)
    : WindowPage(tab(), context, parent)
    , m_tenant(new TenantCard(context))
    , m_slack(new SlackCard(context))
    , m_calls(new CallsCard(context))
    , m_side(new QWidget)
    , m_columns(new QBoxLayout(QBoxLayout::LeftToRight))
{
    setObjectName(QStringLiteral("connectionsPage"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHeader());
    column->addWidget(new Rule(context.theme));
    auto *scroll = new QScrollArea;
    scroll->setObjectName(QStringLiteral("connectionsScroll"));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(makeCards());
    column->addWidget(scroll, 1);
    connect(m_tenant, &TenantCard::copied, this, &ConnectionsPage::notice);
    connect(m_slack, &SlackCard::copied, this, &ConnectionsPage::notice);
    connect(m_calls, &CallsCard::copied, this, &ConnectionsPage::notice);
}

QWidget *ConnectionsPage::makeCards()
{
    auto *side = new QVBoxLayout(m_side);
    side->setContentsMargins(0, 0, 0, 0);
    side->setSpacing(14);
    side->addWidget(m_slack);
    side->addWidget(m_calls);
    auto *content = new QWidget;
    content->setLayout(m_columns);
    m_columns->setContentsMargins(metrics::pagePadding, 14, metrics::pagePadding, 16);
    m_columns->setSpacing(14);
    m_columns->addWidget(m_tenant, 1, Qt::AlignTop);
    m_columns->addWidget(m_side, 0, Qt::AlignTop);
    return content;
}

void ConnectionsPage::resizeEvent(QResizeEvent *event)
{
    const bool isNarrow = event->size().width() < narrowPage;
    m_columns->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_side->setMinimumWidth(isNarrow ? 0 : sideWidth);
    m_side->setMaximumWidth(isNarrow ? QWIDGETSIZE_MAX : sideWidth);
    WindowPage::resizeEvent(event);
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
    return {m_tenant, m_slack, m_calls};
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

void ConnectionsPage::signIn()
{
    m_slack->signIn();
}

} // namespace ledgercast
