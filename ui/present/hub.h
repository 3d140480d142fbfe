// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/status.h"
#include "core/store/reader.h"
#include "ui/present/overview.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace ledgercast {

class Console;
class ReaderThread;

/// What the store says beside the entries themselves, read in one question.
struct StoreReading
{
    DayCounts today;
    QList<FeedRunRow> feeds;
    QList<Cause> causes;
    QMap<QString, int> entryStates;
    QList<Channel> channels;
    QStringList unmapped; ///< cost centres whose entries of the last 30 days wait for a rule
    qint64 entries = 0;
};

/// Where everything the windows know comes together: what the engine says of itself and what the store holds. Reads
/// the store again when it moved, a few times a second at most, and tells once a picture of the whole. GUI thread;
/// lives as long as the windows.
class Hub : public QObject
{
    Q_OBJECT

public:
    Hub(Console &console, ReaderThread &readers, const Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] const Snapshot &snapshot() const { return m_snapshot; }
    /// The steps of the running or last connection test.
    [[nodiscard]] const QList<TestStep> &testSteps() const { return m_steps; }
    [[nodiscard]] bool isTesting() const { return m_isTesting; }
    /// When the last connection test ended.
    [[nodiscard]] const std::optional<QDateTime> &testedAt() const { return m_testedAt; }
    /// The tenant that is looked at, and how it is: the chosen one, else the first. Nameless while there is none.
    [[nodiscard]] const TenantStatus &tenant() const { return m_tenant; }
    void chooseTenant(const QString &name);
    [[nodiscard]] const WorkspaceInfo &workspace() const { return m_workspace; }
    [[nodiscard]] const QList<Channel> &channels() const { return m_reading.channels; }
    /// Reads the store again soon, whether it moved or not.
    void reload();
    /// The same picture a little later: for texts that count down.
    [[nodiscard]] Snapshot snapshotNow() const;

Q_SIGNALS:
    /// Something in snapshot() changed.
    void snapshotChanged(const ledgercast::Snapshot &snapshot);
    /// The log moved: lists of entries read their rows again. Comes with the snapshot that belongs to it.
    void storeMoved();
    /// The store can't be read: what happened and what to do.
    void storeFailed(const QString &sentence);
    void testStepsChanged(const QList<ledgercast::TestStep> &steps, bool isDone);
    /// Another one is looked at, or something of it changed.
    void tenantChanged(const ledgercast::TenantStatus &tenant);
    void workspaceChanged(const ledgercast::WorkspaceInfo &workspace);

private:
    void takeStatus(const EngineStatus &status);
    void takeSteps(const QList<TestStep> &steps, bool isDone);
    void readStore();
    /// The days before today: they change little, so they are read once a minute at most.
    void readDaysBefore();
    void takeTenant();
    void takeReading(const Result<StoreReading> &reading);
    void compose();

    ReaderThread &m_readers;
    const Clock &m_clock;
    Snapshot m_snapshot;
    StoreReading m_reading;
    QList<TestStep> m_steps;
    bool m_isTesting = false;
    std::optional<QDateTime> m_testedAt;
    QString m_chosenTenant;
    TenantStatus m_tenant;
    WorkspaceInfo m_workspace;
    QTimer m_soon;   ///< collects the store's movements into one reading
    QTimer m_minute; ///< "today" ends at midnight, and "5 min ago" grows old
    qint64 m_daysRevision = -1;
    QDate m_daysUntil;
    bool m_isReading = false;
    bool m_isStale = false;
};

} // namespace ledgercast
