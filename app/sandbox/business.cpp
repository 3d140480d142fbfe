// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/business.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ledgercast::sandbox {

namespace {

constexpr Minute minutesPerDay = 24 * 60;
constexpr int startHour = 13;

QDate dateOf(Minute minute)
{
    return QDate(1970, 1, 1).addDays(minute / minutesPerDay);
}

} // namespace

qint64 dateNumber(Minute minute)
{
    const QDate date = dateOf(minute);
    return date.year() * 10000 + date.month() * 100 + date.day();
}

qint64 timeNumber(Minute minute)
{
    // Seconds are made up, but always the same for a minute.
    const Minute inDay = minute % minutesPerDay;
    return inDay / 60 * 10000 + inDay % 60 * 100 + minute * 37 % 60;
}

Business::Business(Tables &tables, quint64 seed, QDate today, QDate firstDay)
    : m_tables(tables)
    , m_random(seed)
    , m_startDay(QDate(1970, 1, 1).daysTo(today))
    , m_nextInvoice(masterdata::suppliers().size(), 1042)
{
    if (!firstDay.isValid())
        firstDay = today.addYears(-1);
    masterdata::load(m_tables, firstDay);
    for (const Division &division : masterdata::divisions())
        m_nextOrder.push_back(division.firstOrder);
    m_now = QDate(1970, 1, 1).daysTo(firstDay) * minutesPerDay;
    schedule(m_now, Kind::StartDay);
    runUntil(m_startDay * minutesPerDay + startHour * 60);
}

QDate Business::today() const
{
    return dateOf(m_now);
}

void Business::advance(int minutes)
{
    runUntil(m_now + minutes);
}

void Business::ensureNews()
{
    createOrder();
    invoiceExpense();
}

void Business::runUntil(Minute end)
{
    while (!m_events.empty() && m_events.top().minute <= end) {
        const Event event = m_events.top();
        m_events.pop();
        m_now = event.minute;
        perform(event);
    }
    m_now = end;
}

void Business::schedule(Minute minute, Kind kind, int subject, int detail)
{
    m_events.push({qMax(minute, m_now), m_sequence++, kind, subject, detail});
}

bool Business::isWorkday(qint64 day) const
{
    // The day the sandbox starts is always a working day, or a demonstration on a Sunday would show nothing.
    return day == m_startDay || QDate(1970, 1, 1).addDays(day).dayOfWeek() < 6;
}

Minute Business::workdaysLater(int days, int firstHour, int lastHour)
{
    qint64 day = m_now / minutesPerDay;
    while (days > 0 || !isWorkday(day)) {
        ++day;
        if (isWorkday(day))
            --days;
    }
    return day * minutesPerDay + m_random.between(firstHour * 60, lastHour * 60);
}

void Business::perform(const Event &event)
{
    const auto index = static_cast<std::size_t>(event.subject);
    switch (event.kind) {
    case Kind::StartDay:
        return startDay();
    case Kind::CreateOrder:
        return createOrder();
    case Kind::ConfirmOrder:
        return confirmOrder(m_orders[index]);
    case Kind::Receive:
        return receive(event.subject, event.detail);
    case Kind::InvoiceOrder:
        return invoiceOrder(event.subject, static_cast<Flaw>(event.detail));
    case Kind::PostBatch:
        return postBatch(event.subject);
    case Kind::DropBatch:
        return dropTwin(event.subject);
    case Kind::Expense:
        return invoiceExpense();
    case Kind::Approve:
        return approve(event.subject);
    case Kind::Pay:
        return pay(event.subject);
    case Kind::CloseOrder:
        return closeOrder(m_orders[index]);
    case Kind::SetRates:
        return setRates();
    case Kind::ChangeMasterData:
        return changeMasterData(event.subject);
    }
}

void Business::startDay()
{
    const qint64 day = m_now / minutesPerDay;
    const Minute midnight = day * minutesPerDay;
    schedule(midnight + minutesPerDay, Kind::StartDay);
    const bool isQuiet = !isWorkday(day);
    const int orders = isQuiet ? m_random.between(0, 1) : m_random.between(17, 23);
    const int expenses = isQuiet ? 0 : m_random.between(8, 13);
    for (int count = 0; count < orders; ++count)
        schedule(midnight + m_random.between(7 * 60, 17 * 60), Kind::CreateOrder);
    if (!isQuiet) {
        schedule(midnight + 6 * 60, Kind::SetRates);
        // One of each kind on the day that people watch, so that they see one.
        for (int what = 0; what < 4; ++what) {
            const Minute minute = midnight + m_random.between(8 * 60, 12 * 60);
            if (day == m_startDay || m_random.chance(15))
                schedule(minute, Kind::ChangeMasterData, what);
        }
    }
    // Invoices are scanned in the morning, most of them.
    for (int count = 0; count < expenses; ++count) {
        const bool isMorning = m_random.chance(80);
        schedule(midnight + m_random.between(isMorning ? 7 * 60 : 11 * 60, isMorning ? 11 * 60 : 17 * 60),
                 Kind::Expense);
    }
}

int Business::pickDivision()
{
    int share = m_random.between(0, 99);
    int division = 0;
    for (const Division &entry : masterdata::divisions()) {
        if (share < entry.share)
            return division;
        share -= entry.share;
        ++division;
    }
    return 0;
}

int Business::pickSupplier(int division)
{
    const auto &suppliers = masterdata::suppliers();
    for (;;) {
        const int index = m_random.between(0, static_cast<int>(suppliers.size()) - 1);
        const std::vector<int> &served = suppliers[static_cast<std::size_t>(index)].divisions;
        if (std::find(served.begin(), served.end(), division) != served.end())
            return index;
    }
}

int Business::pickCentre(int division, int supplier)
{
    const auto &centres = masterdata::costCentres();
    int index = masterdata::suppliers()[static_cast<std::size_t>(supplier)].centre;
    const auto isOpen = [&](int centre) {
        const std::vector<int> &open = centres[static_cast<std::size_t>(centre)].divisions;
        return std::find(open.begin(), open.end(), division) != open.end();
    };
    if (m_random.chance(20) || !isOpen(index)) {
        do
            index = m_random.between(0, static_cast<int>(centres.size()) - 1);
        while (!isOpen(index));
    }
    return index;
}

qint64 Business::toLocal(qint64 amount, const QByteArray &currency, int division) const
{
    const QByteArray &local = masterdata::divisions()[static_cast<std::size_t>(division)].currency;
    if (local == currency)
        return amount;
    const double factor =
        static_cast<double>(masterdata::rateToEuro(local)) / static_cast<double>(masterdata::rateToEuro(currency));
    const qint64 unit = local == "JPY" ? 100 : 1;
    return qRound64(static_cast<double>(amount) * factor / static_cast<double>(unit)) * unit;
}

Draft Business::entered(Table &table, int division, const QByteArray &user) const
{
    Draft draft(table);
    const qint64 date = dateNumber(m_now);
    draft.number("CONO", masterdata::divisions()[static_cast<std::size_t>(division)].company);
    draft.number("RGDT", date).number("RGTM", timeNumber(m_now)).number("LMDT", date).number("CHNO", 1);
    return draft.text("CHID", user).number("LMTS", m_now * 60000 + m_now * 7919 % 60000);
}

void Business::touch(Table &table, Table::Id id, const QByteArray &user) const
{
    Row &row = table.edit(id);
    const auto cell = [&](Field field) -> Cell & { return row[static_cast<std::size_t>(table.indexOf(field))]; };
    cell("LMDT") = dateNumber(m_now);
    cell("CHNO") = cell("CHNO") % 999 + 1;
    cell("CHID") = table.pool().add(user);
    cell("LMTS") = m_now * 60000 + m_now * 7919 % 60000;
}

} // namespace ledgercast::sandbox
