// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/referencelist.h"

#include "core/domain/recordtype.h"

#include <QCoreApplication>

#include <algorithm>

namespace ledgercast {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ReferenceList)
};

QStringList words(const char *list)
{
    return QString::fromLatin1(list).split(u' ');
}

/// The other names under which a column's value is in a record, and the guard's words.
QStringList namesOf(const QString &column, bool isParty)
{
    QStringList names{column};
    if (isParty && column == u"name")
        names += words("supplier_name party party_name");
    if (isParty && column == u"number")
        names += words("supplier party party_id");
    if (isParty && (column == u"vat_number" || column == u"organisation_number"))
        names << QStringLiteral("party");
    return names;
}

} // namespace

const QList<ReferenceList> &referenceLists()
{
    static const QList<ReferenceList> lists{
        {QStringLiteral("suppliers"), recordtype::supplier.toString(),
         words("tenant company division number name status country vat_number organisation_number currency "
               "payment_terms payment_method supplier_group responsible")},
        {QStringLiteral("accounts"), recordtype::account.toString(),
         words("tenant company division number name status account_group valid_from valid_to responsible")},
        {QStringLiteral("cost_centres"), recordtype::costCentre.toString(),
         words("tenant company division number name status valid_from valid_to responsible")}};
    return lists;
}

QStringList referenceListNames()
{
    QStringList names;
    for (const ReferenceList &list : referenceLists())
        names << list.name;
    return names;
}

const ReferenceList *findReferenceList(const QString &name)
{
    const auto &lists = referenceLists();
    const auto found =
        std::find_if(lists.begin(), lists.end(), [&](const ReferenceList &list) { return list.name == name; });
    return found == lists.end() ? nullptr : &*found;
}

QString referenceTitle(const QString &name)
{
    if (name == u"suppliers")
        return Words::tr("Suppliers");
    return name == u"accounts" ? Words::tr("GL accounts") : Words::tr("Cost centres");
}

QStringList readableColumns(const ReferenceList &list, const QStringList &maskedFields)
{
    const bool isParty = list.recordType == recordtype::supplier;
    QStringList columns = list.columns;
    columns.removeIf([&](const QString &column) {
        const QStringList names = namesOf(column, isParty);
        return std::any_of(names.begin(), names.end(),
                           [&](const QString &name) { return maskedFields.contains(name); });
    });
    return columns;
}

bool isTelling(const QStringList &columns)
{
    return columns.contains(u"number") || columns.contains(u"name");
}

} // namespace ledgercast
