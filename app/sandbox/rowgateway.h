// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/faults.h"
#include "app/sandbox/httpserver.h"
#include "app/sandbox/views.h"

namespace ledgercast::sandbox {

/// FSM, CSI and LN of the tenant: the same business as M3 has, behind their own protocols.
class RowGateway
{
public:
    RowGateway(const Tables &tables, Faults &faults) : m_faults(faults), m_views(tables) {}
    RowGateway(const RowGateway &) = delete;
    RowGateway &operator=(const RowGateway &) = delete;

    [[nodiscard]] static bool serves(const QByteArray &suite);
    /// path: from the suite on.
    [[nodiscard]] Reply handle(const QList<QByteArray> &path, const Request &request);
    void forget() { m_views.forget(); }

private:
    struct Selection
    {
        QByteArray filter;
        bool isStrict = false;
        QByteArray company; ///< empty: all
        QList<qsizetype> order;
        QByteArray after; ///< values of the order's columns of the last row before, joined; empty: from the start
        qsizetype most = 0;
    };
    struct Page
    {
        QList<ViewRow> rows;
        QByteArray last; ///< where the next page goes on; empty: there is none
        std::optional<QByteArray> mistake;
    };
    [[nodiscard]] Page select(View &view, const Selection &selection) const;
    [[nodiscard]] static QList<qsizetype> columnsOf(const View &view, const QByteArray &names);

    Reply fsm(const QList<QByteArray> &path, const Request &request);
    Reply csi(const QList<QByteArray> &path, const Request &request);
    Reply ln(const QList<QByteArray> &path, const Request &request);

    Faults &m_faults;
    Views m_views;
};

} // namespace ledgercast::sandbox
