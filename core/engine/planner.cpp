// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/planner.h"

#include "core/engine/mentionedpeople.h"
#include "core/matching/matchtopics.h"
#include "core/message/composer.h"
#include "core/routing/channelguard.h"
#include "core/routing/costcentremapping.h"
#include "core/routing/router.h"

#include <QUuid>

#include <set>

namespace ledgercast::planner {

namespace {

/// Names a delivery by what it is, so that planning the same again gives the same.
QString deliveryId(const Change &change, const QString &channel, DeliveryRole role)
{
    static const QUuid space(u"{5ad39c63-5f4a-4f0f-8a3e-0b6a3c9d1c55}"_qs);
    const Document &document = change.document;
    const QString name = QStringList{document.tenant, document.type, document.key, QString::number(change.version),
                                     channel,         toWord(role)}
                             .join(u'\x1f');
    return QUuid::createUuidV5(space, name).toString(QUuid::WithoutBraces);
}

void compareFields(const Fields &before, const Fields &after, const QString &prefix, QList<FieldChange> &changes)
{
    std::set<QString> names;
    for (auto field = before.cbegin(); field != before.cend(); ++field)
        names.insert(field.key());
    for (auto field = after.cbegin(); field != after.cend(); ++field)
        names.insert(field.key());
    for (const QString &name : names) {
        const QString old = before.value(name);
        const QString now = after.value(name);
        if (old != now)
            changes.append({prefix + name, old, now});
    }
}

QString lineName(const Fields &line, qsizetype position)
{
    const QString number = line.value(QStringLiteral("line"));
    return u"line " + (number.isEmpty() ? QString::number(position + 1) : number) + u": ";
}

QStringList centresOf(const Document &document)
{
    QStringList codes;
    for (const CostCentreShare &share : document.costCentres)
        codes << share.code;
    return codes;
}

QString centresText(const Document &document)
{
    return centresOf(document).join(QStringLiteral(", "));
}

ChangeKind kindOf(const Document &document, const KnownDocument *known, const Document &before,
                  const PlanContext &context)
{
    if (known)
        return before.status == document.status ? ChangeKind::Updated : ChangeKind::StatusChanged;
    const bool isOld = document.modifiedOn.isValid() && document.modifiedOn < context.knownBefore;
    return isOld ? ChangeKind::Known : ChangeKind::Created;
}

Delivery makeDelivery(const Change &change, const Route &route, DeliveryRole role, const PlanContext &context)
{
    Delivery delivery;
    delivery.id = deliveryId(change, route.channel, role);
    delivery.role = role;
    delivery.channel = route.channel;
    delivery.routeName = route.name;
    const auto hold = context.floods.hold(route.delivery, route.channel, change.document.type, context.now);
    if (context.guard && !context.guard->decide(route.channel).isAllowed) {
        // Before all else: a person may release what a dry run holds.
        delivery.state = DeliveryState::Held;
        delivery.reason = heldfor::guard;
    } else if (context.isDryRun) {
        delivery.state = DeliveryState::Held;
        delivery.reason = QStringLiteral("dry_run");
    } else if (hold) {
        delivery.state = DeliveryState::Held;
        delivery.reason = hold->reason;
        delivery.heldUntil = hold->until;
    }
    return delivery;
}

} // namespace

QString exceptionOf(const Change &change)
{
    return change.finding ? wordOf(change.finding->kind) : QString();
}

QList<FieldChange> differences(const Document &before, const Document &after)
{
    QList<FieldChange> changes;
    compareFields(before.fields, after.fields, {}, changes);
    if (before.status != after.status &&
        before.fields.value(QStringLiteral("status")) == after.fields.value(QStringLiteral("status")))
        changes.append({QStringLiteral("status"), before.status, after.status});
    const qsizetype lines = std::max(before.lines.size(), after.lines.size());
    for (qsizetype i = 0; i < lines; ++i) {
        const Fields old = before.lines.value(i);
        const Fields now = after.lines.value(i);
        compareFields(old, now, lineName(now.isEmpty() ? old : now, i), changes);
    }
    if (const QString old = centresText(before), now = centresText(after); old != now)
        changes.append({QStringLiteral("cost_centres"), old, now});
    return changes;
}

namespace {

ComposeContext contextOf(const Change &change, const Router::Match &match, const PlanContext &context)
{
    ComposeContext compose{match.route.mention, match.costCentres, context.costCentreNames, context.timeZone,
                           context.links.linkTo(change.document)};
    if (context.guard)
        compose.maskedFields = context.guard->decide(match.route.channel).maskedFields;
    compose.people = mentionedPeople(change.document, compose, context);
    return compose;
}

Message messageOf(DeliveryRole role, const Change &change, const Composer &composer, const ComposeContext &compose)
{
    if (role == DeliveryRole::Edit)
        return composer.composeEdit(change, compose);
    if (role == DeliveryRole::Update && !change.isException())
        return composer.composeUpdate(change, compose);
    return composer.compose(change, compose);
}

/// What a change is told by, in order: something for the document's thread, or a first message.
QList<DeliveryRole> rolesOf(const Change &change, const Route &route, bool hasThread, const Composer &composer)
{
    const auto updates = composer.updatesOf(change);
    if (!hasThread || (updates == MessageDesign::Updates::NewMessage && !change.isException()))
        return {DeliveryRole::Main};
    // A digest tells it in a row of its own: there is nothing to edit.
    if (change.isException() || route.delivery == DeliveryMode::Digest)
        return {DeliveryRole::Update};
    if (updates == MessageDesign::Updates::InPlace)
        return {DeliveryRole::Edit};
    if (updates == MessageDesign::Updates::InPlaceAndThread)
        return {DeliveryRole::Edit, DeliveryRole::Update};
    return {DeliveryRole::Update};
}

/// The messages of one channel: an update in the document's thread, or the first message with its lines.
void addDeliveries(PlannedChange &planned, const Router::Match &match, const QString &thread,
                   const PlanContext &context)
{
    const Change &change = planned.change;
    const Composer &composer = *context.composer;
    const QList<DeliveryRole> roles = rolesOf(change, match.route, !thread.isEmpty(), composer);
    const bool isUpdate = !roles.contains(DeliveryRole::Main);
    const ComposeContext compose = contextOf(change, match, context);
    for (const DeliveryRole role : roles) {
        Delivery delivery = makeDelivery(change, match.route, role, context);
        delivery.parentId = isUpdate ? thread : QString();
        if (!context.isWithoutMessages)
            delivery.message = messageOf(role, change, composer, compose).json;
        planned.deliveries.append(delivery);
    }
    const QString firstId = planned.deliveries.last().id;
    if (context.isWithoutMessages || isUpdate || change.isException() || match.route.delivery == DeliveryMode::Digest)
        return; // the lines are in the audit log; a digest tells the document in one row
    if (const auto lines = composer.composeDetail(change, compose)) {
        Delivery detail = makeDelivery(change, match.route, DeliveryRole::Detail, context);
        detail.parentId = firstId;
        detail.message = lines->json;
        planned.deliveries.append(detail);
    }
}

void addSkipped(PlannedChange &planned, const Router::Decision &decision)
{
    if (planned.deliveries.isEmpty() && planned.unrouted.isEmpty() && !decision.belowThreshold.isEmpty())
        planned.skipped = QStringLiteral("below_threshold");
}

} // namespace

ComposeContext composeContext(const Change &change, const PlanContext &context)
{
    return contextOf(change, {}, context);
}

Change withMappedCostCentres(const Change &change, const PlanContext &context)
{
    const QList<CostCentreShare> &centres = change.document.costCentres;
    const bool isNamed = std::any_of(centres.begin(), centres.end(), [](const CostCentreShare &share) {
        return !share.code.isEmpty() && !share.isMapped();
    });
    if (isNamed || !context.mapping)
        return change;
    Change mapped = change;
    mapped.document.costCentres.removeIf([](const CostCentreShare &share) { return share.isMapped(); });
    if (mapped.content.isEmpty())
        mapped.content = mapped.document.toJson();
    mapped.document.costCentres = mappedCostCentres(mapped.document, *context.mapping);
    return mapped;
}

PlannedChange decide(const Change &found, const QMap<QString, QString> &threads, const PlanContext &context)
{
    PlannedChange planned{withMappedCostCentres(found, context), {}, {}, {}, {}};
    const Change &change = planned.change;
    if (change.kind == ChangeKind::Known)
        return planned;
    planned.skipped = context.composer->whyNotSent(change);
    if (!planned.skipped.isEmpty())
        return planned;
    const Router::Decision decision = context.router->decide(change.document, exceptionOf(change));
    // Nobody has to decide where a reminder goes that no rule asks for.
    const bool canWait = !change.finding || !isReminder(change.finding->kind);
    planned.unrouted = canWait ? decision.unroutedCostCentres() : QStringList{};
    for (Router::Match match : decision.matches) {
        if (context.toldFrom.isValid() && change.version == 1) // much at once, and no news
            match.route.delivery = DeliveryMode::Digest;
        addDeliveries(planned, match, threads.value(match.route.channel), context);
    }
    addSkipped(planned, decision);
    if (!canWait && planned.deliveries.isEmpty() && planned.skipped.isEmpty())
        planned.skipped = QStringLiteral("not_asked_for");
    return planned;
}

QByteArray composeAnew(const Change &recorded, DeliveryRole role, const QString &channel, const PlanContext &context)
{
    if (role == DeliveryRole::Digest)
        return {};
    const Change change = withMappedCostCentres(recorded, context);
    // A channel that no rule leads to any more, or that a person chose, is told all of the document's cost centres.
    Router::Match match;
    match.route.channel = channel;
    const QList<Router::Match> matches = context.router->decide(change.document, exceptionOf(change)).matches;
    for (const Router::Match &one : matches) {
        if (channelKey(one.route.channel) == channelKey(channel))
            match = one;
    }
    const ComposeContext compose = contextOf(change, match, context);
    if (role != DeliveryRole::Detail)
        return messageOf(role, change, *context.composer, compose).json;
    const auto lines = context.composer->composeDetail(change, compose);
    return lines ? lines->json : QByteArray();
}

PlannedChange decideWaiting(const Change &recorded, const WaitingPart &waiting, const QMap<QString, QString> &threads,
                            const PlanContext &context)
{
    PlannedChange planned{withMappedCostCentres(recorded, context), {}, {}, {}, {}};
    const Change &change = planned.change;
    const QStringList before = centresOf(recorded.document);
    planned.skipped = context.composer->whyNotSent(change);
    if (!planned.skipped.isEmpty())
        return planned;
    // What it hasn't been routed by until now waits, too: the tables say something else of it.
    const auto waits = [&](const QString &centre) {
        return waiting.costCentres.contains(centre) || !before.contains(centre);
    };
    const Router::Decision decision = context.router->decide(change.document, exceptionOf(change));
    for (const QString &centre : decision.unroutedCostCentres()) {
        if (waits(centre))
            planned.unrouted << centre;
    }
    for (Router::Match match : decision.matches) {
        match.costCentres.removeIf([&](const QString &centre) { return !waits(centre); });
        if (match.costCentres.isEmpty())
            continue;
        if (waiting.channels.contains(match.route.channel))
            planned.joined << match.route.channel;
        else
            addDeliveries(planned, match, threads.value(match.route.channel), context);
    }
    addSkipped(planned, decision);
    return planned;
}

namespace {

bool isToldNow(const Document &document, const KnownDocument &last, const PlanContext &context)
{
    return last.untoldEntry != 0 && context.toldFrom.isValid() && document.modifiedOn >= context.toldFrom;
}

} // namespace

Plan plan(const Page &page, const PlanContext &context)
{
    Plan plan{page.tenant, page.company, page.feed, page.nextCursor, {}, 0, 0};
    QHash<QString, KnownDocument> known = context.known; // grows: a page may hold a document twice
    for (const Document &document : page.documents) {
        ++plan.read;
        const auto found = known.constFind(document.key);
        const KnownDocument *last = found == known.constEnd() ? nullptr : &*found;
        const QByteArray content = document.toJson();
        const QByteArray fingerprint = Document::fingerprintOf(content);
        if (last && last->fingerprint == fingerprint) {
            ++plan.unchanged;
            if (isToldNow(document, *last, context)) {
                const Change change{ChangeKind::Created, last->version, document, fingerprint, {},
                                    context.now,         content};
                plan.told.append({last->untoldEntry, decide(change, last->threads, context)});
                known[document.key].untoldEntry = 0;
            }
            continue;
        }
        const Document before = last ? Document::fromJson(last->content).value_or(Document{}) : Document{};
        const Change change{kindOf(document, last, before, context),
                            last ? last->version + 1 : 1,
                            document,
                            fingerprint,
                            last ? differences(before, document) : QList<FieldChange>{},
                            context.now,
                            content};
        const QMap<QString, QString> threads = last ? last->threads : QMap<QString, QString>{};
        PlannedChange planned = decide(change, threads, context);
        if (context.matchRules) {
            planned.topics = matchtopics::topicsOf(document);
            planned.leftTopics = last ? matchtopics::topicsOf(before) : QStringList{};
            planned.leftTopics.removeIf([&](const QString &topic) { return planned.topics.contains(topic); });
        }
        KnownDocument &updated = known[document.key];
        updated.version = change.version;
        updated.fingerprint = fingerprint;
        updated.content = content;
        updated.untoldEntry = 0;
        for (const Delivery &delivery : planned.deliveries) {
            if (delivery.role == DeliveryRole::Main)
                updated.threads.insert(delivery.channel, delivery.id);
        }
        plan.changes.append(planned);
    }
    return plan;
}

} // namespace ledgercast::planner
