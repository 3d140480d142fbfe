// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/format/recordlook.h"

#include <array>
#include <utility>

namespace ledgercast {

Symbol symbolOfRecord(const QString &type)
{
    // By the word inside, so that feeds and record types of other products find their icon too.
    static constexpr std::array<std::pair<QStringView, Symbol>, 9> byWord{{
        {u"exception", Symbol::Exception},
        {u"invoice", Symbol::Invoice},
        {u"order", Symbol::Order},
        {u"payment", Symbol::Payment},
        {u"posting", Symbol::Posting},
        {u"bank", Symbol::BankDetails},
        {u"account", Symbol::Account},
        {u"cost_cent", Symbol::CostCentre},
        {u"supplier", Symbol::Supplier},
    }};
    for (const auto &[word, symbol] : byWord)
        if (type.contains(word))
            return symbol;
    return Symbol::Recorded;
}

QString feedName(const QString &feed)
{
    QString name = feed;
    name.replace(u'_', u' ');
    return name.left(1).toUpper() + name.mid(1);
}

QString recordTypeOfFeed(const QString &feed)
{
    // A feed is the plural of what it reads, by the catalogue's rule for ids.
    return feed.endsWith(u's') ? feed.chopped(1) : feed;
}

} // namespace ledgercast
