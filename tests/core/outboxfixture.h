// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/floodrules.h"
#include "core/engine/dispatcher.h"
#include "core/store/database.h"
#include "core/store/ledger.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakeslack.h"

#include <QTemporaryDir>

#include <memory>

namespace ledgercast {

/// A store with deliveries in it, a workspace in memory, a clock that stands, and a dispatcher between them.
class OutboxFixture
{
public:
    /// emptyStore: a file to begin with a copy of; none: one is made.
    explicit OutboxFixture(const QString &emptyStore = {});

    /// Commits one entry; id is the delivery's, and the document's.
    void record(const QString &id, const QString &channel, const QString &parentId = {}, const QString &document = {});
    /// The same for one that brings the first message up to date.
    void recordEdit(const QString &id, const QString &channel, const QString &first, const QString &document);
    /// The same for one that is held until a time.
    void recordHeld(const QString &id, const QString &channel, const FloodRules::Hold &hold,
                    const QString &document = {});
    /// What the engine does each second, and with new deliveries.
    void release(const FloodRules &rules);
    void holdBursts(const FloodRules &rules);
    /// What the process holds is gone; what is stored comes back, as after kill -9.
    void restart();
    /// Lets everything run that is due now.
    static void turn();
    /// Moves both clocks and lets everything run that became due.
    void pass(Milliseconds duration);
    [[nodiscard]] OutboxItem item(const QString &id) const;
    [[nodiscard]] DeliveryState stateOf(const QString &id) const;
    [[nodiscard]] QString reasonOf(const QString &id) const;
    /// The delivery that a change of the document would reply to.
    [[nodiscard]] QString threadOf(const QString &document, const QString &channel) const;
    [[nodiscard]] QString linkOf(const QString &id) const;
    [[nodiscard]] qint64 entryOf(const QString &id) const;
    [[nodiscard]] QStringList postedIds() const;
    /// A person's edit, as the engine makes it.
    template<typename Edit>
    bool edit(Edit edit)
    {
        return dispatcher->flush() && edit() && dispatcher->reload();
    }

    bool takesUp = true; ///< record() hands it to the dispatcher at once
    QTemporaryDir folder;
    FakeClock clock;
    FakeSlack slack{clock};
    DispatchSettings settings;
    std::unique_ptr<Database> database;
    std::unique_ptr<Outbox> outbox;
    std::unique_ptr<Dispatcher> dispatcher;

private:
    void commit(const QString &id, const Delivery &delivery, const QString &document);
    void takeUp();

    QHash<QString, int> m_versions;
    QHash<QString, qint64> m_entries;
};

} // namespace ledgercast
