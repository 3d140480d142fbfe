// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloudsuite/gatewayclient.h"
#include "core/cloudsuite/rowclient.h"

namespace ledgercast {

/// Speaks LN's OData v4 services: pages by @odata.nextLink. A set is "service/EntitySet". One thread; the gateway
/// outlives it.
class LnClient final : public RowClient
{
public:
    /// company: where a query names none; empty: the account's own.
    LnClient(GatewayClient &gateway, QString company) : m_gateway(gateway), m_company(std::move(company)) {}

    [[nodiscard]] QCoro::Task<Result<RowPage>> read(RowQuery query) override;
    [[nodiscard]] bool keepsOrder() const override { return true; }
    [[nodiscard]] QString suite() const override { return QStringLiteral("LN"); }
    void setCompany(const QString &company) { m_company = company; }

    /// A page's body. asked: the rows asked for; as many may be all there are, or not.
    [[nodiscard]] static Result<RowPage> parse(const QByteArray &body, const QString &path, int asked,
                                               const QString &operation);
    [[nodiscard]] static Result<QByteArray> queryOf(const RowQuery &query);

private:
    GatewayClient &m_gateway;
    QString m_company;
};

} // namespace ledgercast
