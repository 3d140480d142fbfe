// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloudsuite/gatewayclient.h"
#include "core/cloudsuite/rowclient.h"

namespace ledgercast {

/// Speaks FSM's list protocol (Landmark "_generic" lists): an array whose first element links to the next page. A
/// column NAME.2 is the second part of a NAME whose parts are joined by '|'. One thread; the gateway outlives it.
class FsmClient final : public RowClient
{
public:
    FsmClient(GatewayClient &gateway, QString dataArea) : m_gateway(gateway), m_dataArea(std::move(dataArea)) {}

    [[nodiscard]] QCoro::Task<Result<RowPage>> read(RowQuery query) override;
    /// Nothing in the protocol asks for an order.
    [[nodiscard]] bool keepsOrder() const override { return false; }
    [[nodiscard]] QString suite() const override { return QStringLiteral("FSM"); }
    void setDataArea(const QString &dataArea) { m_dataArea = dataArea; }

    /// A page's body. path: of the request, against which its link is understood.
    [[nodiscard]] static Result<RowPage> parse(const QByteArray &body, const QString &path, const QString &operation);
    [[nodiscard]] static Result<QByteArray> queryOf(const RowQuery &query);

private:
    GatewayClient &m_gateway;
    QString m_dataArea;
};

} // namespace ledgercast
