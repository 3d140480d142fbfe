// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/finding.h"

#include "core/base/words.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

#include <array>

namespace ledgercast {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("matching", text);
}

constexpr Words<FindingKind, 8> kindWords{{{
    {FindingKind::PriceVariance, u"price_variance"},
    {FindingKind::QuantityMismatch, u"quantity_mismatch"},
    {FindingKind::MissingReceipt, u"missing_receipt"},
    {FindingKind::NotComparable, u"not_comparable"},
    {FindingKind::LikelyDuplicate, u"likely_duplicate"},
    {FindingKind::DueSoon, u"due_soon"},
    {FindingKind::Overdue, u"overdue"},
    {FindingKind::DiscountEnding, u"discount_ending"},
}}};

/// The texts of a finding under their names in JSON.
constexpr std::array<std::pair<QLatin1String, QString Finding::*>, 10> texts{{
    {QLatin1String("id"), &Finding::id},
    {QLatin1String("subject"), &Finding::subject},
    {QLatin1String("subject_type"), &Finding::subjectType},
    {QLatin1String("reference"), &Finding::reference},
    {QLatin1String("expected"), &Finding::expected},
    {QLatin1String("actual"), &Finding::actual},
    {QLatin1String("tolerance"), &Finding::tolerance},
    {QLatin1String("rule"), &Finding::rule},
    {QLatin1String("sentence"), &Finding::sentence},
    {QLatin1String("next_step"), &Finding::nextStep},
}};

} // namespace

QString wordOf(FindingKind kind)
{
    return kindWords.word(kind);
}

std::optional<FindingKind> findingKindOf(QStringView word)
{
    return kindWords.value(word);
}

bool isReminder(FindingKind kind)
{
    return kind == FindingKind::DueSoon || kind == FindingKind::Overdue || kind == FindingKind::DiscountEnding;
}

QStringList findingKindWords()
{
    QStringList words;
    for (int kind = 0; kind <= static_cast<int>(FindingKind::DiscountEnding); ++kind)
        words << wordOf(static_cast<FindingKind>(kind));
    return words;
}

QString displayName(FindingKind kind)
{
    switch (kind) {
    case FindingKind::PriceVariance:
        return translated(QT_TRANSLATE_NOOP("matching", "Price variance"));
    case FindingKind::QuantityMismatch:
        return translated(QT_TRANSLATE_NOOP("matching", "Quantity mismatch"));
    case FindingKind::MissingReceipt:
        return translated(QT_TRANSLATE_NOOP("matching", "Missing receipt"));
    case FindingKind::NotComparable:
        return translated(QT_TRANSLATE_NOOP("matching", "Not comparable"));
    case FindingKind::LikelyDuplicate:
        return translated(QT_TRANSLATE_NOOP("matching", "Likely duplicate"));
    case FindingKind::DueSoon:
        return translated(QT_TRANSLATE_NOOP("matching", "Due soon"));
    case FindingKind::Overdue:
        return translated(QT_TRANSLATE_NOOP("matching", "Overdue"));
    case FindingKind::DiscountEnding:
        return translated(QT_TRANSLATE_NOOP("matching", "Discount ending"));
    }
    Q_UNREACHABLE();
}

QString findingOrigin()
{
    return translated(QT_TRANSLATE_NOOP("matching", "derived by Ledgercast"));
}

FindingChanges compareFindings(const QList<Finding> &earlier, const QList<Finding> &now)
{
    QHash<QString, const Finding *> before;
    for (const Finding &finding : earlier)
        before.insert(finding.id, &finding);
    FindingChanges changes;
    QSet<QString> still;
    for (const Finding &finding : now) {
        const Finding *known = before.value(finding.id);
        still.insert(finding.id);
        if (!known)
            changes.raised.append(finding);
        else if (known->expected != finding.expected || known->actual != finding.actual)
            changes.changed.append(finding);
    }
    for (const Finding &finding : earlier) {
        if (!still.contains(finding.id))
            changes.cleared.append(finding);
    }
    return changes;
}

QString clearedSentence(const Finding &finding)
{
    return translated(QT_TRANSLATE_NOOP("matching", "%1 cleared: %2. It was: %3"))
        .arg(displayName(finding.kind), finding.reference, finding.sentence);
}

QJsonObject toJson(const Finding &finding)
{
    QJsonObject json{{QStringLiteral("kind"), wordOf(finding.kind)}};
    for (const auto &[name, text] : texts)
        json.insert(name, finding.*text);
    if (finding.atStake) {
        json.insert(QStringLiteral("at_stake"), finding.atStake->amount.toString());
        json.insert(QStringLiteral("currency"), finding.atStake->currency);
    }
    if (finding.percent)
        json.insert(QStringLiteral("percent"), finding.percent->toString());
    return json;
}

std::optional<Finding> findingFromJson(const QJsonObject &json)
{
    const auto kind = findingKindOf(json[u"kind"].toString());
    if (!kind || json[u"id"].toString().isEmpty())
        return std::nullopt;
    Finding finding;
    finding.kind = *kind;
    for (const auto &[name, text] : texts)
        finding.*text = json[name].toString();
    if (const auto amount = Decimal::parse(json[u"at_stake"].toString()))
        finding.atStake = Money{*amount, json[u"currency"].toString()};
    finding.percent = Decimal::parse(json[u"percent"].toString());
    return finding;
}

} // namespace ledgercast
