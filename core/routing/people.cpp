// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/people.h"

#include "core/domain/mention.h"

#include <QRegularExpression>

namespace ledgercast {

namespace {

QString keyOf(const CostCentreOwners::Place &place, const QString &division, const QString &code)
{
    return QStringList{place.tenant, place.company, division, code}.join(u'\x1f');
}

} // namespace

People::People(const QList<PersonRow> &rows, const QHash<QString, QString> &idsByEmail)
{
    for (const PersonRow &row : rows) {
        const QString id = isEmail(row.slack) ? idsByEmail.value(keyOf(row.slack)) : row.slack;
        if (isSlackId(id))
            m_ids.insert(keyOf(row.person), id);
    }
}

bool People::isEmail(const QString &text)
{
    static const QRegularExpression address(QStringLiteral("\\A[^\\s@<>,;:\"]{1,64}@[^\\s@<>,;:\"]{1,190}\\z"));
    return address.match(text).hasMatch();
}

QStringList People::emailsOf(const QList<PersonRow> &rows)
{
    QStringList emails;
    for (const PersonRow &row : rows) {
        if (isEmail(row.slack))
            emails << keyOf(row.slack);
    }
    emails.removeDuplicates();
    return emails;
}

void CostCentreOwners::add(const Place &place, const QString &code, const QString &person)
{
    if (!place.division.isEmpty())
        m_owners.insert(keyOf(place, place.division, code), person);
    const QString ofCompany = keyOf(place, {}, code);
    const auto known = m_owners.constFind(ofCompany);
    const bool isDisputed = known != m_owners.cend() && People::keyOf(*known) != People::keyOf(person);
    m_owners.insert(ofCompany, isDisputed ? QString() : person);
}

QString CostCentreOwners::ownerOf(const Place &place, const QString &code) const
{
    const auto ofDivision = m_owners.constFind(keyOf(place, place.division, code));
    return ofDivision == m_owners.cend() ? m_owners.value(keyOf(place, {}, code)) : *ofDivision;
}

} // namespace ledgercast
