// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

namespace ledgercast::allowedcalls {

/// Every "PROGRAM/Transaction" of M3 that this program can call; CMS100MI's lists, which each tenant names itself,
/// as one.
[[nodiscard]] QStringList ofM3();
[[nodiscard]] bool isAllowedInM3(const QString &program, const QString &transaction);

/// What a request is to the list below.
struct Request
{
    QByteArray verb;
    QString path; ///< behind the tenant
    QByteArray body;
    QString program;          ///< M3 only
    QStringList transactions; ///< M3 only: all that the request would run
};
/// Whether this request only reads. Everything isn't that isn't known to: M3's transactions above, lists of FSM, LN
/// and CSI by GET, and of Compass a SELECT, its status and its result.
[[nodiscard]] bool isAllowed(const Request &request);

} // namespace ledgercast::allowedcalls
