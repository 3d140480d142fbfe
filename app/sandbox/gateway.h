// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/compass.h"
#include "app/sandbox/faults.h"
#include "app/sandbox/httpserver.h"
#include "app/sandbox/miengine.h"
#include "app/sandbox/rowgateway.h"

#include <QHash>
#include <QJsonObject>

#include <functional>

namespace ledgercast::sandbox {

struct GatewaySettings
{
    quint64 seed = 1;
    int tokenLifetimeSeconds = 7200;
    int requestsPerMinute = 300;      ///< 0 = no limit
    std::function<qint64()> now = {}; ///< milliseconds, of a clock that never goes back; none: the computer's
    QByteArray tenant = "ACME_DEM";
};

/// The ION API Gateway of one tenant: authorization server, M3 API, and FSM, CSI and LN over the same business.
class Gateway
{
public:
    Gateway(Tables &tables, Faults &faults, GatewaySettings settings);
    Gateway(const Gateway &) = delete;
    Gateway &operator=(const Gateway &) = delete;

    [[nodiscard]] Reply handle(const Request &request);
    [[nodiscard]] QByteArray ionApiFile(quint16 port) const;
    [[nodiscard]] QJsonObject state() const;
    /// The business went on.
    void forgetViews() { m_rows.forget(); }
    [[nodiscard]] const QByteArray &tenant() const { return m_settings.tenant; }

private:
    /// What a v1 or v2 call asks for besides its input fields.
    struct Format
    {
        MiOptions options;
        bool isYmd8 = false;
        bool excludesEmpty = false;
        bool isTrimmed = false;
        QList<QByteArray> columns;
    };

    Reply token(const Request &request);
    Reply revoke(const Request &request);
    [[nodiscard]] bool isClient(const Request &request, const Parameters &form) const;
    [[nodiscard]] QByteArray makeToken();
    [[nodiscard]] bool isTokenValid(const QByteArray &authorization) const;
    [[nodiscard]] bool isAccountRevoked();

    [[nodiscard]] std::optional<Reply> admit(const Request &request);
    Reply admitted(const QList<QByteArray> &path, const Request &request);
    Reply executeSecond(const QByteArray &program, const QByteArray &transaction, const Request &request);
    Reply executeBulk(const QByteArray &programInPath, const Request &request);
    Reply executeFirst(const QByteArray &program, const QByteArray &transactionAndOptions, const Request &request);
    MiResult run(const QByteArray &program, const QByteArray &transaction, const Parameters &input, Format &format);
    [[nodiscard]] QByteArray value(const QByteArray &program, const MiField &field, const QByteArray &raw,
                                   const Format &format) const;
    [[nodiscard]] QByteArray secondResult(const QByteArray &program, const QByteArray &transaction,
                                          const MiResult &result, const Format &format) const;
    [[nodiscard]] QByteArray firstBody(const QByteArray &program, const QByteArray &transaction, const MiResult &result,
                                       const Format &format, bool hasMetadata) const;

    Faults &m_faults;
    GatewaySettings m_settings;
    MiEngine m_engine;
    RowGateway m_rows;
    Compass m_compass;
    Random m_random;
    QByteArray m_clientId;
    QByteArray m_clientSecret;
    QByteArray m_accessKey;
    QByteArray m_secretKey;
    QHash<QByteArray, qint64> m_tokens; ///< token: milliseconds of the clock when it expires
    qint64 m_windowStart = 0;
    int m_windowCount = 0;
    quint64 m_answers = 0;

    int m_tokensIssued = 0;
    int m_writes = 0;
    int m_requests = 0;
    int m_transactions = 0;
    QHash<QByteArray, int> m_calls;
    QHash<QByteArray, int> m_rejections;
};

} // namespace ledgercast::sandbox
