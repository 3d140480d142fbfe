// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/masterdata.h"
#include "app/sandbox/random.h"
#include "app/sandbox/table.h"

#include <QDate>
#include <QJsonArray>

#include <map>
#include <queue>
#include <vector>

namespace ledgercast::sandbox {

/// A business minute, counted from 1970-01-01 00:00.
using Minute = qint64;

[[nodiscard]] qint64 dateNumber(Minute minute); ///< yyyyMMdd
[[nodiscard]] qint64 timeNumber(Minute minute); ///< hhmmss

/// Plays the purchase-to-pay life of the companies as a queue of events, into the tables. The year before the start
/// and the time after it run through the same code, so that new business looks like old business.
class Business
{
public:
    /// firstDay: when it began; invalid: a year before.
    Business(Tables &tables, quint64 seed, QDate today, QDate firstDay = {});
    Business(const Business &) = delete;
    Business &operator=(const Business &) = delete;

    [[nodiscard]] Minute now() const { return m_now; }
    [[nodiscard]] QDate today() const;
    void advance(int minutes);
    /// At least one new order and one new invoice, now.
    void ensureNews();

    /// The three-way mismatches that were planted, oldest first.
    [[nodiscard]] QJsonArray planted() const;
    /// What of them still is so, as a three-way match should find it now: the goods have come meanwhile, or some of
    /// them; with the invoices that came in twice and that nobody has deleted yet.
    [[nodiscard]] QJsonArray standing() const;

private:
    enum class Kind {
        StartDay,
        CreateOrder,
        ConfirmOrder,
        Receive,
        InvoiceOrder,
        PostBatch,
        DropBatch,
        Expense,
        Approve,
        Pay,
        CloseOrder,
        SetRates,
        ChangeMasterData
    };
    struct Event
    {
        Minute minute;
        quint64 sequence;
        Kind kind;
        int subject;
        int detail;
    };
    struct Later
    {
        bool operator()(const Event &left, const Event &right) const
        {
            return left.minute != right.minute ? left.minute > right.minute : left.sequence > right.sequence;
        }
    };
    struct Line
    {
        Table::Id row;
        int item;
        qint64 ordered;
        qint64 received;
        qint64 invoiced;
        qint64 price;
    };
    struct Order
    {
        int division;
        int supplier;
        int centre;
        QByteArray number;
        Table::Id head;
        std::vector<Line> lines;
        QByteArray lastReceipt;
    };
    struct Invoice
    {
        int division;
        int supplier;
        int centre;
        Table::Id row;
        Minute due;
    };
    struct Voucher
    {
        qint64 year;
        qint64 journal;
        qint64 number;
        int lines;
    };
    /// One debit of an invoice.
    struct Cost
    {
        QByteArray account;
        QByteArray centre;
        qint64 net;
    };
    /// An invoice line that was matched with an order line.
    struct BatchLine
    {
        int line;
        int item;
        qint64 quantity;
        qint64 price;
        qint64 net;
        bool isInError;
    };
    /// An invoice in the batch layer, not posted yet.
    struct Batch
    {
        int division;
        int supplier;
        int centre;
        QByteArray number;
        qint64 year;
        std::vector<Cost> costs;
        Table::Id head;
    };
    struct Amounts
    {
        qint64 gross;
        qint64 vat;
    };
    struct Mismatch
    {
        const char *kind;
        int division;
        int index; ///< of the order
        QByteArray supplier;
        QByteArray invoice;
        qint64 year;
        QByteArray order;
        int line;
        qint64 expected;
        qint64 actual;
        int decimals;
        Minute minute;
    };
    /// A copy of an invoice in the batch layer.
    struct Twin
    {
        Table::Id head;
        int division;
        QByteArray invoice;
        Minute minute;
    };
    enum Flaw { NoFlaw, MissingReceipt };

    void runUntil(Minute end);
    void schedule(Minute minute, Kind kind, int subject = 0, int detail = 0);
    [[nodiscard]] bool isWorkday(qint64 day) const;
    [[nodiscard]] Minute workdaysLater(int days, int firstHour, int lastHour);
    void perform(const Event &event);
    void startDay();

    void createOrder();
    void addLine(Order &order, int number, qint64 &total);
    void confirmOrder(Order &order);
    void receive(int index, int part);
    void receiveLine(Order &order, Line &line, int number, qint64 quantity);
    void setOrderStatus(Order &order, const char *lowest, const char *highest, const QByteArray &user);
    void closeOrder(Order &order);

    void invoiceOrder(int index, Flaw flaw);
    [[nodiscard]] qint64 invoiceLine(Order &order, int number, const QByteArray &invoice, Flaw flaw,
                                     std::vector<BatchLine> &lines);
    void enterBatch(const Order &order, Batch batch, const std::vector<BatchLine> &lines);
    void enterBatchLine(const Order &order, qint64 batch, const BatchLine &line);
    void enterTwice(const Batch &batch);
    void dropTwin(int index);
    void postBatch(int index);
    void invoiceExpense();
    Voucher recordInvoice(const Batch &invoice, bool isOrdered);
    [[nodiscard]] static Amounts amountsOf(const Batch &invoice);
    void approve(int index);
    void pay(int index);
    Voucher openVoucher(int division);
    void postLine(int division, Voucher &voucher, const QByteArray &account, const QByteArray &centre, qint64 amount,
                  const QByteArray &currency, const QByteArray &text, int transaction);
    [[nodiscard]] QByteArray nextInvoiceNumber(int supplier);

    void setRates();
    void changeMasterData(int what);
    void changeBankAccount();
    void changeTerms();
    void changeCreditLimit();
    void changeItem();

    [[nodiscard]] int pickDivision();
    [[nodiscard]] int pickSupplier(int division);
    [[nodiscard]] int pickCentre(int division, int supplier);
    [[nodiscard]] qint64 toLocal(qint64 amount, const QByteArray &currency, int division) const;
    Draft entered(Table &table, int division, const QByteArray &user) const;
    void touch(Table &table, Table::Id id, const QByteArray &user) const;

    Tables &m_tables;
    Random m_random;
    Minute m_now = 0;
    qint64 m_startDay = 0;
    quint64 m_sequence = 0;
    std::priority_queue<Event, std::vector<Event>, Later> m_events;
    std::vector<Order> m_orders;
    std::vector<Invoice> m_invoices;
    std::vector<Batch> m_batches;
    std::vector<Mismatch> m_mismatches;
    std::vector<Twin> m_twins;
    std::vector<qint64> m_nextOrder;
    std::vector<int> m_nextInvoice;
    std::map<std::pair<int, qint64>, std::pair<qint64, qint64>> m_journals; ///< division, year: journal, voucher
    qint64 m_nextReceipt = 5000001;
    qint64 m_nextBatch = 700001;
};

} // namespace ledgercast::sandbox
