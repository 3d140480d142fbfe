// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions.h"

#include "ui/theme/theme.h"

#include <QCoreApplication>

namespace ledgercast {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Actions)
};

struct Description
{
    Command command;
    const char *id;
    const char *text;
    const char *shortcut; ///< portable text; nullptr for none
    const char *tip;
    Symbol symbol = Symbol::None;
    bool isCheckable = false;
    bool isEnabled = true; ///< before anybody took it over
};

// clang-format off
constexpr Description descriptions[] = {
    {Command::ImportRules, "import-rules", QT_TRANSLATE_NOOP("Actions", "&Import rules…"), nullptr,
     QT_TRANSLATE_NOOP("Actions", "Replace the rules by those of a CSV file"), Symbol::Import},
    {Command::ExportRules, "export-rules", QT_TRANSLATE_NOOP("Actions", "E&xport rules…"), nullptr,
     QT_TRANSLATE_NOOP("Actions", "Save the rules as a CSV file"), Symbol::Export},
    {Command::KeepRunning, "keep-running", QT_TRANSLATE_NOOP("Actions", "&Keep running when the window is closed"),
     nullptr, QT_TRANSLATE_NOOP("Actions", "Closing the window leaves Ledgercast in the tray"), Symbol::None, true},
    {Command::Quit, "quit", QT_TRANSLATE_NOOP("Actions", "&Quit Ledgercast"), "Ctrl+Q",
     QT_TRANSLATE_NOOP("Actions", "Stop reading and posting, and close"), Symbol::Quit},
    {Command::Undo, "undo", QT_TRANSLATE_NOOP("Actions", "&Undo"), "Ctrl+Z",
     QT_TRANSLATE_NOOP("Actions", "Take the last edit back"), Symbol::None, false, false},
    {Command::Redo, "redo", QT_TRANSLATE_NOOP("Actions", "&Redo"), "Ctrl+Shift+Z",
     QT_TRANSLATE_NOOP("Actions", "Make the edit again"), Symbol::None, false, false},
    {Command::CopyRow, "copy-row", QT_TRANSLATE_NOOP("Actions", "&Copy row as text"), "Ctrl+Shift+C",
     QT_TRANSLATE_NOOP("Actions", "Copy the selected rows"), Symbol::Copy, false, false},
    {Command::Find, "find", QT_TRANSLATE_NOOP("Actions", "&Find"), "Ctrl+F",
     QT_TRANSLATE_NOOP("Actions", "Search the audit log"), Symbol::Search},
    {Command::ShowOverview, "show-overview", QT_TRANSLATE_NOOP("Actions", "&Overview"), "Ctrl+1",
     QT_TRANSLATE_NOOP("Actions", "Is everything posted, and what is stuck"), Symbol::Overview},
    {Command::ShowActivity, "show-activity", QT_TRANSLATE_NOOP("Actions", "&Activity"), "Ctrl+2",
     QT_TRANSLATE_NOOP("Actions", "Every recorded entry"), Symbol::Activity},
    {Command::ShowRouting, "show-routing", QT_TRANSLATE_NOOP("Actions", "&Routing"), "Ctrl+3",
     QT_TRANSLATE_NOOP("Actions", "Which channel gets what"), Symbol::Routing},
    {Command::ShowMessages, "show-messages", QT_TRANSLATE_NOOP("Actions", "&Messages"), "Ctrl+4",
     QT_TRANSLATE_NOOP("Actions", "What each kind of message says"), Symbol::Messages},
    {Command::ShowConnections, "show-connections", QT_TRANSLATE_NOOP("Actions", "&Connections"), "Ctrl+5",
     QT_TRANSLATE_NOOP("Actions", "CloudSuite and Slack"), Symbol::Connections},
    {Command::ToggleDetails, "toggle-details", QT_TRANSLATE_NOOP("Actions", "&Detail panel"), "Ctrl+I",
     QT_TRANSLATE_NOOP("Actions", "Show or hide the details of the selected entry"), Symbol::None, true, false},
    {Command::ToggleSimulation, "toggle-simulation", QT_TRANSLATE_NOOP("Actions", "&What would change"), "Ctrl+D",
     QT_TRANSLATE_NOOP("Actions", "Show or hide what the draft of the rules would have done"), Symbol::None, true,
     false},
    {Command::ThemeSystem, "theme-system", QT_TRANSLATE_NOOP("Actions", "&System"), nullptr,
     QT_TRANSLATE_NOOP("Actions", "Light or dark as the desktop says"), Symbol::None, true},
    {Command::ThemeLight, "theme-light", QT_TRANSLATE_NOOP("Actions", "&Light"), nullptr, nullptr, Symbol::Sun, true},
    {Command::ThemeDark, "theme-dark", QT_TRANSLATE_NOOP("Actions", "&Dark"), nullptr, nullptr, Symbol::Moon, true},
    {Command::Replay, "replay", QT_TRANSLATE_NOOP("Actions", "&Replay"), "Ctrl+R",
     QT_TRANSLATE_NOOP("Actions", "Post the selected entries again"), Symbol::Replay, false, false},
    {Command::ReplayTo, "replay-to", QT_TRANSLATE_NOOP("Actions", "Replay &to…"), "Ctrl+Shift+R",
     QT_TRANSLATE_NOOP("Actions", "Post the selected entries to another channel"), Symbol::Channel, false, false},
    {Command::ReplayAnew, "replay-anew", QT_TRANSLATE_NOOP("Actions", "Replay as &composed today…"), "Ctrl+Alt+R",
     QT_TRANSLATE_NOOP("Actions", "Compare what was composed with what it would be today, and post the selected entries "
                                  "again"),
     Symbol::Messages, false, false},
    {Command::MarkNotSent, "mark-not-sent", QT_TRANSLATE_NOOP("Actions", "&Mark as not sent"), nullptr,
     QT_TRANSLATE_NOOP("Actions", "Keep the selected entries in the log and don't post them"), Symbol::Minus, false,
     false},
    {Command::OpenInSlack, "open-in-slack", QT_TRANSLATE_NOOP("Actions", "Open in &Slack"), "Ctrl+L",
     QT_TRANSLATE_NOOP("Actions", "Open the message in Slack"), Symbol::OpenElsewhere, false, false},
    {Command::OpenInCloudSuite, "open-in-cloudsuite", QT_TRANSLATE_NOOP("Actions", "Open in &CloudSuite"),
     "Ctrl+Shift+L", QT_TRANSLATE_NOOP("Actions", "Open the record in CloudSuite"), Symbol::OpenElsewhere, false,
     false},
    {Command::SyncNow, "sync-now", QT_TRANSLATE_NOOP("Actions", "&Sync now"), "F5",
     QT_TRANSLATE_NOOP("Actions", "Read every source now, then send what waits"), Symbol::Sync},
    {Command::PauseResume, "pause-resume", QT_TRANSLATE_NOOP("Actions", "&Pause posting"), "Ctrl+Shift+P",
     QT_TRANSLATE_NOOP("Actions", "Stop or go on posting; reading goes on"), Symbol::Pause},
    {Command::PauseOneHour, "pause-one-hour", QT_TRANSLATE_NOOP("Actions", "For 1 &hour"), nullptr, nullptr},
    {Command::PauseUntilTomorrow, "pause-until-tomorrow", QT_TRANSLATE_NOOP("Actions", "Until &tomorrow 08:00"),
     nullptr, nullptr},
    {Command::PauseUntilResumed, "pause-until-resumed", QT_TRANSLATE_NOOP("Actions", "Until I &resume"), nullptr,
     nullptr},
    {Command::ReplayAllFailed, "replay-all-failed", QT_TRANSLATE_NOOP("Actions", "&Replay all failed…"), nullptr,
     QT_TRANSLATE_NOOP("Actions", "Post everything again that Slack refused"), Symbol::Replay, false, false},
    {Command::SendTestMessage, "send-test-message", QT_TRANSLATE_NOOP("Actions", "&Send test message…"),
     "Ctrl+Shift+T", QT_TRANSLATE_NOOP("Actions", "Post the message on the Messages page, marked as a test"),
     Symbol::Send, false, false},
    {Command::TestConnections, "test-connections", QT_TRANSLATE_NOOP("Actions", "&Test all connections"), "Ctrl+T",
     QT_TRANSLATE_NOOP("Actions", "Try CloudSuite and Slack step by step"), Symbol::CircleCheck},
    {Command::CheckAuditLog, "check-audit-log", QT_TRANSLATE_NOOP("Actions", "Check &audit log"), nullptr,
     QT_TRANSLATE_NOOP("Actions", "Recompute the chain of checksums"), Symbol::Shield},
    {Command::ChooseIonApi, "choose-ionapi", QT_TRANSLATE_NOOP("Actions", "&Choose .ionapi file…"), "Ctrl+O",
     QT_TRANSLATE_NOOP("Actions", "Read the credentials of a CloudSuite tenant"), Symbol::DropFile},
    {Command::NextPane, "next-pane", QT_TRANSLATE_NOOP("Actions", "&Next pane"), "F6", nullptr},
    {Command::PreviousPane, "previous-pane", QT_TRANSLATE_NOOP("Actions", "Pre&vious pane"), "Shift+F6", nullptr},
    {Command::OpenWindow, "open-window", QT_TRANSLATE_NOOP("Actions", "&Open Ledgercast"), nullptr, nullptr,
     Symbol::Window},
    {Command::Shortcuts, "shortcuts", QT_TRANSLATE_NOOP("Actions", "&Keyboard shortcuts"), "Ctrl+/", nullptr},
    {Command::About, "about", QT_TRANSLATE_NOOP("Actions", "&About Ledgercast"), nullptr, nullptr,
     Symbol::Ledgercast},
};
// clang-format on

static_assert(std::size(descriptions) == static_cast<std::size_t>(Command::Count_));

} // namespace

Actions::Actions(const Theme &theme, QObject *parent) : QObject(parent)
{
    for (const Description &description : descriptions) {
        auto *action = new QAction(Words::tr(description.text), this);
        action->setObjectName(u"action."_qs + QLatin1String(description.id));
        if (description.shortcut)
            action->setShortcut(QKeySequence(QLatin1String(description.shortcut), QKeySequence::PortableText));
        if (description.tip)
            action->setStatusTip(Words::tr(description.tip));
        if (description.symbol != Symbol::None)
            action->setIcon(theme.icon(description.symbol));
        action->setCheckable(description.isCheckable);
        action->setEnabled(description.isEnabled);
        m_actions.at(static_cast<std::size_t>(description.command)) = action;
    }
}

} // namespace ledgercast
