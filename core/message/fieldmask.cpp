// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/message/fieldmask.h"

#include "core/domain/recordtype.h"

#include <algorithm>

namespace ledgercast {

namespace {

/// Shorter ones turn up everywhere by chance: hiding "10" would hide the tenth of the month.
constexpr qsizetype shortestSecret = 3;

QSet<QString> namesOfParty()
{
    return {QStringLiteral("party"),         QStringLiteral("party_id"),     QStringLiteral("party_name"),
            QStringLiteral("supplier"),      QStringLiteral("payee"),        QStringLiteral("customer"),
            QStringLiteral("supplier_name"), QStringLiteral("customer_name")};
}

QSet<QString> namesOfMoney(const QSet<QString> &moneyFields)
{
    QSet<QString> names{QStringLiteral("amount"), QStringLiteral("at_stake"), QStringLiteral("is_credit")};
    return names.unite(moneyFields);
}

/// A record's fields keep their names in every message about it, where its design knows which are sums, and where not.
bool isMoney(const QString &name)
{
    return name.contains(u"amount") || name.contains(u"price") || name.endsWith(u"_limit") || name.endsWith(u"total") ||
           name.endsWith(u"balance");
}

/// "due_date" of "due_date_age".
QString baseOf(const QString &name)
{
    for (const QStringView ending : {u"_raw", u"_age", u"_change", u"_before"}) {
        if (name.endsWith(ending))
            return name.chopped(ending.size());
    }
    return name;
}

/// "price" of "line 10: price".
QString fieldOf(const QString &difference)
{
    const qsizetype colon = difference.startsWith(u"line ") ? difference.lastIndexOf(u": ") : -1;
    return colon < 0 ? difference : difference.mid(colon + 2);
}

} // namespace

FieldMask::FieldMask(const QStringList &masked, const Change &change, const QSet<QString> &moneyFields)
{
    if (masked.isEmpty())
        return;
    const Document &document = change.document;
    m_names = QSet<QString>(masked.begin(), masked.end());
    m_hidesMoney = m_names.contains(QStringLiteral("amount"));
    if (m_hidesMoney) {
        m_names.unite(namesOfMoney(moneyFields));
        if (document.amount)
            addSecret(document.amount->amount.toString());
    }
    if (m_names.contains(QStringLiteral("party"))) {
        m_names.unite(namesOfParty());
        addSecret(document.partyName);
        addSecret(document.partyId);
        // The record of a supplier or customer is about nothing else.
        if (document.type == recordtype::supplier || document.type == u"customer") {
            m_names.unite({QStringLiteral("name"), QStringLiteral("number")});
            addSecret(document.number);
        }
    }
    addSecrets(document.fields);
    for (const Fields &line : document.lines)
        addSecrets(line);
    for (const FieldChange &difference : change.differences) {
        if (!hides(fieldOf(difference.field)))
            continue;
        addSecret(difference.before);
        addSecret(difference.after);
    }
}

void FieldMask::addSecrets(const Fields &fields)
{
    for (auto field = fields.cbegin(); field != fields.cend(); ++field) {
        if (hides(field.key()))
            addSecret(field.value());
    }
}

void FieldMask::addSecret(const QString &text)
{
    const bool isWord = text == u"true" || text == u"false";
    if (text.size() < shortestSecret || isWord || m_secrets.contains(text))
        return;
    const auto place = std::find_if(m_secrets.begin(), m_secrets.end(),
                                    [&](const QString &other) { return other.size() < text.size(); });
    m_secrets.insert(place, text);
}

bool FieldMask::hides(const QString &name) const
{
    if (m_names.isEmpty())
        return false;
    const QString base = baseOf(name);
    return m_names.contains(name) || m_names.contains(base) || (m_hidesMoney && isMoney(base));
}

QString FieldMask::cleaned(const QString &text) const
{
    QString clean = text;
    for (const QString &secret : m_secrets)
        clean.replace(secret, mark(), Qt::CaseInsensitive);
    return clean;
}

} // namespace ledgercast
