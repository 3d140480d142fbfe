// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/referencefiles.h"

#include "core/store/auditlog.h"
#include "core/store/statements.h"

#include <array>

namespace ledgercast {

namespace {

const QString reading = QStringLiteral("Read the reference lists in Slack");
const QString writing = QStringLiteral("Write the reference lists in Slack");

constexpr std::array<QStringView, 3> stateWords{u"sending", u"posted", u"leaving"}; // as the enum

ReferenceFile::State stateOf(const QString &word)
{
    const auto found = std::find(stateWords.begin(), stateWords.end(), word);
    return found == stateWords.end() ? ReferenceFile::State::Sending : ReferenceFile::State(found - stateWords.begin());
}

} // namespace

Result<QList<ReferenceFile>> ReferenceFiles::files(const QString &list) const
{
    static const QString sql =
        QStringLiteral("SELECT channel_id, file_id, digest, state FROM reference_file WHERE list = ? ORDER BY id");
    const auto query = run(m_database, reading, sql, {list});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    QList<ReferenceFile> files;
    while (rows.next())
        files.append({list, rows.text(0), rows.text(1), rows.text(2), stateOf(rows.text(3))});
    return files;
}

Result<void> ReferenceFiles::write(const QString &kind, const ReferenceFile &file, const QString &actor, Instant now,
                                   const QList<std::pair<QString, QVariantList>> &statements)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return fail(transaction.error());
    for (const auto &[sql, values] : statements) {
        const auto query = run(m_database, writing, sql, values);
        if (!query)
            return fail(query.error());
    }
    const AuditEvent event{kind,
                           std::nullopt,
                           {},
                           {{QStringLiteral("list"), file.list},
                            {QStringLiteral("channel_id"), file.channelId},
                            {QStringLiteral("file_id"), file.fileId},
                            {QStringLiteral("sha256"), file.digest}},
                           actor};
    if (const auto appended = auditlog::append(m_database, {event}, now); !appended)
        return appended;
    return transaction->commit();
}

Result<void> ReferenceFiles::begin(const ReferenceFile &file, const QString &actor, Instant now)
{
    static const QString sql = QStringLiteral("INSERT INTO reference_file (list, channel_id, file_id, digest, state) "
                                              "VALUES (?, ?, ?, ?, 'sending')");
    return write(QStringLiteral("reference_file_sending"), file, actor, now,
                 {{sql, {file.list, file.channelId, file.fileId, file.digest}}});
}

Result<void> ReferenceFiles::posted(const ReferenceFile &file, const QString &actor, Instant now)
{
    static const QString leaves =
        QStringLiteral("UPDATE reference_file SET state = 'leaving' WHERE list = ? AND state = 'posted'");
    static const QString stays = QStringLiteral("UPDATE reference_file SET state = 'posted' WHERE file_id = ?");
    return write(QStringLiteral("reference_file_posted"), file, actor, now,
                 {{leaves, {file.list}}, {stays, {file.fileId}}});
}

Result<void> ReferenceFiles::gone(const ReferenceFile &file, const QString &actor, Instant now)
{
    static const QString sql = QStringLiteral("DELETE FROM reference_file WHERE file_id = ?");
    return write(QStringLiteral("reference_file_deleted"), file, actor, now, {{sql, {file.fileId}}});
}

Result<std::optional<ReferenceFiles::Check>> ReferenceFiles::lastCheck(const QString &list) const
{
    static const QString sql = QStringLiteral("SELECT checked_at, failure FROM reference_check WHERE list = ?");
    const auto query = run(m_database, reading, sql, {list});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    return rows.next() ? std::optional(Check{instantFromMs(rows.number(0)), rows.text(1)}) : std::nullopt;
}

Result<void> ReferenceFiles::checked(const QString &list, const Check &check)
{
    static const QString sql =
        QStringLiteral("INSERT INTO reference_check (list, checked_at, failure) VALUES (?, ?, ?) ON CONFLICT (list) DO "
                       "UPDATE SET checked_at = excluded.checked_at, failure = excluded.failure");
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return fail(transaction.error());
    if (const auto written = change(m_database, writing, sql, {list, toMs(check.at), text(check.failure)}); !written)
        return written;
    return transaction->commit();
}

} // namespace ledgercast
