// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/present/rulechanges.h"

#include "ui/format/format.h"
#include "ui/models/rulemodel.h"

#include <QCoreApplication>

namespace ledgercast {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(RuleChanges)
};

QString fieldText(const Route &route, RuleField field)
{
    switch (field) {
    case RuleField::Types:
        return ruleTypesText(route.recordTypes, 20);
    case RuleField::Centres:
        return ruleCentresText(route.costCentres);
    case RuleField::MinimumAmount:
        return route.minimumAmount ? ruleAmountText(*route.minimumAmount) : Words::tr("none");
    case RuleField::Channel:
        return u'#' + route.channel;
    case RuleField::Send:
        return route.delivery == DeliveryMode::Digest ? Words::tr("digest") : Words::tr("now");
    default: {
        const QString text = ruleText(route, field);
        return text.isEmpty() ? Words::tr("none") : text;
    }
    }
}

QString summary(const Route &route)
{
    QStringList parts;
    if (isFallback(route))
        parts += Words::tr("everything else");
    else if (!route.recordTypes.isEmpty())
        parts += fieldText(route, RuleField::Types);
    if (!route.costCentres.isEmpty())
        parts += Words::tr("cost centre %1").arg(fieldText(route, RuleField::Centres));
    if (route.minimumAmount)
        parts += Words::tr("from %1").arg(fieldText(route, RuleField::MinimumAmount));
    parts += Words::tr("to %1").arg(fieldText(route, RuleField::Channel));
    return parts.join(u", "_qs);
}

QString differences(const RuleDraft &draft, qsizetype row)
{
    static const std::pair<RuleField, const char *> fields[] = {
        {RuleField::Types, QT_TRANSLATE_NOOP("RuleChanges", "types")},
        {RuleField::Centres, QT_TRANSLATE_NOOP("RuleChanges", "centres")},
        {RuleField::MinimumAmount, QT_TRANSLATE_NOOP("RuleChanges", "min amount")},
        {RuleField::Exceptions, QT_TRANSLATE_NOOP("RuleChanges", "exceptions")},
        {RuleField::Companies, QT_TRANSLATE_NOOP("RuleChanges", "company")},
        {RuleField::Channel, QT_TRANSLATE_NOOP("RuleChanges", "channel")},
        {RuleField::Mention, QT_TRANSLATE_NOOP("RuleChanges", "mention")},
        {RuleField::Send, QT_TRANSLATE_NOOP("RuleChanges", "send")},
        {RuleField::Name, QT_TRANSLATE_NOOP("RuleChanges", "name")}};
    QStringList parts;
    for (const auto &[field, name] : fields) {
        if (draft.isFieldChanged(row, field))
            parts += Words::tr("%1 %2 → %3")
                         .arg(Words::tr(name), fieldText(*draft.before(row), field),
                              fieldText(draft.rules().at(row).route, field));
    }
    if (parts.isEmpty())
        parts += Words::tr("was rule %1").arg(draft.rules().at(row).origin + 1);
    return parts.join(u", "_qs);
}

} // namespace

QStringList RuleChangeWords::all() const
{
    QStringList lines = changed;
    for (const QString &line : added)
        lines += Words::tr("New: %1").arg(line);
    for (const QString &line : removed)
        lines += Words::tr("Removed: %1").arg(line);
    return lines;
}

RuleChangeWords ruleChangeWords(const RuleDraft &draft)
{
    RuleChangeWords words;
    for (qsizetype row = 0; row < draft.rules().size(); ++row) {
        const QString name = Words::tr("Rule %1").arg(row + 1);
        if (!draft.before(row))
            words.added += Words::tr("%1: %2").arg(name, summary(draft.rules().at(row).route));
        else if (draft.isRowChanged(row))
            words.changed += Words::tr("%1: %2").arg(name, differences(draft, row));
    }
    const QList<Route> gone = draft.removed();
    for (const Route &route : gone)
        words.removed += route.name.isEmpty() || isFallback(route)
                             ? summary(route)
                             : Words::tr("%1: %2").arg(route.name, summary(route));
    return words;
}

QString draftTitle(const RuleDraft &draft)
{
    const int count = draft.changes();
    if (count == 0)
        return {};
    return count == 1 ? Words::tr("Draft: 1 rule changed")
                      : Words::tr("Draft: %1 rules changed").arg(format::count(count));
}

} // namespace ledgercast
