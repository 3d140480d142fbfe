// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/matchexamples.h"

#include <QRegularExpression>

namespace ledgercast::matchexamples {

Decimal number(const QString &text)
{
    const auto parsed = Decimal::parse(text);
    if (!parsed)
        qFatal("%s is no number", qPrintable(text));
    return *parsed;
}

namespace {

struct Priced
{
    Decimal quantity;
    QString unit;
    UnitPrice price;
    QString currency;
};

/// "95 PCE @ 12.50 EUR per 10 PCE -5% -2%"
Priced priced(const QString &text)
{
    static const QRegularExpression form(QStringLiteral(
        "\\A(-?[\\d.]+)(?: ([A-Z]+))? @ ([\\d.]+) ([A-Z]{3})(?: per ([\\d.]+)(?: ([A-Z]+))?)?((?: -[\\d.]+%)*)\\z"));
    const auto match = form.match(text.trimmed());
    if (!match.hasMatch())
        qFatal("%s can't be read", qPrintable(text));
    Priced priced{number(match.captured(1)), match.captured(2), {}, match.captured(4)};
    priced.price.amount = number(match.captured(3));
    if (!match.captured(5).isEmpty())
        priced.price.perQuantity = number(match.captured(5));
    priced.price.unit = match.captured(6);
    const QStringList discounts = match.captured(7).split(u' ', Qt::SkipEmptyParts);
    for (const QString &discount : discounts)
        priced.price.discountPercents.append(number(discount.mid(1).chopped(1)));
    return priced;
}

/// "price_variance 12.50 EUR per PCE -> 13.10 EUR per PCE, 54.00 EUR, 4.8 %"
QString shortForm(const Finding &finding)
{
    QStringList parts{wordOf(finding.kind) + u' ' + finding.expected + QStringLiteral(" -> ") + finding.actual};
    if (finding.atStake)
        parts << finding.atStake->amount.toString() + u' ' + finding.atStake->currency;
    if (finding.percent)
        parts << finding.percent->toString() + QStringLiteral(" %");
    return parts.join(QStringLiteral(", "));
}

} // namespace

MatchOrderLine orderLine(const QString &text)
{
    const Priced line = priced(text);
    MatchOrderLine order;
    order.key = key;
    order.orderKey = QStringLiteral("100/1100234");
    order.supplier = QStringLiteral("N1001");
    order.ordered = line.quantity;
    order.unit = line.unit;
    order.price = line.price;
    order.currency = line.currency;
    return order;
}

QList<MatchInvoiceLine> invoiceLines(const QString &text)
{
    QList<MatchInvoiceLine> lines;
    const QStringList parts = text.split(u';', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const QString name = part.section(u':', 0, 0).trimmed();
        const Priced billed = priced(part.section(u':', 1));
        MatchInvoiceLine line;
        line.line = key;
        line.invoice = name;
        line.number = name;
        line.date = today.addDays(-30);
        line.quantity = billed.quantity;
        line.unit = billed.unit;
        line.price = billed.price;
        line.currency = billed.currency;
        if (name.startsWith(u"credit of "))
            line.credits = name.mid(10);
        lines.append(line);
    }
    return lines;
}

QList<MatchReceipt> receipts(const QString &text)
{
    QList<MatchReceipt> receipts;
    const QStringList parts = text.split(u',', Qt::SkipEmptyParts);
    for (const QString &part : parts)
        receipts.append({key, number(part.trimmed().section(u' ', 0, 0)), part.trimmed().section(u' ', 1, 1)});
    return receipts;
}

ToleranceTable exact()
{
    ToleranceRule rule;
    rule.price = rule.quantity = ToleranceLimit{};
    rule.graceDays = 0;
    return ToleranceTable({rule});
}

ToleranceTable table(const QString &percent, const QString &cap)
{
    ToleranceRule rule;
    rule.price = rule.quantity = ToleranceLimit{number(percent), Decimal::parse(cap)};
    return ToleranceTable({rule});
}

QString shortForm(const QList<Finding> &findings)
{
    QStringList parts;
    for (const Finding &finding : findings)
        parts << shortForm(finding);
    return parts.join(QStringLiteral("; "));
}

} // namespace ledgercast::matchexamples
