// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/personlookups.h"

#include "core/store/statements.h"

namespace ledgercast {

namespace {

const QString reading = QStringLiteral("Read who people are in Slack");
const QString writing = QStringLiteral("Write who people are in Slack");

} // namespace

Result<QHash<QString, PersonLookup>> PersonLookups::all() const
{
    const auto query =
        run(m_database, reading, QStringLiteral("SELECT email, slack_id, asked_at FROM person_lookup"), {});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    QHash<QString, PersonLookup> lookups;
    while (rows.next())
        lookups.insert(rows.text(0), {rows.text(1), instantFromMs(rows.number(2))});
    return lookups;
}

Result<void> PersonLookups::put(const QString &email, const PersonLookup &lookup)
{
    static const QString sql =
        QStringLiteral("INSERT INTO person_lookup (email, slack_id, asked_at) VALUES (?, ?, ?) ON CONFLICT (email) DO "
                       "UPDATE SET slack_id = excluded.slack_id, asked_at = excluded.asked_at");
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return fail(transaction.error());
    if (const auto written = change(m_database, writing, sql, {email, text(lookup.slackId), toMs(lookup.askedAt)});
        !written)
        return written;
    return transaction->commit();
}

} // namespace ledgercast
