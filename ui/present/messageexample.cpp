// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/present/messageexample.h"

#include "core/domain/recordtype.h"
#include "core/engine/planner.h"
#include "core/routing/router.h"

#include <QCoreApplication>

namespace ledgercast {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(MessagePreview)
};

Result<Composer> composerOf(const MessageDesign &design)
{
    if (design.recordType == u"*")
        return Composer::create({design});
    const auto standard = builtInMessageDesigns();
    if (!standard)
        return fail(standard.error());
    return Composer::create({standard->last(), design});
}

QString whyNotOf(const PlannedChange &planned)
{
    if (planned.skipped == u"kind_off")
        return Words::tr("Off: such changes are recorded and not sent.");
    if (planned.skipped == u"below_kind_minimum")
        return Words::tr("This record is below the least amount, so it is recorded and not sent.");
    if (planned.skipped == u"below_threshold")
        return Words::tr("This record is below the least amount of its rules, so it is recorded and not sent.");
    if (planned.skipped == u"not_asked_for")
        return Words::tr("No rule names reminders of this kind, so it is recorded and not sent.");
    if (planned.deliveries.isEmpty())
        return Words::tr("No rule leads this record to a channel, so it would wait.");
    return {};
}

QString sampleValue(const QString &name, bool isMoney)
{
    if (isMoney)
        return QStringLiteral("12480.00");
    if (name.contains(u"date") || name.endsWith(u"_on") || name.startsWith(u"valid"))
        return QStringLiteral("2026-11-30");
    if (name == u"currency")
        return QStringLiteral("EUR");
    QString words = name;
    words.replace(u'_', u' ');
    return Words::tr("(%1)", "sample of a value").arg(words);
}

} // namespace

Change sampleChange(const QString &recordType, const MessageDesign &standard, Instant now)
{
    Change change;
    change.detectedAt = now;
    Document &document = change.document;
    document.type = recordType == u"*" ? QStringLiteral("record") : recordType;
    document.tenant = QStringLiteral("TENANT_PRD");
    document.company = QStringLiteral("100");
    document.division = QStringLiteral("AAA");
    document.number = QStringLiteral("1000123");
    document.key = QStringLiteral("100/AAA/1000123");
    document.partyId = QStringLiteral("N1001");
    document.partyName = Words::tr("Sample Trading Ltd");
    document.status = QStringLiteral("approved");
    document.modifiedBy = QStringLiteral("MLARSEN");
    document.costCentres = {{QStringLiteral("4200"), std::nullopt, QStringLiteral("self")}};
    document.fields.insert(QStringLiteral("status"), document.status);
    for (const QString &field : standard.moneyFields) {
        if (field == u"amount")
            document.amount = Money{Decimal(1'248'000, 2), QStringLiteral("EUR")};
    }
    for (const auto &[field, label] : standard.fieldLabels) {
        if (!document.fields.contains(field) && !field.endsWith(u"_mark"))
            document.fields.insert(field, sampleValue(field, standard.moneyFields.contains(field)));
    }
    Fields line{{QStringLiteral("line"), QStringLiteral("10")}};
    for (const QString &name : namesIn(standard.detailLine)) {
        if (!line.contains(name))
            line.insert(name, sampleValue(name, standard.moneyFields.contains(name)));
    }
    if (!standard.detailLine.isEmpty())
        document.lines = {line};
    return change;
}

MessagePreview previewOf(const MessageDesign &design, const MessageDesign &standard, const MessageExample &example)
{
    MessagePreview preview;
    const auto composer = composerOf(design);
    if (!composer) {
        preview.mistake = composer.error().message;
        return preview;
    }
    const Router router(example.routes);
    PlanContext context;
    context.now = example.change.detectedAt;
    context.router = &router;
    context.composer = &*composer;
    context.costCentreNames = example.costCentreNames;
    context.costCentreOwners = example.costCentreOwners;
    context.people = &example.people;
    context.timeZone = example.timeZone;
    context.links = example.links;
    Change change = example.change;
    if (change.kind == ChangeKind::Known) // as if it were new: it is there to be looked at
        change.kind = ChangeKind::Created;
    const ComposeContext compose = planner::composeContext(change, context);
    const PlannedChange planned = planner::decide(change, {}, context);
    preview.whyNot = whyNotOf(planned);
    for (const Delivery &delivery : planned.deliveries) {
        if (!preview.channel.isEmpty() && preview.channel != delivery.channel)
            break; // one channel is enough to see it
        preview.channel = delivery.channel;
        preview.messages.append(delivery.message);
    }
    if (preview.messages.isEmpty()) {
        preview.messages.append(composer->compose(change, compose).json);
        if (const auto detail = composer->composeDetail(change, compose))
            preview.messages.append(detail->json);
    }
    if (!change.differences.isEmpty()) {
        using Updates = MessageDesign::Updates;
        const Updates updates = composer->updatesOf(change);
        if (updates == Updates::InPlace || updates == Updates::InPlaceAndThread)
            preview.messages.first() = composer->composeEdit(change, compose).json;
        if (updates != Updates::InPlace)
            preview.update = composer->composeUpdate(change, compose).json;
    }
    preview.size = composer->measure(change, compose);
    preview.names = valueNames(standard, composer->valuesOf(change, compose));
    preview.lineNames = lineValueNames(standard, composer->lineValuesOf(change, compose));
    return preview;
}

} // namespace ledgercast
