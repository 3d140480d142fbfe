// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/entrycommands.h"

#include "core/slack/slackapi.h"
#include "ui/dialogs/channelpicker.h"
#include "ui/dialogs/reasondialog.h"
#include "ui/format/format.h"
#include "ui/pages/entrytimeline.h"
#include "ui/present/hub.h"
#include "ui/present/tellengine.h"

#include <QDesktopServices>

namespace ledgercast {

namespace {

bool canReplay(const EntryRow &entry)
{
    switch (entry.state) {
    case EntryState::Failed:
    case EntryState::Held:
    case EntryState::Retrying:
        return true;
    case EntryState::Unconfirmed:
        return entry.reason == u"cannot_look";
    default:
        return false;
    }
}

bool canGoElsewhere(const EntryRow &entry)
{
    // There is a message to send, and nobody is about to look for it in Slack.
    return !entry.channels.isEmpty() && entry.state != EntryState::Unconfirmed;
}

bool canBeMarked(const EntryRow &entry)
{
    return canReplay(entry) || entry.state == EntryState::Queued || entry.state == EntryState::Unrouted ||
           entry.state == EntryState::Unconfirmed;
}

QString whyNoReplay(const QList<EntryRow> &entries)
{
    if (entries.isEmpty())
        return EntryCommands::tr("Select an entry first.");
    switch (entries.constFirst().state) {
    case EntryState::Posted:
    case EntryState::Replayed:
        return EntryCommands::tr("Already posted. Replay to… posts it again in another channel.");
    case EntryState::Queued:
        return EntryCommands::tr("It waits for its turn already.");
    case EntryState::Unrouted:
        return EntryCommands::tr("It goes out as soon as a rule matches its cost centre.");
    case EntryState::Unconfirmed:
        return EntryCommands::tr("Ledgercast looks in the channel first.");
    default:
        return EntryCommands::tr("There is nothing to post for it.");
    }
}

constexpr Command commands[] = {Command::Replay,      Command::ReplayTo,    Command::ReplayAnew,
                                Command::MarkNotSent, Command::OpenInSlack, Command::OpenInCloudSuite,
                                Command::CopyRow};

} // namespace

EntryCommands::EntryCommands(const PageContext &context, QWidget *page)
    : QObject(page), m_context(context), m_page(page)
{
}

void EntryCommands::activate()
{
    m_isActive = true;
    const Actions &actions = m_context.actions;
    m_connections = {
        connect(actions[Command::Replay], &QAction::triggered, this, &EntryCommands::replay),
        connect(actions[Command::ReplayTo], &QAction::triggered, this, &EntryCommands::replayTo),
        connect(actions[Command::ReplayAnew], &QAction::triggered, this, &EntryCommands::replayAnew),
        connect(actions[Command::MarkNotSent], &QAction::triggered, this, &EntryCommands::markNotSent),
        connect(actions[Command::OpenInSlack], &QAction::triggered, this, &EntryCommands::openInSlack),
        connect(actions[Command::OpenInCloudSuite], &QAction::triggered, this, &EntryCommands::openInCloudSuite),
        connect(actions[Command::CopyRow], &QAction::triggered, this, &EntryCommands::copyWanted)};
    update();
}

void EntryCommands::deactivate()
{
    m_isActive = false;
    for (const QMetaObject::Connection &connection : std::as_const(m_connections))
        disconnect(connection);
    m_connections.clear();
    for (const Command command : commands)
        m_context.actions[command]->setEnabled(false);
}

void EntryCommands::setEntries(const QList<EntryRow> &entries)
{
    m_entries = entries;
    update();
}

void EntryCommands::setDeliveries(const QList<DeliveryRow> &deliveries)
{
    m_deliveries = deliveries;
    update();
}

void EntryCommands::setDocument(const Document &document)
{
    m_document = document;
    update();
}

QList<qint64> EntryCommands::idsOf(bool (*isFit)(const EntryRow &)) const
{
    QList<qint64> ids;
    for (const EntryRow &entry : m_entries)
        if (isFit(entry))
            ids += entry.id;
    return ids;
}

void EntryCommands::set(Command command, bool isEnabled, const QString &whyNot)
{
    QAction *action = m_context.actions[command];
    action->setEnabled(isEnabled);
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    action->setToolTip(!isEnabled       ? whyNot
                       : keys.isEmpty() ? action->statusTip()
                                        : tr("%1 (%2)").arg(action->statusTip(), keys));
}

void EntryCommands::update()
{
    if (!m_isActive)
        return;
    const QString noEntry = tr("Select an entry first.");
    set(Command::Replay, !idsOf(canReplay).isEmpty(), whyNoReplay(m_entries));
    set(Command::ReplayAnew, !idsOf(canReplay).isEmpty(), whyNoReplay(m_entries));
    set(Command::ReplayTo, !idsOf(canGoElsewhere).isEmpty(),
        m_entries.isEmpty() ? noEntry : tr("No message was composed for it yet."));
    set(Command::MarkNotSent, !idsOf(canBeMarked).isEmpty(), m_entries.isEmpty() ? noEntry : tr("Nothing waits here."));
    set(Command::OpenInSlack, m_entries.size() == 1 && slackUrl().isValid(),
        m_entries.isEmpty() ? noEntry : tr("Not posted yet."));
    const bool hasAddress = !m_context.hub.snapshot().status.recordLinks.isEmpty();
    set(Command::OpenInCloudSuite, m_entries.size() == 1 && cloudSuiteUrl().isValid(),
        m_entries.isEmpty() ? noEntry
        : hasAddress        ? tr("There is no address for this record.")
                            : tr("The address of records in CloudSuite isn't set. Set it on the Messages page."));
    set(Command::CopyRow, !m_entries.isEmpty(), noEntry);
}

void EntryCommands::replay()
{
    Q_EMIT replayWanted(idsOf(canReplay), {});
}

void EntryCommands::replayAnew()
{
    Q_EMIT replayAnewWanted(idsOf(canReplay));
}

void EntryCommands::replayTo()
{
    const QList<qint64> ids = idsOf(canGoElsewhere);
    const auto count = static_cast<int>(ids.size());
    auto *picker =
        new ChannelPicker(m_context.theme, m_context.hub.channels(),
                          count == 1 ? tr("Replay to which channel?")
                                     : tr("Replay %1 entries to which channel?").arg(format::count(count)),
                          count == 1 ? tr("Replay") : tr("Replay %1").arg(format::count(count)), m_page->window());
    connect(picker, &ChannelPicker::channelChosen, this,
            [this, ids](const QString &channel) { Q_EMIT replayWanted(ids, channel); });
    picker->open();
}

void EntryCommands::markNotSent()
{
    const QList<qint64> ids = idsOf(canBeMarked);
    auto *dialog = new ReasonDialog(m_context.theme, static_cast<int>(ids.size()), m_page->window());
    connect(dialog, &ReasonDialog::reasonGiven, this, [this, ids](const QString &reason) {
        tellEngine(m_context.console, [ids, reason](Console &console) { console.dismiss(ids, reason); });
    });
    dialog->open();
}

QUrl EntryCommands::slackUrl() const
{
    for (const DeliveryRow &delivery : m_deliveries) {
        if (!delivery.permalink.isEmpty())
            return QUrl(delivery.permalink, QUrl::StrictMode);
        QString workspace = m_context.hub.workspace().url;
        if (delivery.ts.isEmpty() || workspace.isEmpty())
            continue;
        if (!workspace.contains(u"://"))
            workspace.prepend(u"https://");
        for (const Channel &channel : m_context.hub.channels())
            if (channel.name == delivery.channel || channel.id == delivery.channel)
                return slackPermalink(QUrl(workspace, QUrl::StrictMode), channel.id, delivery.ts);
    }
    return {};
}

void EntryCommands::openInSlack()
{
    QDesktopServices::openUrl(slackUrl());
}

QUrl EntryCommands::cloudSuiteUrl() const
{
    return m_document.type.isEmpty() ? QUrl() : m_context.hub.snapshot().status.recordLinks.linkTo(m_document);
}

void EntryCommands::openInCloudSuite()
{
    QDesktopServices::openUrl(cloudSuiteUrl());
}

void EntryCommands::apply(const EntryCause &cause)
{
    switch (cause.remedy) {
    case EntryCause::Remedy::None:
        return;
    case EntryCause::Remedy::ChooseChannel:
        return replayTo();
    case EntryCause::Remedy::Join:
        return tellEngine(m_context.console,
                          [channel = cause.channel](Console &console) { console.joinChannel(channel); });
    case EntryCause::Remedy::Replay:
        return replay();
    case EntryCause::Remedy::ReplayAnew:
        return replayAnew();
    }
}

} // namespace ledgercast
