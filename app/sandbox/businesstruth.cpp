// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/business.h"

#include <QJsonObject>

#include <set>

using namespace Qt::StringLiterals;

// What somebody who compares documents should find: known here because it was planted here.
namespace ledgercast::sandbox {

namespace {

QString isoDate(Minute minute)
{
    return QDate(1970, 1, 1).addDays(minute / (24 * 60)).toString(Qt::ISODate);
}

} // namespace

QJsonArray Business::planted() const
{
    QJsonArray list;
    for (const Mismatch &mismatch : m_mismatches) {
        const Division &division = masterdata::divisions()[static_cast<std::size_t>(mismatch.division)];
        list.append(
            QJsonObject{{u"kind"_s, QLatin1StringView(mismatch.kind)},
                        {u"company"_s, division.company},
                        {u"division"_s, QString::fromUtf8(division.code)},
                        {u"supplier"_s, QString::fromUtf8(mismatch.supplier)},
                        {u"invoice"_s, QString::fromUtf8(mismatch.invoice)},
                        {u"year"_s, mismatch.year},
                        {u"order"_s, QString::fromUtf8(mismatch.order)},
                        {u"line"_s, mismatch.line},
                        {u"expected"_s, QString::fromLatin1(formatScaled(mismatch.expected, mismatch.decimals))},
                        {u"actual"_s, QString::fromLatin1(formatScaled(mismatch.actual, mismatch.decimals))},
                        {u"date"_s, isoDate(mismatch.minute)}});
    }
    return list;
}

QJsonArray Business::standing() const
{
    QJsonArray list;
    std::set<std::pair<int, int>> counted; ///< order and line whose quantities were looked at
    for (const Mismatch &mismatch : m_mismatches) {
        const Order &order = m_orders[static_cast<std::size_t>(mismatch.index)];
        const Line &line = order.lines[static_cast<std::size_t>(mismatch.line / 10 - 1)];
        const QByteArrayView kind(mismatch.kind);
        QString found = u"price_variance"_s; // what was billed stays billed
        if (kind != "price") {
            // A receipt that comes late makes a missing one a short one, or settles it.
            const bool isWithin = (line.invoiced - line.received) * 100 <= line.received;
            if (line.invoiced <= line.received || isWithin || !counted.insert({mismatch.index, mismatch.line}).second)
                continue;
            found = line.received == 0 ? u"missing_receipt"_s : u"quantity_mismatch"_s;
        }
        const Division &division = masterdata::divisions()[static_cast<std::size_t>(mismatch.division)];
        list.append(QJsonObject{{u"kind"_s, found},
                                {u"company"_s, division.company},
                                {u"order"_s, QString::fromUtf8(mismatch.order)},
                                {u"line"_s, mismatch.line},
                                {u"invoice"_s, QString::fromUtf8(mismatch.invoice)},
                                {u"date"_s, isoDate(mismatch.minute)}});
    }
    for (const Twin &twin : m_twins) {
        if (twin.minute < 0)
            continue;
        const Division &division = masterdata::divisions()[static_cast<std::size_t>(twin.division)];
        list.append(QJsonObject{{u"kind"_s, u"likely_duplicate"_s},
                                {u"company"_s, division.company},
                                {u"invoice"_s, QString::fromUtf8(twin.invoice)},
                                {u"date"_s, isoDate(twin.minute)}});
    }
    return list;
}

} // namespace ledgercast::sandbox
