// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/matching/matchtopics.h"

#include "core/domain/document.h"
#include "core/domain/recordtype.h"
#include "core/matching/matchinput.h"
#include "core/matching/threewaymatch.h"

#include <algorithm>

namespace ledgercast::matchtopics {

namespace {

QString orderTopic(const QString &company, const QString &order)
{
    return QStringList{QStringLiteral("order"), company, order}.join(u'|');
}

void add(QStringList &topics, const QString &company, const QString &order)
{
    if (order.isEmpty())
        return;
    if (const QString topic = orderTopic(company, order); !topics.contains(topic))
        topics << topic;
}

bool isDeleted(const Document &document)
{
    return document.status == u"deleted";
}

/// An order counts what was billed before we have read the bill. Without its date nobody can say how long the receipt
/// has been missing, so that such a count alone is no finding: the bill comes with its own feed.
void forgetUndatedCounts(MatchInput &input)
{
    for (MatchOrderLine &line : input.orderLines) {
        const bool isDated = std::any_of(input.invoiceLines.begin(), input.invoiceLines.end(), [&](const auto &billed) {
            return billed.line == line.key && billed.date.isValid();
        });
        const bool isReceived = line.received.value_or(Decimal()) > Decimal() ||
                                std::any_of(input.receipts.begin(), input.receipts.end(),
                                            [&](const MatchReceipt &receipt) { return receipt.line == line.key; });
        if (!isDated && !isReceived)
            line.invoiced.reset();
    }
}

Outcome compareOrder(const QString &topic, const QList<Document> &documents, const MatchRules &rules, QDate today)
{
    MatchInput input;
    for (const Document &document : documents) {
        if (isDeleted(document))
            continue;
        if (document.type == recordtype::purchaseOrder)
            input.orderLines += matchinput::orderLinesOf(document);
        else if (document.type == recordtype::goodsReceipt)
            input.receipts += matchinput::receiptsOf(document);
        else
            input.invoiceLines += matchinput::invoiceLinesOf(document);
    }
    // An invoice may bill other orders, too: those are topics of their own.
    const auto isOther = [&](const OrderLineKey &line) { return orderTopic(line.company, line.order) != topic; };
    input.invoiceLines.removeIf([&](const MatchInvoiceLine &line) { return isOther(line.line); });
    input.receipts.removeIf([&](const MatchReceipt &receipt) { return isOther(receipt.line); });
    forgetUndatedCounts(input);
    const MatchResult result = matchThreeWay(input, rules.tolerances, today);
    Outcome outcome;
    outcome.findings = result.findings;
    for (Finding &finding : outcome.findings)
        finding.subjectType = recordtype::purchaseOrder.toString();
    for (const AwaitedReceipt &awaited : result.awaited) {
        if (!outcome.next.isValid() || awaited.findingFrom < outcome.next)
            outcome.next = awaited.findingFrom;
    }
    return outcome;
}

/// Posted invoices among themselves, and those in process: a posted one stands in both lists and is no duplicate.
QString billTopic(const Document &invoice)
{
    const auto head = matchinput::invoiceHeadOf(invoice);
    if (!head || head->amount.amount.isZero())
        return {};
    return QStringList{QStringLiteral("bill"),   invoice.type,          head->company,
                       head->supplier.toUpper(), head->amount.currency, head->amount.amount.abs().toString()}
        .join(u'|');
}

Outcome compareBills(const QList<Document> &documents, const MatchRules &rules)
{
    Outcome outcome;
    QList<InvoiceHead> heads;
    for (const Document &document : documents) {
        if (const auto head = matchinput::invoiceHeadOf(document); head && !isDeleted(document))
            heads << *head;
    }
    outcome.findings = likelyDuplicates(heads, rules.duplicates);
    for (Finding &finding : outcome.findings)
        finding.subjectType = documents.first().type;
    return outcome;
}

/// What there is to pay, and a day to pay it on.
std::optional<OpenInvoice> watchedInvoiceOf(const Document &document)
{
    if (document.type != recordtype::supplierInvoice || isDeleted(document))
        return std::nullopt;
    auto invoice = matchinput::openInvoiceOf(document);
    const bool isWatched =
        invoice && invoice->open.amount > Decimal() && (invoice->due.isValid() || !invoice->discounts.isEmpty());
    return isWatched ? invoice : std::nullopt;
}

Outcome compareDates(const QList<Document> &documents, const MatchRules &rules, QDate today)
{
    const auto invoice = watchedInvoiceOf(documents.first());
    if (!invoice)
        return {};
    const DateFindings found = approachingDates(*invoice, rules.calendar, rules.reminders, today);
    Outcome outcome{found.findings, found.next, {found.passed.begin(), found.passed.end()}};
    for (Finding &finding : outcome.findings)
        finding.subjectType = documents.first().type;
    return outcome;
}

void leaveOutIgnored(Outcome &outcome, const MatchRules &rules)
{
    const auto isIgnored = [&](const Finding &finding) { return rules.ignored.contains(finding.kind); };
    for (const Finding &finding : std::as_const(outcome.findings)) {
        if (isIgnored(finding))
            outcome.endsQuietly.insert(finding.id);
    }
    outcome.findings.removeIf(isIgnored);
}

Outcome compareAll(const QString &topic, const QList<Document> &documents, const MatchRules &rules, QDate today)
{
    if (topic.startsWith(u"bill|"))
        return compareBills(documents, rules);
    if (topic.startsWith(u"dates|"))
        return compareDates(documents, rules, today);
    return compareOrder(topic, documents, rules, today);
}

} // namespace

QStringList topicsOf(const Document &document)
{
    QStringList topics;
    if (document.type == recordtype::purchaseOrder)
        add(topics, document.company, document.number);
    else if (document.type == recordtype::goodsReceipt)
        for (const MatchReceipt &receipt : matchinput::receiptsOf(document))
            add(topics, document.company, receipt.line.order);
    else if (document.type == recordtype::pendingInvoice || document.type == recordtype::supplierInvoice)
        for (const MatchInvoiceLine &line : matchinput::invoiceLinesOf(document))
            add(topics, document.company, line.line.order);
    if (document.type == recordtype::supplierInvoice || document.type == recordtype::pendingInvoice) {
        if (const QString bill = billTopic(document); !bill.isEmpty())
            topics << bill;
    }
    if (watchedInvoiceOf(document))
        topics << QStringList{QStringLiteral("dates"), document.company, document.key}.join(u'|');
    return topics;
}

Outcome compare(const QString &topic, const QList<Document> &documents, const MatchRules &rules, QDate today)
{
    // In one order whatever order they came in: what is found first names the others' places.
    QList<Document> sorted = documents;
    std::sort(sorted.begin(), sorted.end(), [](const Document &left, const Document &right) {
        return std::tie(left.type, left.key) < std::tie(right.type, right.key);
    });
    if (sorted.isEmpty())
        return {};
    Outcome outcome = compareAll(topic, sorted, rules, today);
    leaveOutIgnored(outcome, rules);
    return outcome;
}

} // namespace ledgercast::matchtopics
