// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/enginecommands.h"

#include "ui/actions.h"
#include "ui/dialogs/replaydialog.h"
#include "ui/format/format.h"
#include "ui/present/hub.h"
#include "ui/present/tellengine.h"
#include "ui/theme/theme.h"
#include "ui/window/question.h"

namespace ledgercast {

namespace {

constexpr int morningHour = 8;
constexpr qint64 hourSeconds = 3600;

int failedPosts(const Snapshot &snapshot)
{
    return snapshot.entryStates.value(QStringLiteral("failed"));
}

} // namespace

EngineCommands::EngineCommands(const PageContext &context, QWidget *window)
    : QObject(window), m_context(context), m_window(window)
{
    const Actions &actions = context.actions;
    const auto now = [this] { return toDateTime(m_context.clock.now()).toLocalTime(); };
    connect(actions[Command::SyncNow], &QAction::triggered, this, &EngineCommands::syncNow);
    connect(actions[Command::PauseResume], &QAction::triggered, this, &EngineCommands::pauseOrResume);
    connect(actions[Command::PauseOneHour], &QAction::triggered, this,
            [this, now] { pauseUntil(now().addSecs(hourSeconds)); });
    connect(actions[Command::PauseUntilTomorrow], &QAction::triggered, this,
            [this, now] { pauseUntil(QDateTime(now().date().addDays(1), QTime(morningHour, 0))); });
    connect(actions[Command::PauseUntilResumed], &QAction::triggered, this, [this] { pauseUntil({}); });
    connect(actions[Command::ReplayAllFailed], &QAction::triggered, this, &EngineCommands::replayFailed);
    connect(actions[Command::TestConnections], &QAction::triggered, this, &EngineCommands::testConnections);
    connect(&context.hub, &Hub::snapshotChanged, this, &EngineCommands::update);
    connect(&context.console, &Console::replayPreviewed, this, &EngineCommands::compareReplay);
    update(context.hub.snapshot());
}

void EngineCommands::syncNow()
{
    const bool isSyncing = m_context.hub.snapshot().status.isSyncing;
    tellEngine(m_context.console,
               [isSyncing](Console &console) { isSyncing ? console.cancelSync() : console.syncNow(); });
}

void EngineCommands::pauseOrResume()
{
    if (m_context.hub.snapshot().status.isPaused)
        tellEngine(m_context.console, [](Console &console) { console.resume(); });
    else
        pauseUntil({});
}

void EngineCommands::pauseUntil(const QDateTime &until)
{
    const qint64 ms = until.isValid() ? until.toMSecsSinceEpoch() : 0;
    tellEngine(m_context.console, [ms](Console &console) { console.pause(ms); });
}

void EngineCommands::replay(const QList<qint64> &entryIds, const QString &channel)
{
    const auto send = [this, entryIds, channel] {
        tellEngine(m_context.console, [=](Console &console) { console.replay(entryIds, channel); });
    };
    // Where a channel is named, the picker has asked.
    if (entryIds.size() < 2 || !channel.isEmpty())
        return send();
    const QString count = format::count(entryIds.size());
    ask(m_window,
        {tr("Replay %1 posts?").arg(count),
         tr("Each goes to the channel its rule gives. Posts already in Slack stay as they are."),
         tr("Replay %1").arg(count)},
        send);
}

void EngineCommands::replayAnew(const QList<qint64> &entryIds)
{
    m_isComparing = true;
    tellEngine(m_context.console, [entryIds](Console &console) { console.previewReplay(entryIds); });
}

void EngineCommands::compareReplay(const ReplayPreview &preview)
{
    if (!std::exchange(m_isComparing, false))
        return;
    auto *dialog = new ReplayDialog(m_context.theme, preview, m_window);
    connect(dialog, &ReplayDialog::replayWanted, this, [this, ids = preview.entryIds](bool isComposedAnew) {
        tellEngine(m_context.console, [=](Console &console) { console.replay(ids, {}, isComposedAnew); });
    });
    dialog->open();
}

void EngineCommands::replayFailed()
{
    const int failed = failedPosts(m_context.hub.snapshot());
    const QString count = format::count(failed);
    ask(m_window,
        {failed == 1 ? tr("Replay 1 failed post?") : tr("Replay %1 failed posts?").arg(count),
         tr("Each goes to the channel its rule gives. What Slack refuses again stays in the list."),
         tr("Replay %1").arg(count)},
        [this] { tellEngine(m_context.console, [](Console &console) { console.replayFailed(); }); });
}

void EngineCommands::joinChannel(const QString &channel)
{
    tellEngine(m_context.console, [channel](Console &console) { console.joinChannel(channel); });
}

void EngineCommands::testConnections()
{
    tellEngine(m_context.console, [](Console &console) { console.testConnections(); });
}

void EngineCommands::unlockSecrets()
{
    tellEngine(m_context.console, [](Console &console) { console.unlockSecrets(); });
}

void EngineCommands::update(const Snapshot &snapshot)
{
    const Actions &actions = m_context.actions;
    const EngineStatus &status = snapshot.status;
    const bool isConnected = status.cloudSuite.state != LinkStatus::State::NotConfigured;
    const bool isOffline = status.cloudSuite.state == LinkStatus::State::Offline;
    QAction *sync = actions[Command::SyncNow];
    sync->setText(status.isSyncing ? tr("&Stop syncing") : tr("&Sync now"));
    sync->setEnabled(isConnected);
    sync->setToolTip(!isConnected       ? tr("Connect to CloudSuite first.")
                     : status.isSyncing ? tr("Stop after the page being read")
                     : isOffline        ? status.cloudSuite.sentence
                                        : sync->statusTip());
    QAction *pause = actions[Command::PauseResume];
    pause->setText(status.isPaused ? tr("&Resume posting") : tr("&Pause posting"));
    pause->setIcon(m_context.theme.icon(status.isPaused ? Symbol::Resume : Symbol::Pause));
    pause->setEnabled(isConnected);
    for (const Command command : {Command::PauseOneHour, Command::PauseUntilTomorrow, Command::PauseUntilResumed})
        actions[command]->setEnabled(isConnected);
    actions[Command::ReplayAllFailed]->setEnabled(failedPosts(snapshot) > 0);
    actions[Command::TestConnections]->setEnabled(isConnected ||
                                                  status.slack.state != LinkStatus::State::NotConfigured);
}

} // namespace ledgercast
