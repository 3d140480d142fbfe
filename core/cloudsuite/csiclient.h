// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloudsuite/gatewayclient.h"
#include "core/cloudsuite/rowclient.h"

namespace ledgercast {

/// Speaks CSI's (SyteLine's) IDO load protocol: pages by bookmark, errors in an answer with status 200. One thread;
/// the gateway outlives it.
class CsiClient final : public RowClient
{
public:
    /// configuration: names the site, for X-Infor-MongooseConfig; without one nothing is sent.
    CsiClient(GatewayClient &gateway, QString configuration)
        : m_gateway(gateway), m_configuration(std::move(configuration))
    {
    }

    [[nodiscard]] QCoro::Task<Result<RowPage>> read(RowQuery query) override;
    [[nodiscard]] bool keepsOrder() const override { return true; }
    [[nodiscard]] QString suite() const override { return QStringLiteral("CSI"); }
    void setConfiguration(const QString &configuration) { m_configuration = configuration; }

    [[nodiscard]] static Result<RowPage> parse(const QByteArray &body, const QString &ido, const QString &operation);
    [[nodiscard]] static Result<QByteArray> queryOf(const RowQuery &query);

private:
    GatewayClient &m_gateway;
    QString m_configuration;
};

} // namespace ledgercast
