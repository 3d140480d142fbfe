// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/mentionedpeople.h"

#include "core/domain/mention.h"
#include "core/engine/planner.h"

namespace ledgercast {

namespace {

constexpr qsizetype mostMentioned = 5; // of one kind in one message

/// Whom the ERP names for a word.
QStringList personsOf(const QString &word, const Document &document, QStringList costCentres,
                      const PlanContext &context)
{
    QStringList persons;
    if (word == mentionword::costCentreOwner) {
        if (costCentres.isEmpty()) {
            for (const CostCentreShare &share : document.costCentres)
                costCentres << share.code;
        }
        for (const QString &code : std::as_const(costCentres))
            persons << context.costCentreOwners.ownerOf({document.tenant, document.company, document.division}, code);
        return persons;
    }
    persons << document.fields.value(word);
    if (persons.first().isEmpty()) { // an order may have a buyer for each line
        for (const Fields &line : document.lines)
            persons << line.value(word);
    }
    return persons;
}

bool isHidden(const QString &word, const QStringList &maskedFields)
{
    const QString field = word == mentionword::costCentreOwner ? mentionword::responsible : word;
    return maskedFields.contains(field) || maskedFields.contains(field + u"_name");
}

} // namespace

QHash<QString, QStringList> mentionedPeople(const Document &document, const ComposeContext &compose,
                                            const PlanContext &context)
{
    QHash<QString, QStringList> mentioned;
    if (!context.people || context.people->isEmpty())
        return mentioned;
    const QStringList words = recordMentions();
    for (const QString &word : words) {
        if (isHidden(word, compose.maskedFields))
            continue;
        QStringList ids;
        const QStringList persons = personsOf(word, document, compose.costCentres, context);
        for (const QString &person : persons)
            ids << context.people->slackId(person);
        ids.removeAll(QString());
        ids.removeDuplicates();
        mentioned.insert(word, ids.mid(0, mostMentioned));
    }
    return mentioned;
}

} // namespace ledgercast
