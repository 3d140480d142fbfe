// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"
#include "ui/present/attention.h"

namespace ledgercast {

class EngineCommands;
class FileCommands;

/// Does what the buttons of "Needs attention" promise.
class Remedies : public QObject
{
    Q_OBJECT

public:
    Remedies(const PageContext &context, EngineCommands &engine, FileCommands &files, QWidget *window);

    void apply(const AttentionItem &item, Remedy remedy);

Q_SIGNALS:
    void entriesWanted(const ledgercast::EntryFilter &filter);
    void routingWanted();
    void tokenWanted();
    void signInWanted();
    void suggestionsWanted();
    void notice(const QString &sentence);

private:
    void chooseChannel(const AttentionItem &item);
    void copy(const AttentionItem &item, const QString &notice);

    PageContext m_context;
    EngineCommands &m_engine;
    FileCommands &m_files;
    QWidget *m_window;
};

} // namespace ledgercast
