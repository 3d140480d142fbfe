// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"
#include "core/store/ledger.h"
#include "core/store/outbox.h"
#include "core/store/reader.h"
#include "tests/support/fakeclock.h"

#include <QTemporaryDir>

#include <memory>

namespace ledgercast {

/// A store in a folder of its own, a clock that stands, and entries made with few words.
class StoreFixture
{
public:
    StoreFixture();

    [[nodiscard]] static Document invoice(const QString &number, const QStringList &costCentres = {});
    /// Its next version, with a queued main delivery "<number>@<channel>" a channel and these cost centres unrouted.
    [[nodiscard]] PlannedChange planned(const Document &document, const QStringList &channels,
                                        const QStringList &unrouted = {}, DeliveryState state = DeliveryState::Queued);
    /// Commits it as a page of its own; the entry's number.
    qint64 record(const PlannedChange &planned);
    qint64 record(const QString &number, const QStringList &channels, const QStringList &unrouted = {});
    /// Sends the delivery, with this answer.
    void settle(const QString &delivery, DeliveryState state, const QString &code = {});
    [[nodiscard]] EntryDetail entry(qint64 id) const;
    [[nodiscard]] EntryState stateOf(qint64 id) const { return entry(id).row.state; }
    /// Kinds of all audit events since the last call.
    [[nodiscard]] QStringList newEvents();
    [[nodiscard]] QVariant value(const QString &sql) const;
    void execute(const QString &sql) const;

    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("ledgercast.db"));
    FakeClock clock;
    std::unique_ptr<Database> database;
    std::unique_ptr<Ledger> ledger;
    std::unique_ptr<Outbox> outbox;
    std::unique_ptr<Reader> reader;

private:
    QHash<QString, int> m_versions;
    qint64 m_lastEvent = 0;
};

} // namespace ledgercast
