// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/outboxfixture.h"

#include "core/engine/floods.h"
#include "core/store/reader.h"

#include <QEventLoop>
#include <QFile>
#include <QTest>

namespace ledgercast {

using namespace std::chrono_literals;

OutboxFixture::OutboxFixture(const QString &emptyStore)
{
    settings.lanes.interval = 0ms;
    settings.lanes.postsPerMinute = 0;
    settings.lookAfter = {2s, 5s, 12s};
    if (!emptyStore.isEmpty() && !QFile::copy(emptyStore, folder.filePath(QStringLiteral("ledger.db"))))
        qFatal("no copy of the empty store");
    auto opened = Database::open(folder.filePath(QStringLiteral("ledger.db")), Database::Access::ReadWrite);
    if (!opened)
        qFatal("no store: %s", qPrintable(opened.error().message));
    database = std::move(*opened);
    outbox = std::make_unique<Outbox>(*database);
    restart();
}

void OutboxFixture::restart()
{
    dispatcher = std::make_unique<Dispatcher>(*outbox, slack, clock, settings);
    if (const auto recovered = dispatcher->recover(); !recovered)
        qFatal("not recovered: %s", qPrintable(recovered.error().message));
}

void OutboxFixture::record(const QString &id, const QString &channel, const QString &parentId, const QString &document)
{
    const DeliveryRole role = parentId.isEmpty() ? DeliveryRole::Main : DeliveryRole::Update;
    commit(id, {id, parentId, role, DeliveryState::Queued, channel, QStringLiteral("rule"), {}, {}}, document);
    takeUp();
}

void OutboxFixture::recordEdit(const QString &id, const QString &channel, const QString &first, const QString &document)
{
    commit(id, {id, first, DeliveryRole::Edit, DeliveryState::Queued, channel, QStringLiteral("rule"), {}, {}},
           document);
    takeUp();
}

void OutboxFixture::takeUp()
{
    if (!takesUp)
        return;
    if (const auto taken = dispatcher->takeUp(); !taken)
        qFatal("not taken up: %s", qPrintable(taken.error().message));
}

void OutboxFixture::recordHeld(const QString &id, const QString &channel, const FloodRules::Hold &hold,
                               const QString &document)
{
    Delivery delivery{id,          {}, DeliveryRole::Main, DeliveryState::Held, channel, QStringLiteral("rule"),
                      hold.reason, {}};
    delivery.heldUntil = hold.until;
    commit(id, delivery, document);
}

void OutboxFixture::commit(const QString &id, const Delivery &delivery, const QString &document)
{
    PlannedChange planned;
    planned.change.document.tenant = QStringLiteral("ACME_TST");
    planned.change.document.type = QStringLiteral("supplier_invoice");
    planned.change.document.number = planned.change.document.key = document.isEmpty() ? id : document;
    planned.change.document.amount = Money{Decimal(10'000 + m_entries.size(), 2), QStringLiteral("EUR")};
    planned.change.version = ++m_versions[planned.change.document.key];
    planned.change.fingerprint = planned.change.document.fingerprint();
    planned.change.detectedAt = clock.now();
    planned.deliveries = {delivery};
    planned.deliveries.first().message = "{\"text\":\"about " + id.toUtf8() + "\",\"blocks\":[{\"type\":\"divider\"}]}";
    Plan plan;
    plan.tenant = planned.change.document.tenant;
    plan.feed = QStringLiteral("supplier_invoices");
    plan.changes = {planned};
    if (const auto committed = Ledger(*database).commit(plan, clock.now()); !committed)
        qFatal("not recorded: %s", qPrintable(committed.error().message));
    m_entries.insert(id, m_entries.size() + 1);
}

void OutboxFixture::release(const FloodRules &rules)
{
    const auto held = outbox->heldUntil(clock.now());
    const auto decision = floods::decide(*held, rules, clock.now(), QLocale::c());
    if (!dispatcher->flush() || !outbox->decide(decision, clock.now()) || !dispatcher->reload())
        qFatal("held deliveries were not decided");
}

void OutboxFixture::holdBursts(const FloodRules &rules)
{
    const auto held = outbox->holdBursts(dispatcher->lastNumber(), rules.burstLimit, rules.burstWindow, clock.now());
    if (!held || !(*held > 0 ? dispatcher->reload() : dispatcher->takeUp()))
        qFatal("bursts were not held");
}

void OutboxFixture::turn()
{
    // A post and its commit take a few rounds of the event loop; none of them waits for time to pass.
    for (int round = 0; round < 8; ++round) {
        QEventLoop loop;
        QTimer::singleShot(0, &loop, &QEventLoop::quit);
        loop.exec();
    }
}

void OutboxFixture::pass(Milliseconds duration)
{
    clock.advance(duration);
    dispatcher->wakeUp();
    turn();
}

OutboxItem OutboxFixture::item(const QString &id) const
{
    const auto items = outbox->ofEntries({entryOf(id)});
    return items && !items->isEmpty() ? items->first() : OutboxItem{};
}

DeliveryState OutboxFixture::stateOf(const QString &id) const
{
    return item(id).state;
}

QString OutboxFixture::reasonOf(const QString &id) const
{
    return item(id).reason;
}

QString OutboxFixture::threadOf(const QString &document, const QString &channel) const
{
    const auto known =
        Ledger(*database).known(QStringLiteral("ACME_TST"), QStringLiteral("supplier_invoice"), {document});
    return known ? known->value(document).threads.value(channel) : QString();
}

QString OutboxFixture::linkOf(const QString &id) const
{
    const auto entry = Reader(*database).entry(entryOf(id));
    return entry && !entry->deliveries.isEmpty() ? entry->deliveries.first().permalink : QString();
}

qint64 OutboxFixture::entryOf(const QString &id) const
{
    return m_entries.value(id);
}

QStringList OutboxFixture::postedIds() const
{
    QStringList ids;
    for (const PostRequest &post : slack.posts)
        ids << post.deliveryId;
    return ids;
}

} // namespace ledgercast
