// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/importedtables.h"

#include "core/store/auditlog.h"
#include "core/store/statements.h"

namespace ledgercast {

namespace {

const QString reading = QStringLiteral("Read an imported table");
const QString writing = QStringLiteral("Write an imported table");

} // namespace

Result<QByteArray> ImportedTables::csv(const QString &name) const
{
    const auto query = run(m_database, reading, QStringLiteral("SELECT csv FROM imported_csv WHERE name = ?"), {name});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    return rows.next() ? rows.bytes(0) : QByteArray();
}

Result<void> ImportedTables::replace(const QString &name, const QByteArray &csv, const QString &actor, Instant now)
{
    static const QString sql = QStringLiteral("INSERT INTO imported_csv (name, csv) VALUES (?, CAST(? AS TEXT)) "
                                              "ON CONFLICT (name) DO UPDATE SET csv = excluded.csv");
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return fail(transaction.error());
    const auto before = this->csv(name);
    if (!before)
        return fail(before.error());
    if (const auto written = change(m_database, writing, sql, {name, csv}); !written)
        return written;
    const AuditEvent event{QStringLiteral("table_imported"),
                           std::nullopt,
                           {},
                           {{QStringLiteral("table"), name},
                            {QStringLiteral("before"), QString::fromUtf8(*before)},
                            {QStringLiteral("after"), QString::fromUtf8(csv)}},
                           actor};
    if (const auto appended = auditlog::append(m_database, {event}, now); !appended)
        return appended;
    return transaction->commit();
}

} // namespace ledgercast
