// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/matching/duplicates.h"

#include "core/domain/recordtype.h"
#include "core/matching/matchwords.h"

#include <QCoreApplication>
#include <QMap>
#include <QStringList>

#include <algorithm>
#include <array>

namespace ledgercast {

namespace {

constexpr qsizetype shortestCore = 4; ///< characters: "A1" and "B1" have too little in common

QString translated(const char *text)
{
    return QCoreApplication::translate("matching", text);
}

/// Runs of letters and of digits, in upper case, without leading zeros: "re 0088213/a" is RE 88213 A.
QStringList tokensOf(const QString &number)
{
    QStringList tokens;
    const QString text = number.normalized(QString::NormalizationForm_KC).toUpper();
    bool isNew = true;
    for (const QChar c : text) {
        if (!c.isLetterOrNumber()) {
            isNew = true;
            continue;
        }
        if (isNew || tokens.last().back().isDigit() != c.isDigit())
            tokens << QString();
        if (tokens.last() == u"0")
            tokens.last().clear();
        tokens.last() += c;
        isNew = false;
    }
    return tokens;
}

/// What is left without letters in front and behind and without the year. Empty: too little.
QString coreOf(const InvoiceHead &invoice)
{
    QStringList tokens = tokensOf(invoice.number);
    while (!tokens.isEmpty() && tokens.first().front().isLetter())
        tokens.removeFirst();
    while (!tokens.isEmpty() && tokens.last().front().isLetter())
        tokens.removeLast();
    if (tokens.size() > 1)
        tokens.removeAll(QString::number(invoice.date.year()));
    const QString core = tokens.join(QString());
    return core.size() < shortestCore ? QString() : core;
}

/// Letters and digits as they stand: "1-005" is 1005, which taking zeros off each run would hide.
QString squeezed(const QString &number)
{
    QString text;
    const QString upper = number.normalized(QString::NormalizationForm_KC).toUpper();
    for (const QChar c : upper) {
        if (c.isLetterOrNumber())
            text += c;
    }
    return text;
}

enum class Likeness { None, SameDay, LikeNumber, SameNumber };

Likeness likenessOf(const InvoiceHead &earlier, const InvoiceHead &later, const DuplicateRules &rules)
{
    const QString number = normalisedInvoiceNumber(later.number);
    if (!number.isEmpty() &&
        (number == normalisedInvoiceNumber(earlier.number) || squeezed(later.number) == squeezed(earlier.number)))
        return Likeness::SameNumber;
    const QString core = coreOf(later);
    if (!core.isEmpty() && core == coreOf(earlier))
        return Likeness::LikeNumber;
    return rules.takesSameDay && earlier.date == later.date ? Likeness::SameDay : Likeness::None;
}

QString reasonOf(Likeness likeness)
{
    switch (likeness) {
    case Likeness::SameNumber:
        return translated(QT_TRANSLATE_NOOP("matching", "the same number"));
    case Likeness::LikeNumber:
        return translated(
            QT_TRANSLATE_NOOP("matching", "a number that differs only in a prefix, a suffix or the year"));
    case Likeness::SameDay:
    case Likeness::None:
        break;
    }
    return translated(QT_TRANSLATE_NOOP("matching", "the same date"));
}

QString ruleOf(Likeness likeness)
{
    return likeness == Likeness::SameNumber   ? QStringLiteral("likely_duplicate/same_number")
           : likeness == Likeness::LikeNumber ? QStringLiteral("likely_duplicate/like_number")
                                              : QStringLiteral("likely_duplicate/same_day");
}

Finding findingFor(const InvoiceHead &earlier, const InvoiceHead &later, Likeness likeness, const DuplicateRules &rules)
{
    const auto named = [](const InvoiceHead &invoice) {
        return translated(QT_TRANSLATE_NOOP("matching", "%1 of %2"))
            .arg(invoice.number, invoice.date.toString(Qt::ISODate));
    };
    Finding finding;
    finding.kind = FindingKind::LikelyDuplicate;
    finding.id = QStringList{wordOf(finding.kind), later.key, earlier.key}.join(u'|');
    finding.subject = later.key;
    finding.reference = recordtype::documentLabel(recordtype::supplierInvoice.toString(), later.number);
    finding.expected = translated(QT_TRANSLATE_NOOP("matching", "one invoice"));
    finding.actual = translated(QT_TRANSLATE_NOOP("matching", "%1 and %2")).arg(named(earlier), named(later));
    finding.tolerance = translated(QT_TRANSLATE_NOOP("matching", "days between the invoices: %1"))
                            .arg(likeness == Likeness::SameDay ? 0 : rules.days);
    finding.rule = ruleOf(likeness);
    finding.atStake = later.amount;
    finding.sentence =
        translated(QT_TRANSLATE_NOOP("matching", "Invoice %1 looks like invoice %2: the same supplier, %3 "
                                                 "on both, and %4."))
            .arg(named(later), named(earlier), matchwords::money(later.amount), reasonOf(likeness));
    finding.nextStep =
        translated(QT_TRANSLATE_NOOP("matching", "Compare the two documents before this one is paid; if it "
                                                 "is the same bill, have one of them reversed."));
    return finding;
}

bool isCreditNote(const InvoiceHead &invoice)
{
    return invoice.isCreditNote || invoice.amount.amount.isNegative();
}

/// The invoices of one supplier and amount, by date, without those that a credit note took back.
QList<InvoiceHead> withoutCredited(QList<InvoiceHead> group)
{
    std::sort(group.begin(), group.end(), [](const InvoiceHead &left, const InvoiceHead &right) {
        return left.date != right.date ? left.date < right.date : left.key < right.key;
    });
    QList<InvoiceHead> standing;
    for (const InvoiceHead &invoice : group) {
        if (!isCreditNote(invoice))
            standing.append(invoice);
        else if (!standing.isEmpty())
            standing.removeFirst(); // dated by then, and not yet taken back
    }
    return standing;
}

} // namespace

QString normalisedInvoiceNumber(const QString &number)
{
    return tokensOf(number).join(QString());
}

QList<Finding> likelyDuplicates(const QList<InvoiceHead> &invoices, const DuplicateRules &rules)
{
    QMap<QString, QList<InvoiceHead>> groups;
    for (const InvoiceHead &invoice : invoices) {
        const std::array parts{invoice.company, invoice.supplier.toUpper(), invoice.amount.currency,
                               invoice.amount.amount.abs().toString()};
        if (invoice.date.isValid() && !invoice.amount.amount.isZero())
            groups[QStringList(parts.begin(), parts.end()).join(u'|')].append(invoice);
    }
    QList<Finding> findings;
    for (const QList<InvoiceHead> &group : std::as_const(groups)) {
        const QList<InvoiceHead> standing = withoutCredited(group);
        for (qsizetype later = 1; later < standing.size(); ++later) {
            const InvoiceHead *best = nullptr;
            Likeness likeness = Likeness::None;
            for (qsizetype earlier = later - 1; earlier >= 0; --earlier) { // the nearest of the most alike
                if (standing[earlier].date.daysTo(standing[later].date) > rules.days)
                    break;
                if (const Likeness found = likenessOf(standing[earlier], standing[later], rules); found > likeness) {
                    likeness = found;
                    best = &standing[earlier];
                }
            }
            if (best)
                findings.append(findingFor(*best, standing[later], likeness, rules));
        }
    }
    return findings;
}

} // namespace ledgercast
