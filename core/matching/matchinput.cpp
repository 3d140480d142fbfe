// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/matching/matchinput.h"

#include <QCoreApplication>

namespace ledgercast::matchinput {

namespace {

constexpr int discounts = 3;

QString text(const Fields &fields, const char *name)
{
    return fields.value(QString::fromLatin1(name));
}

/// Reads values out of one line and remembers what can't be read.
class FieldReader
{
public:
    FieldReader(const Fields &fields, const QString &path, QStringList *problems)
        : m_fields(fields), m_path(path), m_problems(problems)
    {
    }

    [[nodiscard]] QString text(const char *name) const { return matchinput::text(m_fields, name); }
    [[nodiscard]] std::optional<Decimal> number(const QString &name)
    {
        const QString value = m_fields.value(name);
        if (value.isEmpty())
            return std::nullopt;
        const auto number = Decimal::parse(value);
        if (!number)
            refuse(name, value);
        return number;
    }
    [[nodiscard]] std::optional<Decimal> number(const char *name) { return number(QString::fromLatin1(name)); }
    [[nodiscard]] Decimal required(const char *name)
    {
        if (text(name).isEmpty())
            refuse(QString::fromLatin1(name), {});
        return number(name).value_or(Decimal());
    }
    [[nodiscard]] QDate date(const QString &name)
    {
        const QString value = m_fields.value(name);
        const QDate date = QDate::fromString(value, Qt::ISODate);
        if (!value.isEmpty() && !date.isValid())
            refuse(name, value);
        return date;
    }
    [[nodiscard]] bool isSound() const { return m_isSound; }

    /// `line`: the field that has the order's line; a document's own lines may be numbered for themselves.
    [[nodiscard]] OrderLineKey key(const QString &company, const QString &order, const char *line = "line") const
    {
        const QString subLine = text("sub_line");
        return {company, order, text(line), subLine.isEmpty() ? QStringLiteral("0") : subLine};
    }
    [[nodiscard]] UnitPrice price(const char *name)
    {
        UnitPrice price;
        price.amount = required(name);
        price.perQuantity = number("price_quantity").value_or(Decimal(1, 0));
        if (price.perQuantity.isZero()) // M3's way to say nothing
            price.perQuantity = Decimal(1, 0);
        price.unit = text("price_unit");
        for (int discount = 1; discount <= discounts; ++discount) {
            if (const auto percent = number(QStringLiteral("discount_%1").arg(discount)))
                price.discountPercents.append(*percent);
        }
        return price;
    }

private:
    void refuse(const QString &name, const QString &value)
    {
        m_isSound = false;
        if (m_problems)
            *m_problems
                << m_path + name + QStringLiteral(": ") +
                       (value.isEmpty()
                            ? QCoreApplication::translate("matching", "The value is missing.")
                            : QCoreApplication::translate("matching", "“%1” can't be read.").arg(value.left(30)));
    }

    const Fields &m_fields;
    QString m_path;
    QStringList *m_problems;
    bool m_isSound = true;
};

QString linePath(qsizetype index)
{
    return QStringLiteral("lines[%1].").arg(index);
}

QString currencyOf(const Fields &line, const Document &document)
{
    const QString own = text(line, "currency");
    return own.isEmpty() && document.amount ? document.amount->currency : own;
}

/// Which order a line is of: it says so itself, or its document does.
QString orderOf(const Fields &line, const Document &document)
{
    for (const Fields *fields : {&line, &document.fields}) {
        for (const char *name : {"order", "purchase_order"}) {
            if (const QString order = text(*fields, name); !order.isEmpty())
                return order;
        }
    }
    return {};
}

bool isTrue(const Document &document, const char *name)
{
    return text(document.fields, name) == u"true";
}

} // namespace

QList<MatchOrderLine> orderLinesOf(const Document &order, QStringList *problems)
{
    QList<MatchOrderLine> lines;
    for (qsizetype index = 0; index < order.lines.size(); ++index) {
        const Fields &fields = order.lines[index];
        FieldReader reader(fields, linePath(index), problems);
        MatchOrderLine line;
        line.key = reader.key(order.company, order.number);
        line.orderKey = order.key;
        line.supplier = order.partyId;
        line.item = reader.text("description").isEmpty() ? reader.text("item") : reader.text("description");
        line.ordered = reader.required("ordered");
        line.unit = reader.text("unit");
        const auto confirmed = reader.number("confirmed_price");
        line.price = reader.price(confirmed && !confirmed->isZero() ? "confirmed_price" : "price");
        line.currency = currencyOf(fields, order);
        line.needsReceipt = reader.text("needs_receipt") != u"false";
        line.received = reader.number("received");
        line.invoiced = reader.number("invoiced");
        if (reader.isSound())
            lines.append(line);
    }
    return lines;
}

QList<MatchReceipt> receiptsOf(const Document &receipt, QStringList *problems)
{
    const bool isSingle = receipt.lines.isEmpty();
    const QList<Fields> rows = isSingle ? QList<Fields>{receipt.fields} : receipt.lines;
    QList<MatchReceipt> receipts;
    for (qsizetype index = 0; index < rows.size(); ++index) {
        FieldReader reader(rows[index], isSingle ? QString() : linePath(index), problems);
        const QString order = orderOf(rows[index], receipt);
        const char *quantity = reader.text("received").isEmpty() ? "quantity" : "received";
        const MatchReceipt part{reader.key(receipt.company, order), reader.required(quantity), reader.text("unit")};
        if (reader.isSound() && !order.isEmpty())
            receipts.append(part);
    }
    return receipts;
}

QList<MatchInvoiceLine> invoiceLinesOf(const Document &invoice, QStringList *problems)
{
    FieldReader head(invoice.fields, {}, problems);
    const QDate date = head.date(QStringLiteral("invoice_date"));
    QList<MatchInvoiceLine> lines;
    for (qsizetype index = 0; index < invoice.lines.size(); ++index) {
        const Fields &fields = invoice.lines[index];
        FieldReader reader(fields, linePath(index), problems);
        const QString order = reader.text("order");
        // Charges, VAT and account lines of an invoice in process name the order, too, but aren't counted in its units.
        const QString kind = reader.text("line_kind");
        if (order.isEmpty() || !(kind.isEmpty() || kind == u"Goods"))
            continue;
        MatchInvoiceLine line;
        line.line = reader.key(invoice.company, order, reader.text("order_line").isEmpty() ? "line" : "order_line");
        line.invoice = invoice.key;
        line.number = invoice.number;
        line.date = date;
        line.quantity = reader.required("quantity");
        line.unit = reader.text("unit");
        line.price = reader.price("price");
        line.currency = currencyOf(fields, invoice);
        line.credits = text(invoice.fields, "credited_invoice");
        if (reader.isSound())
            lines.append(line);
    }
    return lines;
}

std::optional<InvoiceHead> invoiceHeadOf(const Document &invoice)
{
    const QDate date = QDate::fromString(text(invoice.fields, "invoice_date"), Qt::ISODate);
    if (!invoice.amount || invoice.partyId.isEmpty() || !date.isValid())
        return std::nullopt;
    return InvoiceHead{invoice.key,
                       invoice.company,
                       invoice.partyId,
                       invoice.number,
                       *invoice.amount,
                       date,
                       isTrue(invoice, "credit_note")};
}

std::optional<OpenInvoice> openInvoiceOf(const Document &invoice, QStringList *problems)
{
    if (!invoice.amount)
        return std::nullopt;
    FieldReader reader(invoice.fields, {}, problems);
    OpenInvoice open;
    open.key = invoice.key;
    open.number = invoice.number;
    const auto left = reader.number("open_amount");
    const bool isPaid = invoice.status == u"paid";
    open.open = {left ? *left : isPaid ? Decimal() : invoice.amount->amount, invoice.amount->currency};
    open.due = reader.date(QStringLiteral("due_date"));
    for (int discount = 1; discount <= discounts; ++discount) {
        const QDate until = reader.date(QStringLiteral("discount_date_%1").arg(discount));
        const auto percent = reader.number(QStringLiteral("discount_percent_%1").arg(discount));
        if (until.isValid() && percent)
            open.discounts.append({until, *percent});
    }
    open.isApproved = isTrue(invoice, "approved");
    open.isPaymentStopped = isTrue(invoice, "payment_stopped");
    return reader.isSound() ? std::optional(open) : std::nullopt;
}

} // namespace ledgercast::matchinput
