// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"

#include "core/engine/person.h"
#include "core/engine/planner.h"
#include "core/engine/storedguard.h"
#include "core/message/valuenames.h"
#include "core/routing/channelguardcsv.h"
#include "core/store/reader.h"

// What may be posted where.
namespace ledgercast {

namespace {

/// The cost centres by which the rules sent it to where it is held; all of them, where the rules don't say any more.
QStringList centresOf(const Ledger::Guarded &entry, const Router &router)
{
    QStringList centres;
    const Document &document = entry.change.document;
    for (const QString &channel : entry.heldChannels) {
        bool isFound = false;
        const Router::Decision decision = router.decide(document, planner::exceptionOf(entry.change));
        for (const Router::Match &match : decision.matches) {
            if (channelKey(match.route.channel) != channelKey(channel))
                continue;
            centres += match.costCentres;
            isFound = true;
        }
        if (!isFound)
            return costCentreCodes(document);
    }
    return centres;
}

/// Whether it stays where it is, held by the guard.
bool isUnchanged(const PlannedChange &planned, const QStringList &held)
{
    QSet<QString> ids;
    for (const Delivery &delivery : planned.deliveries) {
        if (delivery.reason != heldfor::guard)
            return false;
        ids.insert(delivery.id);
    }
    return ids == QSet<QString>(held.begin(), held.end()) && planned.unrouted.isEmpty();
}

} // namespace

Result<void> Engine::loadGuard()
{
    auto guard = storedGuard(Reader(*m_database));
    if (!guard)
        return fail(guard.error());
    m_guard = *std::move(guard);
    return {};
}

QString Engine::whyGuarded(const QString &channel) const
{
    const ChannelGuard::Decision decision = m_guard.decide(channel);
    if (!decision.isAllowed)
        return m_guard.sentenceOn(channel);
    if (decision.maskedFields.isEmpty())
        return {};
    return tr("The channel guard hides %1 from #%2, and what is sent there by hand isn't composed anew. Choose another "
              "channel.")
        .arg(decision.maskedFields.join(QStringLiteral(", ")), channel);
}

/// Nothing that waits goes where it may not.
Result<int> Engine::holdGuarded()
{
    return m_outbox->holdGuarded([this](const QString &channel) { return !m_guard.decide(channel).isAllowed; }, false,
                                 m_clock.now());
}

Result<PlanContext *> Engine::contextOf(const QString &tenantName, QHash<QString, PlanContext> &contexts)
{
    auto context = contexts.find(tenantName);
    if (context == contexts.end()) {
        const TenantSession *tenant = tenantOf(tenantName);
        const auto made = planContext(tenant ? tenant->settings : m_settings);
        if (!made)
            return fail(made.error());
        context = contexts.insert(tenantName, *made);
    }
    return &*context;
}

Result<int> Engine::releaseGuarded(const Router &rulesBefore)
{
    constexpr int batch = 500;
    int released = 0;
    QHash<QString, PlanContext> contexts; // by tenant
    for (qint64 after = 0;;) {
        const auto guarded = m_ledger->guarded(after, batch);
        if (!guarded)
            return fail(guarded.error());
        if (guarded->isEmpty())
            return released;
        after = guarded->last().entryId;
        for (const Ledger::Guarded &entry : *guarded) {
            const Document &document = entry.change.document;
            const auto context = contextOf(document.tenant, contexts);
            if (!context)
                return fail(context.error());
            const auto known = m_ledger->known(document.tenant, document.type, {document.key});
            if (!known)
                return fail(known.error());
            QMap<QString, QString> threads = known->value(document.key).threads;
            threads.removeIf([&](const QMap<QString, QString>::iterator &thread) {
                return (entry.held + entry.others).contains(thread.value()); // it starts it, if it goes there
            });
            const WaitingPart waiting{centresOf(entry, rulesBefore), entry.otherChannels};
            PlannedChange decided = planner::decideWaiting(entry.change, waiting, threads, **context);
            decided.deliveries.removeIf([&](const Delivery &one) { return entry.others.contains(one.id); });
            if (isUnchanged(decided, entry.held))
                continue;
            // One by one: the next version of the same document must find the thread this one starts.
            if (const auto done = m_ledger->releaseGuarded(entry, decided, m_clock.now()); !done)
                return fail(done.error());
            released += std::any_of(decided.deliveries.begin(), decided.deliveries.end(),
                                    [](const Delivery &one) { return one.reason != heldfor::guard; });
        }
    }
}

/// The guard is another one, or what is known of channels: what waits is decided, and composed, again.
Result<int> Engine::applyGuard(const ChannelGuard &before)
{
    const auto rules = m_routes->routes();
    if (!rules)
        return fail(rules.error());
    if (const auto written = m_dispatcher->flush(); !written)
        return fail(written.error());
    const Instant now = m_clock.now();
    const auto isStricter = [&](const QString &channel) {
        const ChannelGuard::Decision decision = m_guard.decide(channel);
        return decision.isRestricting() && decision != before.decide(channel);
    };
    if (const auto held = m_outbox->holdGuarded(isStricter, true, now); !held)
        return held;
    const auto released = releaseGuarded(Router(*rules));
    if (!released)
        return released;
    const auto byHand = m_outbox->releaseGuarded(
        [this](const QString &channel) { return !m_guard.decide(channel).isRestricting(); }, now);
    if (!byHand)
        return byHand;
    if (const auto loaded = m_dispatcher->reload(); !loaded)
        return fail(loaded.error());
    takeUpDeliveries();
    return *released + *byHand;
}

QStringList Engine::doubtsAbout(const QList<GuardRow> &rows) const
{
    QSet<QString> names{QStringLiteral("amount"), QStringLiteral("party")};
    const auto designs = DesignFiles::designsOf(m_kindDesigns);
    for (const MessageDesign &design : designs.value_or(QList<MessageDesign>{})) {
        for (const ValueName &name : valueNames(design, {}) + lineValueNames(design, {}))
            names.insert(name.name);
        for (const auto &[name, label] : design.fieldLabels)
            names.insert(name);
    }
    static const QStringList words{guardword::anyChannel, guardword::publicChannels, guardword::externalChannels};
    QStringList doubts;
    for (const GuardRow &row : rows) {
        for (const QString &field : row.maskedFields) {
            const QString doubt = tr("No message names the field %1: check its spelling.").arg(field);
            if (!names.contains(field) && !doubts.contains(doubt))
                doubts << doubt;
        }
        const QList<Channel> known = m_guard.channels().values();
        if (!words.contains(channelKey(row.channel)) && !known.isEmpty() && !findChannel(row.channel, known))
            doubts << tr("Ledgercast sees no channel #%1: check its spelling.").arg(row.channel);
    }
    return doubts;
}

void Engine::importChannelGuard(const QByteArray &csv)
{
    const auto rows = parseGuardCsv(csv);
    if (!rows)
        return report(rows.error());
    const ChannelGuard before = m_guard;
    const auto stored = m_tables->replace(ImportedTables::channelGuard, toCsv(*rows), person(), m_clock.now());
    if (!stored)
        return report(stored.error());
    if (const auto loaded = loadGuard(); !loaded)
        return report(loaded.error());
    const auto released = applyGuard(before);
    storeCommitted();
    if (!released)
        return report(released.error());
    QString sentence = rows->isEmpty()
                           ? tr("The channel guard is empty: every channel may be posted to but those that "
                                "are shared with another organisation.")
                           : tr("%n row(s) of the channel guard applied.", nullptr, static_cast<int>(rows->size()));
    if (*released > 0)
        sentence += u' ' + tr("%n held entry(s) were decided again.", nullptr, *released);
    for (const QString &doubt : doubtsAbout(*rows))
        sentence += u' ' + doubt;
    Q_EMIT notice(sentence);
    Q_EMIT tableImported();
}

/// A row is of the channel, not of its name.
Result<void> Engine::followInGuard(const QList<ChannelNews> &news)
{
    const auto csv = m_tables->csv(ImportedTables::channelGuard);
    if (!csv)
        return fail(csv.error());
    const auto rows = csv->isEmpty() ? Result<QList<GuardRow>>(QList<GuardRow>{}) : parseGuardCsv(*csv);
    if (!rows)
        return fail(rows.error());
    QList<GuardRow> followed = *rows;
    for (GuardRow &row : followed)
        row.channel = nameAfter(row.channel, news);
    if (followed == *rows)
        return {};
    return m_tables->replace(ImportedTables::channelGuard, toCsv(followed), AuditEvent{}.actor, m_clock.now());
}

} // namespace ledgercast
