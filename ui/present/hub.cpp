// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/present/hub.h"

#include "core/engine/console.h"
#include "core/store/readerthread.h"

namespace ledgercast {

namespace {

constexpr int settleMs = 200;
constexpr int minuteMs = 60'000;
constexpr int daysBefore = 13;
constexpr std::chrono::hours coverageSpan{30 * 24};

/// Moves the value out of an answer, or keeps the first error.
template<typename T>
void take(Result<T> answer, T &into, std::optional<Error> &error)
{
    if (answer)
        into = *std::move(answer);
    else if (!error)
        error = answer.error();
}

Result<StoreReading> readAll(const Reader &reader, Instant from, Instant until)
{
    StoreReading reading;
    std::optional<Error> error;
    take(reader.day(from, until), reading.today, error);
    take(reader.lastRuns(from), reading.feeds, error);
    take(reader.causes(), reading.causes, error);
    take(reader.entryStates(), reading.entryStates, error);
    take(reader.channels(), reading.channels, error);
    take(reader.unroutedCostCentres(until - coverageSpan), reading.unmapped, error);
    take(reader.entryCount(), reading.entries, error);
    if (error)
        return fail(*error);
    return reading;
}

} // namespace

Hub::Hub(Console &console, ReaderThread &readers, const Clock &clock, QObject *parent)
    : QObject(parent), m_readers(readers), m_clock(clock)
{
    qRegisterMetaType<Snapshot>();
    m_snapshot.now = toDateTime(clock.now());
    connect(&console, &Console::statusChanged, this, &Hub::takeStatus);
    connect(&console, &Console::testStepsChanged, this, &Hub::takeSteps);
    connect(&console, &Console::workspaceChanged, this, [this](const WorkspaceInfo &workspace) {
        m_workspace = workspace;
        Q_EMIT workspaceChanged(workspace);
    });
    m_soon.setSingleShot(true);
    m_soon.setInterval(settleMs);
    connect(&m_soon, &QTimer::timeout, this, &Hub::readStore);
    m_minute.setInterval(minuteMs);
    connect(&m_minute, &QTimer::timeout, this, &Hub::reload);
    connect(&m_minute, &QTimer::timeout, this, &Hub::readDaysBefore);
    m_minute.start();
    readStore();
    readDaysBefore();
}

void Hub::reload()
{
    if (!m_soon.isActive())
        m_soon.start();
}

Snapshot Hub::snapshotNow() const
{
    Snapshot snapshot = m_snapshot;
    snapshot.now = toDateTime(m_clock.now());
    return snapshot;
}

void Hub::takeStatus(const EngineStatus &status)
{
    const bool moved = status.storeRevision != m_snapshot.status.storeRevision;
    m_snapshot.status = status;
    takeTenant();
    compose();
    if (moved)
        reload();
}

void Hub::chooseTenant(const QString &name)
{
    m_chosenTenant = name;
    takeTenant();
    compose();
}

void Hub::takeTenant()
{
    const EngineStatus &status = m_snapshot.status;
    const TenantStatus *chosen = status.tenant(m_chosenTenant);
    if (!chosen)
        chosen = status.tenant({});
    const TenantStatus tenant = chosen ? *chosen : TenantStatus{};
    if (tenant == m_tenant)
        return;
    m_tenant = tenant;
    Q_EMIT tenantChanged(m_tenant);
}

void Hub::takeSteps(const QList<TestStep> &steps, bool isDone)
{
    m_steps = steps;
    m_isTesting = !isDone;
    if (isDone)
        m_testedAt = toDateTime(m_clock.now());
    Q_EMIT testStepsChanged(steps, isDone);
    compose();
}

void Hub::readStore()
{
    if (m_isReading) {
        m_isStale = true;
        return;
    }
    m_isReading = true;
    const QDate today = toDateTime(m_clock.now()).toLocalTime().date();
    const Instant from = toInstant(today.startOfDay());
    const Instant until = toInstant(today.addDays(1).startOfDay());
    m_readers.ask(
        this, [from, until](const Reader &reader) { return readAll(reader, from, until); },
        [this](const Result<StoreReading> &reading) { takeReading(reading); });
}

void Hub::readDaysBefore()
{
    const QDate today = toDateTime(m_clock.now()).toLocalTime().date();
    const qint64 revision = m_snapshot.status.storeRevision;
    if (today == m_daysUntil && revision == m_daysRevision)
        return;
    m_daysUntil = today;
    m_daysRevision = revision;
    const auto question = [today](const Reader &reader) -> Result<QList<DayCounts>> {
        QList<DayCounts> days;
        for (int i = daysBefore; i > 0; --i) {
            const QDate date = today.addDays(-i);
            const auto day = reader.day(toInstant(date.startOfDay()), toInstant(date.addDays(1).startOfDay()));
            if (!day)
                return fail(day.error());
            days += *day;
        }
        return days;
    };
    m_readers.ask(this, question, [this](const Result<QList<DayCounts>> &days) {
        if (!days)
            return; // readStore() tells why
        m_snapshot.daysBefore = *days;
        compose();
    });
}

void Hub::takeReading(const Result<StoreReading> &reading)
{
    m_isReading = false;
    if (reading) {
        m_reading = *reading;
        compose();
        Q_EMIT storeMoved();
    } else {
        Q_EMIT storeFailed(reading.error().message);
    }
    if (std::exchange(m_isStale, false))
        reload();
}

void Hub::compose()
{
    m_snapshot.now = toDateTime(m_clock.now());
    m_snapshot.today = m_reading.today;
    m_snapshot.feeds = m_reading.feeds;
    QList<Cause> causes = m_reading.causes;
    // A tenant that was removed keeps its place in the log, and nothing else.
    if (const EngineStatus &status = m_snapshot.status; !status.tenants.isEmpty()) {
        m_snapshot.feeds.removeIf([&](const FeedRunRow &run) { return !status.tenant(run.tenant); });
        causes.removeIf(
            [&](const Cause &cause) { return cause.kind == Cause::Kind::FeedFailed && !status.tenant(cause.tenant); });
    }
    m_snapshot.entryStates = m_reading.entryStates;
    m_snapshot.unmapped = m_reading.unmapped;
    m_snapshot.entries = m_reading.entries;
    m_snapshot.attention = attentionOf({m_snapshot.status, causes, m_reading.channels, m_steps, m_snapshot.now});
    Q_EMIT snapshotChanged(m_snapshot);
}

} // namespace ledgercast
