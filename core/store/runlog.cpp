// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/runlog.h"

#include "core/store/auditlog.h"
#include "core/store/statements.h"

namespace ledgercast {

Result<void> RunLog::add(const FeedRunRow &run)
{
    static const QString insert = QStringLiteral(
        "INSERT INTO feed_run (tenant, company, feed, started_at, ended_at, read_count, created_count, updated_count, "
        "unchanged_count, calls, error, error_code, warnings) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    return change(m_database, QStringLiteral("Write the audit log"), insert,
                  {run.tenant, text(run.company), run.feed, toMs(run.startedAt.value_or(Instant())),
                   toMs(run.endedAt.value_or(Instant())), run.read, run.created, run.updated, run.unchanged, run.calls,
                   text(run.error), text(run.errorCode), text(run.warnings.join(u'\n'))});
}

Result<void> RunLog::note(const QString &kind, const QJsonObject &data, const QString &actor, Instant now)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return fail(transaction.error());
    const AuditEvent event{kind, std::nullopt, {}, data, actor};
    if (const auto appended = auditlog::append(m_database, {event}, now); !appended)
        return appended;
    return transaction->commit();
}

} // namespace ledgercast
