// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/format/recordlook.h"

#include <array>
#include <utility>

namespace ledgercast {

Symbol symbolOfRecord(const QString &type)
{
    // By the word inside, so that feeds and record types of other products find their icon too.
    static constexpr std::array<std::pair<QStringView, Symbol>, 17> byWord{{
        {u"exception", Symbol::Exception},
        {u"invoice", Symbol::Invoice},
        {u"order", Symbol::Order},
        {u"payment", Symbol::Payment},
        {u"posting", Symbol::Posting},
        {u"voucher", Symbol::Posting},
        {u"receipt", Symbol::Check},
        {u"bank", Symbol::BankDetails},
        {u"account", Symbol::Account},
        {u"cost_cent", Symbol::CostCentre},
        {u"dimension", Symbol::CostCentre},
        {u"supplier", Symbol::Supplier},
        {u"customer", Symbol::User},
        {u"user", Symbol::Key},
        {u"division", Symbol::Tenant},
        {u"currenc", Symbol::Payment},
        {u"rate", Symbol::Payment},
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
    if (feed.endsWith(u"ies"))
        return feed.chopped(3) + u'y';
    return feed.endsWith(u's') ? feed.chopped(1) : feed;
}

} // namespace ledgercast
