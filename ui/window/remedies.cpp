// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/remedies.h"

#include "ui/dialogs/channelpicker.h"
#include "ui/format/format.h"
#include "ui/present/hub.h"
#include "ui/window/enginecommands.h"
#include "ui/window/filecommands.h"

#include <QClipboard>
#include <QGuiApplication>

namespace ledgercast {

Remedies::Remedies(const PageContext &context, EngineCommands &engine, FileCommands &files, QWidget *window)
    : QObject(window), m_context(context), m_engine(engine), m_files(files), m_window(window)
{
}

void Remedies::apply(const AttentionItem &item, Remedy remedy)
{
    switch (remedy) {
    case Remedy::None:
        return;
    case Remedy::ChooseChannel:
        return chooseChannel(item);
    case Remedy::JoinAndReplay:
        return m_engine.joinChannel(item.subject);
    case Remedy::CopyInvite:
        return copy(item, tr("Copied. Send it in #%1, or ask a member to.").arg(item.subject));
    case Remedy::Replay:
        return m_engine.replay(item.entryIds);
    case Remedy::ShowEntries:
        return Q_EMIT entriesWanted(item.show);
    case Remedy::OpenRouting:
        return Q_EMIT routingWanted();
    case Remedy::UseSuggestions:
        return Q_EMIT suggestionsWanted();
    case Remedy::PasteToken:
        return Q_EMIT tokenWanted();
    case Remedy::SignIn:
        return Q_EMIT signInWanted();
    case Remedy::ChooseIonApi:
        return m_files.chooseIonApi();
    case Remedy::TestConnections:
        return m_engine.testConnections();
    case Remedy::CopyRequest:
        return copy(item, tr("Copied the request for your administrator."));
    case Remedy::UnlockSecrets:
        return m_engine.unlockSecrets();
    case Remedy::SyncNow:
        return m_engine.syncNow();
    }
}

void Remedies::chooseChannel(const AttentionItem &item)
{
    const auto count = static_cast<int>(item.entryIds.size());
    auto *picker = new ChannelPicker(m_context.theme, m_context.hub.channels(), tr("Post to which channel?"),
                                     count == 1 ? tr("Replay") : tr("Replay %1").arg(format::count(count)), m_window);
    connect(picker, &ChannelPicker::channelChosen, this,
            [this, ids = item.entryIds](const QString &channel) { m_engine.replay(ids, channel); });
    picker->open();
}

void Remedies::copy(const AttentionItem &item, const QString &notice)
{
    QGuiApplication::clipboard()->setText(item.copyText);
    Q_EMIT this->notice(notice);
}

} // namespace ledgercast
