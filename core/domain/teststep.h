// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMetaType>
#include <QString>

namespace ledgercast {

/// A step of the connection test as it runs.
struct TestStep
{
    enum class State { Waiting, Running, Passed, Warning, Failed, Skipped };
    QString id;    ///< "host", "tls", "token", "company", "feed:supplier_invoices", "slack:token", …
    QString title; ///< "Host reachable"
    QString detail;
    QString program; ///< "APS200MI" for a feed
    QString code;
    QString remedy;  ///< what to do, when it failed
    QString request; ///< text for the administrator, when one can grant it
    State state = State::Waiting;
    int milliseconds = -1;
    QString tenant = {}; ///< whose step it is; empty for Slack's
};

} // namespace ledgercast

Q_DECLARE_METATYPE(QList<ledgercast::TestStep>)
