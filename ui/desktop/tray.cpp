// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/tray.h"

#include "ui/actions.h"
#include "ui/present/hub.h"
#include "ui/theme/theme.h"

namespace ledgercast {

namespace {

constexpr std::array<int, 5> lookSeconds{1, 2, 5, 10, 30};
constexpr int syncingAfterMs = 2000;
constexpr qint64 quietMs = 10 * 60 * 1000;
constexpr int notificationMs = 10'000;

QString keyOf(const AttentionItem &item)
{
    return QString::number(static_cast<int>(item.remedy)) + u'|' + item.subject + u'|' + item.title;
}

} // namespace

Tray::Tray(const PageContext &context, QObject *parent) : QObject(parent), m_context(context)
{
    m_menu.setObjectName(QStringLiteral("trayMenu"));
    fillMenu();
    m_icon.setContextMenu(&m_menu);
    m_syncing.setSingleShot(true);
    m_syncing.setInterval(syncingAfterMs);
    connect(&m_syncing, &QTimer::timeout, this, [this] { show(trayOf(m_context.hub.snapshot())); });
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, &Tray::attentionRequested);
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
            Q_EMIT openRequested();
        else if (reason == QSystemTrayIcon::MiddleClick)
            m_context.actions[Command::SyncNow]->trigger();
    });
    connect(&context.hub, &Hub::snapshotChanged, this, &Tray::take);
    connect(&context.hub, &Hub::storeMoved, this, [this] { m_hasSeenStore = true; });
    connect(&context.theme, &Theme::changed, this,
            [this] { m_icon.setIcon(trayIcon(m_context.theme, m_view.state, panelInk(m_context.theme))); });
    // An icon has to be set before it is shown.
    show(trayOf(context.hub.snapshot()));
    m_icon.show();
    m_look.setSingleShot(true);
    connect(&m_look, &QTimer::timeout, this, &Tray::lookForTray);
    lookForTray();
}

bool Tray::isThere() const
{
    // isVisible() says yes even where there is no tray at all.
    return QSystemTrayIcon::isSystemTrayAvailable();
}

void Tray::lookForTray()
{
    if (isThere()) {
        m_icon.hide();
        m_icon.show();
        return;
    }
    if (m_looks < static_cast<int>(lookSeconds.size()))
        m_look.start(lookSeconds.at(static_cast<std::size_t>(m_looks++)) * 1000);
}

void Tray::fillMenu()
{
    const Actions &actions = m_context.actions;
    const auto information = [this] {
        QAction *action = m_menu.addAction(QString());
        action->setEnabled(false);
        return action;
    };
    m_headline = m_menu.addAction(QString());
    m_headline->setObjectName(QStringLiteral("trayHeadline"));
    connect(m_headline, &QAction::triggered, this, &Tray::attentionRequested);
    m_counts = information();
    m_menu.addSeparator();
    m_menu.addAction(actions[Command::OpenWindow]);
    m_menu.addSeparator();
    m_menu.addAction(actions[Command::SyncNow]);
    m_pause = m_menu.addMenu(m_context.theme.icon(Symbol::Pause), tr("Pause posting"));
    for (const Command command : {Command::PauseOneHour, Command::PauseUntilTomorrow, Command::PauseUntilResumed})
        m_pause->addAction(actions[command]);
    m_resume = m_menu.addAction(m_context.theme.icon(Symbol::Resume), tr("Resume posting"));
    m_resume->setObjectName(QStringLiteral("trayResume"));
    connect(m_resume, &QAction::triggered, actions[Command::PauseResume], &QAction::trigger);
    m_replay = m_menu.addAction(m_context.theme.icon(Symbol::Replay), QString());
    m_replay->setObjectName(QStringLiteral("trayReplay"));
    connect(m_replay, &QAction::triggered, this, [this] {
        // The question needs a window to stand in front of.
        Q_EMIT openRequested();
        m_context.actions[Command::ReplayAllFailed]->trigger();
    });
    m_menu.addSeparator();
    m_checks = information();
    m_tenant = information();
    m_menu.addSeparator();
    m_menu.addAction(actions[Command::Quit]);
}

void Tray::take(const Snapshot &snapshot)
{
    TrayView view = trayOf(snapshot);
    if (view.state != TrayState::Syncing)
        m_syncing.stop();
    else if (m_view.state != TrayState::Syncing) {
        if (!m_syncing.isActive())
            m_syncing.start();
        view.state = m_view.state;
    }
    show(view);
    notifyNewCauses(snapshot);
}

void Tray::show(const TrayView &view)
{
    if (view == m_view && !m_icon.icon().isNull())
        return;
    if (view.state != m_view.state || m_icon.icon().isNull())
        m_icon.setIcon(trayIcon(m_context.theme, view.state, panelInk(m_context.theme)));
    m_view = view;
    m_icon.setToolTip(view.toolTip);
    m_headline->setText(view.headline);
    m_headline->setIcon(view.state == TrayState::Attention ? m_context.theme.icon(Symbol::Attention, Token::WarningMark)
                                                           : m_context.theme.icon(Symbol::CircleCheck));
    m_counts->setText(view.counts);
    m_replay->setText(view.replay);
    m_replay->setVisible(!view.replay.isEmpty());
    m_checks->setText(view.checks);
    m_tenant->setText(view.tenant);
    const bool isPaused = m_context.hub.snapshot().status.isPaused;
    m_pause->menuAction()->setVisible(!isPaused);
    m_resume->setVisible(isPaused);
}

void Tray::notifyNewCauses(const Snapshot &snapshot)
{
    QSet<QString> causes;
    const AttentionItem *fresh = nullptr;
    for (const AttentionItem &item : snapshot.attention) {
        const QString key = keyOf(item);
        causes.insert(key);
        if (!fresh && !m_knownCauses.contains(key))
            fresh = &item;
    }
    const bool isQuiet = m_lastNotification.isValid() && m_lastNotification.elapsed() < quietMs;
    // What was open when the program started isn't news.
    if (fresh && m_hasSeenStore && !isQuiet) {
        notify(fresh->title, fresh->sentence);
        m_lastNotification.start();
    }
    m_knownCauses = causes;
}

void Tray::notify(const QString &title, const QString &text)
{
    if (isThere() && QSystemTrayIcon::supportsMessages())
        m_icon.showMessage(title, text.toHtmlEscaped(), m_icon.icon(), notificationMs);
}

} // namespace ledgercast
