// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/costcentremapping.h"

#include "core/base/decimalmath.h"
#include "core/base/words.h"

#include <QCoreApplication>
#include <QMap>

namespace ledgercast {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("routing", text);
}

constexpr Words<MappingTable, 5> tableWords{{{
    {MappingTable::Warehouse, u"warehouse"},
    {MappingTable::Facility, u"facility"},
    {MappingTable::Buyer, u"buyer"},
    {MappingTable::ItemGroup, u"item_group"},
    {MappingTable::Supplier, u"supplier"},
}}};

QString displayName(MappingTable table)
{
    switch (table) {
    case MappingTable::Warehouse:
        return translated(QT_TRANSLATE_NOOP("routing", "warehouse"));
    case MappingTable::Facility:
        return translated(QT_TRANSLATE_NOOP("routing", "facility"));
    case MappingTable::Buyer:
        return translated(QT_TRANSLATE_NOOP("routing", "buyer"));
    case MappingTable::ItemGroup:
        return translated(QT_TRANSLATE_NOOP("routing", "item group"));
    case MappingTable::Supplier:
        return translated(QT_TRANSLATE_NOOP("routing", "supplier"));
    }
    Q_UNREACHABLE();
}

QString place(const QString &company, const QString &division, MappingTable table, const QString &value)
{
    return QStringList{company, division, wordOf(table), value.toUpper()}.join(u'\x1f');
}

QString valueOf(const Document &document, const Fields &line, MappingTable table)
{
    const QString field = wordOf(table);
    if (const QString own = line.value(field); !own.isEmpty())
        return own;
    const QString value = document.fields.value(field);
    return value.isEmpty() && table == MappingTable::Supplier ? document.partyId : value;
}

/// Adds up the shares of a cost centre. An amount that can't be added (another currency) leaves it without one, for a
/// part of the sum would look like all of it.
class ShareSum
{
public:
    void add(const CostCentreShare &share)
    {
        if (share.code.isEmpty())
            return;
        const auto known = m_shares.find(share.code);
        if (known == m_shares.end()) {
            m_shares.insert(share.code, share);
            return;
        }
        const bool canAdd = known->amount && share.amount && known->amount->currency == share.amount->currency;
        const auto sum = canAdd ? sumOf(known->amount->amount, share.amount->amount) : std::nullopt;
        known->amount = sum ? std::optional(Money{*sum, share.amount->currency}) : std::nullopt;
    }
    [[nodiscard]] QList<CostCentreShare> shares() const { return m_shares.values(); }

private:
    QMap<QString, CostCentreShare> m_shares;
};

std::optional<Money> amountOf(const Fields &line, const Document &document)
{
    const auto amount = Decimal::parse(line.value(QStringLiteral("amount")));
    if (!amount || !document.amount)
        return std::nullopt;
    const QString own = line.value(QStringLiteral("currency"));
    return Money{*amount, own.isEmpty() ? document.amount->currency : own};
}

CostCentreResolution mapped(const Document &document, const CostCentreMapping &mapping)
{
    ShareSum sum;
    QStringList reasons;
    const auto add = [&](const std::optional<CostCentreMapping::Hit> &hit, const std::optional<Money> &amount) {
        if (!hit)
            return;
        sum.add({hit->costCentre, amount, QStringLiteral("mapping_") + wordOf(hit->table)});
        const QString reason = translated(QT_TRANSLATE_NOOP("routing", "Cost centre %1: %2 %3 in the mapping tables."))
                                   .arg(hit->costCentre, displayName(hit->table), hit->value);
        if (!reasons.contains(reason))
            reasons << reason;
    };
    for (const Fields &line : document.lines)
        add(mapping.find(document, line), amountOf(line, document));
    if (document.lines.isEmpty())
        add(mapping.find(document), document.amount);
    return {sum.shares(), reasons.join(u' ')};
}

} // namespace

QString wordOf(MappingTable table)
{
    return tableWords.word(table);
}

std::optional<MappingTable> mappingTableOf(QStringView word)
{
    return tableWords.value(word);
}

CostCentreMapping::CostCentreMapping(const QList<MappingRow> &rows)
{
    for (const MappingRow &row : rows) {
        const QString key = place(row.company, row.division, row.table, row.value);
        if (!m_costCentres.contains(key))
            m_costCentres.insert(key, row.costCentre);
    }
}

std::optional<CostCentreMapping::Hit> CostCentreMapping::find(const Document &document, const Fields &line) const
{
    using Scope = std::pair<QString, QString>;
    const std::array<Scope, 3> scopes{Scope{document.company, document.division}, Scope{document.company, {}}, Scope{}};
    for (const MappingTable table : mappingTables) {
        const QString value = valueOf(document, line, table);
        for (const auto &[company, division] : scopes) {
            const auto found = m_costCentres.constFind(place(company, division, table, value));
            if (!value.isEmpty() && found != m_costCentres.constEnd())
                return Hit{*found, table, value};
        }
    }
    return std::nullopt;
}

CostCentreResolution resolveCostCentres(const Document &document, const QList<QList<CostCentreShare>> &found,
                                        const CostCentreMapping &mapping)
{
    for (const QList<CostCentreShare> &link : found) {
        ShareSum sum;
        for (const CostCentreShare &share : link)
            sum.add(share);
        if (const QList<CostCentreShare> shares = sum.shares(); !shares.isEmpty())
            return {shares, translated(QT_TRANSLATE_NOOP("routing", "The document says it itself (%1)."))
                                .arg(shares.first().provenance)};
    }
    CostCentreResolution resolution = mapped(document, mapping);
    if (resolution.shares.isEmpty())
        resolution.explanation = translated(
            QT_TRANSLATE_NOOP("routing", "Unknown: the document names no cost centre, and no mapping table knows its "
                                         "warehouse, facility, buyer, item group or supplier."));
    return resolution;
}

} // namespace ledgercast
