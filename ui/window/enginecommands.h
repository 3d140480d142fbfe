// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"
#include "ui/present/overview.h"

namespace ledgercast {

/// Carries out the actions that speak to the engine, and keeps their texts true: sync, pause, replay, test.
class EngineCommands : public QObject
{
    Q_OBJECT

public:
    EngineCommands(const PageContext &context, QWidget *window);

    void syncNow();
    void pauseUntil(const QDateTime &until);
    /// Asks first when it is more than one and no channel was chosen.
    void replay(const QList<qint64> &entryIds, const QString &channel = {});
    /// Shows what today's designs would say otherwise, then asks.
    void replayAnew(const QList<qint64> &entryIds);
    /// Joins, and posts what waited for it.
    void joinChannel(const QString &channel);
    void testConnections();
    void unlockSecrets();

private:
    void pauseOrResume();
    void replayFailed();
    void compareReplay(const ReplayPreview &preview);
    void update(const Snapshot &snapshot);

    PageContext m_context;
    QWidget *m_window;
    bool m_isComparing = false;
};

} // namespace ledgercast
