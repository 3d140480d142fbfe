// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/money.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace ledgercast {

enum class FindingKind {
    PriceVariance,
    QuantityMismatch,
    MissingReceipt,
    NotComparable, ///< units or currencies differ: a person has to look, we don't guess
    LikelyDuplicate,
    DueSoon,
    Overdue,
    DiscountEnding
};

/// "price_variance": as in routes, in the store and in ids.
[[nodiscard]] QString wordOf(FindingKind kind);
[[nodiscard]] std::optional<FindingKind> findingKindOf(QStringView word);
/// What the calendar brings by itself: every open invoice is due one day. Told only where a rule asks for it.
[[nodiscard]] bool isReminder(FindingKind kind);
/// All of them, in the order people look for them.
[[nodiscard]] QStringList findingKindWords();
/// "Price variance"
[[nodiscard]] QString displayName(FindingKind kind);

/// Something a person should look at, that we found by comparing documents. CloudSuite doesn't say it; we derive it.
struct Finding
{
    FindingKind kind = FindingKind::PriceVariance;
    QString id;          ///< the same thing found again has the same id, whatever its numbers are by then
    QString subject;     ///< key of the document it is about: the order's, or the invoice's
    QString subjectType; ///< its record type
    QString reference;   ///< for people: "PO 1100234, line 10"
    QString expected;    ///< for people: "12.50 EUR per PCE"
    QString actual;
    QString tolerance; ///< for people: "1 %, at most 100.00 EUR"
    QString rule;      ///< id: the check and where its tolerance comes from, "price_variance/company:100"
    QString sentence;  ///< what was found, in words
    QString nextStep;
    std::optional<Money> atStake;   ///< what it is about in money; none where that can't be said
    std::optional<Decimal> percent; ///< deviation from what was expected

    friend bool operator==(const Finding &, const Finding &) = default;
};

/// "derived by Ledgercast": stands beside every finding, so that nobody takes it for CloudSuite's word.
[[nodiscard]] QString findingOrigin();

/// How the findings of the same documents differ from the earlier ones.
struct FindingChanges
{
    QList<Finding> raised;
    QList<Finding> changed; ///< found before, with other numbers
    QList<Finding> cleared; ///< as they were
};
[[nodiscard]] FindingChanges compareFindings(const QList<Finding> &earlier, const QList<Finding> &now);
/// "Price variance cleared: PO 1100234, line 10. It was: …"
[[nodiscard]] QString clearedSentence(const Finding &finding);

[[nodiscard]] QJsonObject toJson(const Finding &finding);
/// None if it is no finding of ours.
[[nodiscard]] std::optional<Finding> findingFromJson(const QJsonObject &json);

} // namespace ledgercast
