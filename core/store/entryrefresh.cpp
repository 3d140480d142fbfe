// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/entryrefresh.h"

#include "core/store/entry.h"
#include "core/store/statements.h"

namespace ledgercast {

namespace {

const QString operation = QStringLiteral("Write the audit log");

/// How bad a delivery's state is for its entry: the worst one shows.
int severity(DeliveryState state)
{
    switch (state) {
    case DeliveryState::Failed:
        return 6;
    case DeliveryState::Unconfirmed:
        return 5;
    case DeliveryState::Retrying:
        return 4;
    case DeliveryState::Held:
        return 3;
    case DeliveryState::Queued:
    case DeliveryState::Sending:
        return 2;
    case DeliveryState::Posted:
        return 1;
    case DeliveryState::Dismissed:
        return 0;
    }
    Q_UNREACHABLE();
}

/// What an entry's deliveries make of it.
struct Summary
{
    std::optional<DeliveryState> worst; ///< none: there are no deliveries
    bool hasFailed = false;             ///< one was posted after a failure
    QString reason;
    QStringList channels;

    void add(DeliveryState state, bool hasFailedBefore, const QString &channel, const QString &why)
    {
        hasFailed = hasFailed || (state == DeliveryState::Posted && hasFailedBefore);
        if (state != DeliveryState::Dismissed && !channels.contains(channel))
            channels << channel;
        if (worst && severity(state) <= severity(*worst)) {
            if (severity(state) == severity(*worst) && reason.isEmpty())
                reason = why; // of two that wait, the one that says why
            return;
        }
        worst = state;
        reason = why;
    }
    /// A cost centre without a rule is worse than a post that is on its way.
    [[nodiscard]] EntryState state(bool isUnrouted) const
    {
        if (isUnrouted && severity(*worst) <= severity(DeliveryState::Queued))
            return EntryState::Unrouted;
        return entryStateOf(*worst, hasFailed);
    }
};

} // namespace

Result<void> refreshEntries(Database &database, const QSet<qint64> &entryIds)
{
    static const QString select =
        QStringLiteral("SELECT delivery.state, has_failed, channel, delivery.reason, unrouted <> '' FROM delivery "
                       "JOIN change ON change.id = change_id WHERE change_id = ? ORDER BY delivery.id");
    static const QString update = QStringLiteral("UPDATE change SET state = ?, reason = ?, channels = ? WHERE id = ?");
    for (const qint64 entry : entryIds) {
        Summary summary;
        bool isUnrouted = false;
        {
            const auto query = run(database, operation, select, {entry});
            if (!query)
                return fail(query.error());
            const Rows rows(*query);
            while (rows.next()) {
                summary.add(deliveryStateFromWord(rows.text(0)).value_or(DeliveryState::Failed), rows.count(1) != 0,
                            rows.text(2), rows.text(3));
                isUnrouted = rows.count(4) != 0;
            }
        }
        if (!summary.worst)
            continue;
        const EntryState state = summary.state(isUnrouted);
        const auto updated = change(database, operation, update,
                                    {toWord(state), text(state == EntryState::Unrouted ? QString() : summary.reason),
                                     text(summary.channels.join(u' ')), entry});
        if (!updated)
            return updated;
    }
    return {};
}

} // namespace ledgercast
