// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QMetaType>
#include <QStringList>

namespace ledgercast {

/// Whether everything that CloudSuite changed in some days is in the ledger.
struct Reconciliation
{
    QString feed;
    QString label;
    QDate from;
    QDate to;               ///< included
    qsizetype expected = 0; ///< documents that Data Fabric has, changed in these days
    qsizetype recorded = 0; ///< of those, in the ledger
    QStringList missing;    ///< keys of the others, sorted
    int calls = 0;
};

} // namespace ledgercast

Q_DECLARE_METATYPE(ledgercast::Reconciliation)
