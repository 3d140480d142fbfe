// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/people.h"

#include "core/domain/mention.h"

#include <QRegularExpression>

namespace ledgercast {

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

} // namespace ledgercast
