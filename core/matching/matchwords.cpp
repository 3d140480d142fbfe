// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/matching/matchwords.h"

#include "core/domain/recordtype.h"

#include <QCoreApplication>

#include <algorithm>

namespace ledgercast::matchwords {

namespace {

constexpr int priceDecimals = 6; ///< shown at most; compared with nine

QString translated(const char *text)
{
    return QCoreApplication::translate("matching", text);
}

/// At least the currency's decimals, more where the price has them.
QString priceNumber(Decimal net, const QString &currency)
{
    const QString shortest = net.rounded(priceDecimals).toString();
    const qsizetype point = shortest.indexOf(u'.');
    const int decimals = point < 0 ? 0 : static_cast<int>(shortest.size() - point - 1);
    return net.toFixed(std::max(decimals, currencyDecimals(currency)));
}

} // namespace

QString quantity(Decimal quantity, const QString &unit)
{
    return unit.isEmpty() ? quantity.toString() : quantity.toString() + u' ' + unit;
}

QString money(const Money &money)
{
    const int decimals = currencyDecimals(money.currency);
    return money.amount.toFixed(decimals) + u' ' + money.currency;
}

QString percent(Decimal percent)
{
    return percent.toString() + QStringLiteral(" %");
}

QString price(Decimal net, const QString &currency, const QString &unit)
{
    const QString amount = priceNumber(net, currency) + u' ' + currency;
    return unit.isEmpty() ? amount : translated(QT_TRANSLATE_NOOP("matching", "%1 per %2")).arg(amount, unit);
}

QString tolerance(const ToleranceLimit &limit, const QString &currency, bool isCapLookedAt)
{
    if (!limit.cap)
        return percent(limit.percent);
    const QString cap = money({*limit.cap, currency});
    return (isCapLookedAt
                ? translated(QT_TRANSLATE_NOOP("matching", "%1, at most %2"))
                : translated(QT_TRANSLATE_NOOP("matching", "%1 (the cap of %2 can't be compared: the price is "
                                                           "in another unit than the quantity)")))
        .arg(percent(limit.percent), cap);
}

QString reference(const MatchOrderLine &line)
{
    const QString order = recordtype::documentLabel(recordtype::purchaseOrder.toString(), line.key.order);
    const bool hasSubLine = !line.key.subLine.isEmpty() && line.key.subLine != u"0";
    const QString number = hasSubLine ? line.key.line + u'.' + line.key.subLine : line.key.line;
    const QString place = translated(QT_TRANSLATE_NOOP("matching", "%1, line %2")).arg(order, number);
    return line.item.isEmpty() ? place : place + QStringLiteral(", ") + line.item;
}

void describePrice(Finding &finding, const MatchOrderLine &line, const MatchInvoiceLine &invoice,
                   const PriceDifference &difference)
{
    const QString unit = line.price.unit.isEmpty() ? line.unit : line.price.unit;
    finding.expected = price(difference.expected, line.currency, unit);
    finding.actual = price(difference.actual, line.currency, unit);
    finding.atStake = difference.amount;
    finding.percent = difference.percent;
    const bool isMore = !difference.difference.isNegative();
    QString by = priceNumber(difference.difference.abs(), line.currency) + u' ' + line.currency;
    by = (isMore ? translated(QT_TRANSLATE_NOOP("matching", "%1 more"))
                 : translated(QT_TRANSLATE_NOOP("matching", "%1 less")))
             .arg(by);
    if (difference.percent)
        by += QStringLiteral(" (%1)").arg(percent(difference.percent->abs()));
    finding.sentence = translated(QT_TRANSLATE_NOOP("matching", "Invoice %1 bills %2, ordered at %3: %4"))
                           .arg(invoice.number, finding.actual, finding.expected, by);
    if (difference.amount)
        finding.sentence += translated(QT_TRANSLATE_NOOP("matching", ", %1 for %2"))
                                .arg(money({difference.amount->amount.abs(), line.currency}), difference.billed);
    finding.sentence += u'.';
    if (!isMore)
        finding.nextStep =
            translated(QT_TRANSLATE_NOOP("matching", "Ask the buyer whether the lower price was agreed."));
    else if (difference.amount)
        finding.nextStep =
            translated(QT_TRANSLATE_NOOP("matching", "Ask the buyer whether the price was agreed, or the "
                                                     "supplier for a credit note of %1."))
                .arg(money(*difference.amount));
    else
        finding.nextStep =
            translated(QT_TRANSLATE_NOOP("matching", "Ask the buyer whether the price was agreed, or the "
                                                     "supplier for a credit note."));
}

void describeQuantity(Finding &finding, const MatchOrderLine &line, Decimal expected, Decimal billed, Decimal excess)
{
    finding.expected = quantity(expected, line.unit);
    finding.actual = quantity(billed, line.unit);
    const QString over = finding.atStake
                             ? translated(QT_TRANSLATE_NOOP("matching", ", %1 over")).arg(money(*finding.atStake))
                             : QString();
    const QString more = quantity(excess, line.unit);
    if (line.needsReceipt) {
        finding.sentence = translated(QT_TRANSLATE_NOOP("matching", "Billed %1, received %2: %3 not received%4."))
                               .arg(finding.actual, finding.expected, more, over);
        finding.nextStep = translated(
            QT_TRANSLATE_NOOP("matching", "Ask goods-in for the receipt, or the supplier for a credit note."));
    } else {
        finding.sentence = translated(QT_TRANSLATE_NOOP("matching", "Billed %1, ordered %2: %3 not ordered%4."))
                               .arg(finding.actual, finding.expected, more, over);
        finding.nextStep = translated(
            QT_TRANSLATE_NOOP("matching", "Ask the buyer whether more was agreed, or the supplier for a credit note."));
    }
}

void describeMissingReceipt(Finding &finding, const MatchOrderLine &line, Decimal billed, QDate invoiceDate)
{
    finding.expected = translated(QT_TRANSLATE_NOOP("matching", "receipt of %1")).arg(quantity(billed, line.unit));
    finding.actual = translated(QT_TRANSLATE_NOOP("matching", "nothing received"));
    const QString amount = finding.atStake ? QStringLiteral(" (%1)").arg(money(*finding.atStake)) : QString();
    const QString what = quantity(billed, line.unit) + amount;
    finding.sentence = invoiceDate.isValid()
                           ? translated(QT_TRANSLATE_NOOP("matching", "Billed %1 since %2, nothing received."))
                                 .arg(what, invoiceDate.toString(Qt::ISODate))
                           : translated(QT_TRANSLATE_NOOP("matching", "Billed %1, nothing received.")).arg(what);
    finding.nextStep = translated(QT_TRANSLATE_NOOP("matching", "Ask goods-in whether the goods have come and book the "
                                                                "receipt; hold the invoice until then."));
}

void describeNotComparable(Finding &finding, const QString &ordered, const QString &other, const QString &sentence)
{
    finding.expected = ordered;
    finding.actual = other;
    finding.tolerance = translated(QT_TRANSLATE_NOOP("matching", "none: not comparable"));
    finding.sentence = sentence;
    finding.nextStep =
        translated(QT_TRANSLATE_NOOP("matching", "Compare the invoice with the order and the receipt by hand."));
}

} // namespace ledgercast::matchwords
