// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/matching/threewaymatch.h"

#include "core/base/decimalmath.h"
#include "core/matching/matchwords.h"

#include <QCoreApplication>
#include <QHash>
#include <QMap>

#include <algorithm>

namespace ledgercast {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("matching", text);
}

const QString &orElse(const QString &text, const QString &fallback)
{
    return text.isEmpty() ? fallback : text;
}

/// What belongs to one order line.
struct Parts
{
    QList<MatchReceipt> receipts;
    QList<MatchInvoiceLine> invoiceLines;
};

class LineMatcher
{
public:
    LineMatcher(const MatchOrderLine &line, const Parts &parts, const ToleranceTable &tolerances, QDate today,
                MatchResult &result)
        : m_line(line)
        , m_parts(parts)
        , m_tolerances(tolerances)
        , m_today(today)
        , m_result(result)
        , m_scope{line.key.company, line.supplier, line.currency}
    {
    }

    void match()
    {
        QMap<QString, int> seen;
        for (const MatchInvoiceLine &invoice : m_parts.invoiceLines) {
            const int number = ++seen[invoice.invoice];
            const QString place = number == 1 ? invoice.invoice : invoice.invoice + u'#' + QString::number(number);
            comparePrice(invoice, place);
        }
        compareQuantity();
    }

private:
    [[nodiscard]] Finding finding(FindingKind kind, const QString &place = {}) const
    {
        Finding finding;
        finding.kind = kind;
        finding.id = QStringList{wordOf(kind), m_line.key.toString(), place}.join(u'|');
        finding.subject = m_line.orderKey;
        finding.reference = matchwords::reference(m_line);
        finding.rule = wordOf(kind);
        return finding;
    }
    void refuseToCompare(const QString &place, const QString &ordered, const QString &other, const QString &sentence)
    {
        Finding refused = finding(FindingKind::NotComparable, place);
        matchwords::describeNotComparable(refused, ordered, other, sentence);
        m_result.findings.append(refused);
    }
    void refuseTheNumbers(const QString &place)
    {
        refuseToCompare(place, {}, {},
                        translated(QT_TRANSLATE_NOOP(
                            "matching", "The numbers can't be compared: they are too long, or a price is for no "
                                        "units.")));
    }

    /// What is left of an invoice on this line once its credit notes are taken off.
    [[nodiscard]] std::optional<Decimal> leftOf(const MatchInvoiceLine &invoice) const
    {
        std::optional<Decimal> left = Decimal();
        for (const MatchInvoiceLine &other : m_parts.invoiceLines) {
            if (left && (other.invoice == invoice.invoice || other.credits == invoice.invoice))
                left = sumOf(*left, other.quantity);
        }
        return left;
    }

    [[nodiscard]] bool isPriceComparable(const MatchInvoiceLine &invoice, const QString &place)
    {
        if (invoice.currency != m_line.currency) {
            refuseToCompare(QStringLiteral("price|") + place, m_line.currency, invoice.currency,
                            translated(QT_TRANSLATE_NOOP("matching", "Invoice %1 is in %2, the order in %3: the prices "
                                                                     "can't be compared."))
                                .arg(invoice.number, invoice.currency, m_line.currency));
            return false;
        }
        const QString &ordered = orElse(m_line.price.unit, m_line.unit);
        const QString &billed = orElse(orElse(invoice.price.unit, invoice.unit), ordered);
        if (billed != ordered)
            refuseToCompare(
                QStringLiteral("price|") + place, ordered, billed,
                translated(QT_TRANSLATE_NOOP("matching", "Invoice %1 is priced per %2, the order per %3: the "
                                                         "prices can't be compared."))
                    .arg(invoice.number, billed, ordered));
        return billed == ordered;
    }

    void comparePrice(const MatchInvoiceLine &invoice, const QString &place)
    {
        const auto left = leftOf(invoice);
        if (!left)
            return refuseTheNumbers(QStringLiteral("price|") + place);
        const Decimal billed = std::min(invoice.quantity, *left);
        if (billed <= Decimal() || !isPriceComparable(invoice, place))
            return;
        const auto expected = m_line.price.net();
        const auto actual = invoice.price.net();
        if (!expected || !actual)
            return refuseTheNumbers(QStringLiteral("price|") + place);
        const QString &unit = orElse(invoice.unit, m_line.unit);
        std::optional<Money> amount;
        if (const auto difference = sumOf(*actual, expected->negated());
            difference && orElse(m_line.price.unit, m_line.unit) == unit)
            amount = moneyFor(billed, *difference);
        const Tolerance tolerance = m_tolerances.price(m_scope);
        const auto deviation =
            measure(*expected, *actual, tolerance.limit, amount ? std::optional(amount->amount) : std::nullopt);
        if (!deviation)
            return refuseTheNumbers(QStringLiteral("price|") + place);
        if (deviation->isWithin)
            return;
        Finding variance = finding(FindingKind::PriceVariance, place);
        variance.rule += u'/' + tolerance.rule;
        variance.tolerance = matchwords::tolerance(tolerance.limit, m_line.currency, amount.has_value());
        matchwords::describePrice(variance, m_line, invoice,
                                  {*expected, *actual, deviation->difference, deviation->percent, amount,
                                   matchwords::quantity(billed, unit)});
        m_result.findings.append(variance);
    }

    /// In the order's currency, rounded as its amounts are; none where the product doesn't fit.
    [[nodiscard]] std::optional<Money> moneyFor(Decimal quantity, Decimal unitPrice) const
    {
        const auto amount = productOf(quantity, unitPrice);
        if (!amount)
            return std::nullopt;
        return Money{amount->rounded(currencyDecimals(m_line.currency)), m_line.currency};
    }
    [[nodiscard]] std::optional<Money> orderedPriceOf(Decimal quantity) const
    {
        const auto net = m_line.price.net();
        return net && orElse(m_line.price.unit, m_line.unit) == m_line.unit ? moneyFor(quantity, *net) : std::nullopt;
    }

    /// The first unit of a receipt or invoice line that isn't the order's.
    [[nodiscard]] bool areQuantitiesComparable()
    {
        const auto refuse = [this](const QString &what, const QString &unit) {
            refuseToCompare(QStringLiteral("quantity"), m_line.unit, unit,
                            what.arg(unit, m_line.unit) + u' ' +
                                translated(QT_TRANSLATE_NOOP("matching", "The quantities can't be compared.")));
            return false;
        };
        for (const MatchReceipt &receipt : m_parts.receipts) {
            if (orElse(receipt.unit, m_line.unit) != m_line.unit)
                return refuse(translated(QT_TRANSLATE_NOOP("matching", "Received in %1, ordered in %2.")),
                              receipt.unit);
        }
        for (const MatchInvoiceLine &invoice : m_parts.invoiceLines) {
            if (orElse(invoice.unit, m_line.unit) != m_line.unit)
                return refuse(translated(QT_TRANSLATE_NOOP("matching", "Billed in %1, ordered in %2.")), invoice.unit);
        }
        return true;
    }

    template<typename Part>
    [[nodiscard]] static std::optional<Decimal> total(const QList<Part> &parts, std::optional<Decimal> counted)
    {
        std::optional<Decimal> sum = Decimal();
        for (const Part &part : parts)
            sum = sum ? sumOf(*sum, part.quantity) : sum;
        return sum && counted ? std::max(*sum, *counted) : sum;
    }

    void compareQuantity()
    {
        if (!areQuantitiesComparable())
            return;
        const auto billed = total(m_parts.invoiceLines, m_line.invoiced);
        const auto received = total(m_parts.receipts, m_line.received);
        if (!billed || !received)
            return refuseTheNumbers(QStringLiteral("quantity"));
        if (*billed <= Decimal())
            return;
        if (m_line.needsReceipt && *received <= Decimal())
            return missReceipt(*billed);
        const Decimal expected = m_line.needsReceipt ? *received : m_line.ordered;
        const auto excess = sumOf(*billed, expected.negated());
        if (!excess)
            return refuseTheNumbers(QStringLiteral("quantity"));
        if (*excess <= Decimal())
            return;
        Finding mismatch = finding(FindingKind::QuantityMismatch);
        mismatch.atStake = orderedPriceOf(*excess);
        const Tolerance tolerance = m_tolerances.quantity(m_scope);
        const auto deviation = measure(expected, *billed, tolerance.limit,
                                       mismatch.atStake ? std::optional(mismatch.atStake->amount) : std::nullopt);
        if (!deviation)
            return refuseTheNumbers(QStringLiteral("quantity"));
        if (deviation->isWithin)
            return;
        mismatch.percent = deviation->percent;
        mismatch.rule += u'/' + tolerance.rule;
        mismatch.tolerance = matchwords::tolerance(tolerance.limit, m_line.currency, mismatch.atStake.has_value());
        matchwords::describeQuantity(mismatch, m_line, expected, *billed, *excess);
        m_result.findings.append(mismatch);
    }

    void missReceipt(Decimal billed)
    {
        QDate first;
        for (const MatchInvoiceLine &invoice : m_parts.invoiceLines) {
            if (invoice.quantity > Decimal() && invoice.date.isValid() && (!first.isValid() || invoice.date < first))
                first = invoice.date;
        }
        const Grace grace = m_tolerances.grace(m_scope);
        Finding missing = finding(FindingKind::MissingReceipt);
        if (first.isValid() && m_today <= first.addDays(grace.days)) {
            m_result.awaited.append({missing.id, first.addDays(grace.days + 1)});
            return;
        }
        missing.rule += u'/' + grace.rule;
        missing.tolerance =
            translated(QT_TRANSLATE_NOOP("matching", "days from the invoice to the receipt: %1")).arg(grace.days);
        missing.atStake = orderedPriceOf(billed);
        matchwords::describeMissingReceipt(missing, m_line, billed, first);
        m_result.findings.append(missing);
    }

    const MatchOrderLine &m_line;
    const Parts &m_parts;
    const ToleranceTable &m_tolerances;
    QDate m_today;
    MatchResult &m_result;
    ToleranceTable::Scope m_scope;
};

} // namespace

std::optional<Decimal> UnitPrice::net() const
{
    std::optional<Decimal> net = amount;
    for (const Decimal discount : discountPercents) {
        const auto left = sumOf(Decimal(100, 0), discount.negated());
        net = net && left ? productOf(*net, Decimal(left->unscaled(), left->scale() + 2)) : std::nullopt;
    }
    return net ? quotientOf(*net, perQuantity) : net;
}

MatchResult matchThreeWay(const MatchInput &input, const ToleranceTable &tolerances, QDate today)
{
    QHash<QString, Parts> parts;
    for (const MatchReceipt &receipt : input.receipts)
        parts[receipt.line.toString()].receipts.append(receipt);
    for (const MatchInvoiceLine &invoice : input.invoiceLines)
        parts[invoice.line.toString()].invoiceLines.append(invoice);
    MatchResult result;
    for (const MatchOrderLine &line : input.orderLines) {
        const Parts own = parts.take(line.key.toString());
        LineMatcher(line, own, tolerances, today, result).match();
    }
    result.unknownOrderLines = parts.keys();
    result.unknownOrderLines.sort();
    return result;
}

} // namespace ledgercast
