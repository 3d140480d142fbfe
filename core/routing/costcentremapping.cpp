// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/costcentremapping.h"

#include "core/base/decimalmath.h"
#include "core/base/words.h"
#include "core/domain/recordtype.h"

#include <QCoreApplication>
#include <QMap>

namespace ledgercast {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("routing", text);
}

constexpr Words<MappingTable, mappingTables.size()> tableWords{{{
    {MappingTable::Warehouse, u"warehouse"},
    {MappingTable::Facility, u"facility"},
    {MappingTable::Buyer, u"buyer"},
    {MappingTable::Requester, u"requester"},
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
    case MappingTable::Requester:
        return translated(QT_TRANSLATE_NOOP("routing", "requester"));
    case MappingTable::ItemGroup:
        return translated(QT_TRANSLATE_NOOP("routing", "item group"));
    case MappingTable::Supplier:
        return translated(QT_TRANSLATE_NOOP("routing", "supplier"));
    }
    Q_UNREACHABLE();
}

QString place(const QString &company, const QString &division, MappingTable table)
{
    return QStringList{company, division, wordOf(table)}.join(u'\x1f');
}

QString valueOf(const Document &document, const Fields &line, MappingTable table)
{
    const QString field = wordOf(table);
    if (const QString own = line.value(field); !own.isEmpty())
        return own;
    const QString value = document.fields.value(field);
    return value.isEmpty() && table == MappingTable::Supplier ? document.partyId : value;
}

/// Adds up what the lines give a cost centre. An amount that can't be added (another currency) leaves it without one,
/// for a part of the sum would look like all of it.
class ShareSum
{
public:
    void add(const CostCentreMapping::Hit &hit, const std::optional<Money> &amount)
    {
        const auto known = m_parts.find(hit.costCentre);
        const QString source = displayName(hit.table) + u' ' + hit.value;
        if (known == m_parts.end()) {
            m_parts.insert(hit.costCentre, {amount, {source}});
            return;
        }
        if (!known->sources.contains(source))
            known->sources << source;
        const bool canAdd = known->amount && amount && known->amount->currency == amount->currency;
        const auto sum = canAdd ? sumOf(known->amount->amount, amount->amount) : std::nullopt;
        known->amount = sum ? std::optional(Money{*sum, amount->currency}) : std::nullopt;
    }
    [[nodiscard]] QList<CostCentreShare> shares() const
    {
        QList<CostCentreShare> shares;
        for (auto part = m_parts.cbegin(); part != m_parts.cend(); ++part)
            shares.append({part.key(), part->amount,
                           CostCentreShare::mappingPrefix.toString() + part->sources.join(QStringLiteral(", "))});
        return shares;
    }

private:
    struct Part
    {
        std::optional<Money> amount;
        QStringList sources; ///< "warehouse 210"
    };
    QMap<QString, Part> m_parts;
};

std::optional<Money> amountOf(const Fields &line, const Document &document)
{
    const auto amount = Decimal::parse(line.value(QStringLiteral("amount")));
    if (!amount || !document.amount)
        return std::nullopt;
    const QString own = line.value(QStringLiteral("currency"));
    return Money{*amount, own.isEmpty() ? document.amount->currency : own};
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

QString mappingTableWords()
{
    QStringList words;
    for (const MappingTable table : mappingTables)
        words << wordOf(table);
    const QString last = words.takeLast();
    return translated(QT_TRANSLATE_NOOP("routing", "%1 or %2")).arg(words.join(QStringLiteral(", ")), last);
}

CostCentreMapping::CostCentreMapping(const QList<MappingRow> &rows)
{
    for (const MappingRow &row : rows) {
        Scope &scope = m_scopes[place(row.company, row.division, row.table)];
        const QString value = row.value.toUpper();
        if (!scope.costCentres.contains(value))
            scope.costCentres.insert(value, row.costCentre);
        if (const auto pattern = CostCentrePattern::parse(value); pattern && !pattern->isCode())
            scope.patterns.append({*pattern, row.costCentre});
    }
}

QString CostCentreMapping::Scope::find(const QString &upperCaseValue) const
{
    if (const auto exact = costCentres.constFind(upperCaseValue); exact != costCentres.constEnd())
        return *exact;
    for (const auto &[pattern, costCentre] : patterns) {
        if (pattern.matches(upperCaseValue))
            return costCentre;
    }
    return {};
}

std::optional<CostCentreMapping::Hit> CostCentreMapping::find(const Document &document, const Fields &line) const
{
    using Place = std::pair<QString, QString>;
    const std::array<Place, 3> places{Place{document.company, document.division}, Place{document.company, {}}, Place{}};
    for (const MappingTable table : mappingTables) {
        const QString value = valueOf(document, line, table);
        if (value.isEmpty())
            continue;
        for (const auto &[company, division] : places) {
            const auto scope = m_scopes.constFind(place(company, division, table));
            const QString costCentre = scope == m_scopes.constEnd() ? QString() : scope->find(value.toUpper());
            if (!costCentre.isEmpty())
                return Hit{costCentre, table, value};
        }
    }
    return std::nullopt;
}

QList<CostCentreShare> mappedCostCentres(const Document &document, const CostCentreMapping &mapping)
{
    ShareSum sum;
    if (mapping.isEmpty() || recordtype::isMasterData(document.type))
        return {};
    for (const Fields &line : document.lines) {
        if (const auto hit = mapping.find(document, line))
            sum.add(*hit, amountOf(line, document));
    }
    if (const auto hit = document.lines.isEmpty() ? mapping.find(document) : std::nullopt)
        sum.add(*hit, document.amount);
    return sum.shares();
}

} // namespace ledgercast
