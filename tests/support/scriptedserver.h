// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QTcpServer>
#include <QUrl>

#include <chrono>
#include <functional>
#include <utility>

class QTcpSocket;

namespace ledgercast {

struct ScriptedRequest
{
    QByteArray verb;
    QByteArray path;  ///< without query
    QByteArray query; ///< still encoded
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;
    int connection = 0; ///< number of the connection it came on, from 1

    [[nodiscard]] QByteArray header(const QByteArray &name) const;
    /// Decoded value of a form body or of the query.
    [[nodiscard]] QString form(const QString &name) const;
    [[nodiscard]] QString parameter(const QString &name) const;
};

struct ScriptedAnswer
{
    enum class Fault {
        None,
        Drop,     ///< close the connection without a byte
        Truncate, ///< half of the body, then close
        Silence   ///< never answer
    };
    int status = 200;
    QByteArray body;
    QByteArray contentType = "application/json";
    QList<std::pair<QByteArray, QByteArray>> headers;
    std::chrono::milliseconds delay{0};
    Fault fault = Fault::None;

    [[nodiscard]] static ScriptedAnswer json(const QByteArray &body, int status = 200)
    {
        ScriptedAnswer answer;
        answer.status = status;
        answer.body = body;
        return answer;
    }
};

/// A small HTTP/1.1 server on a free loopback port that answers as its script says and keeps what it was asked.
class ScriptedServer final : public QTcpServer
{
    Q_OBJECT
public:
    using Script = std::function<ScriptedAnswer(const ScriptedRequest &)>;
    explicit ScriptedServer(Script script = {}, QObject *parent = nullptr);

    void setScript(Script script) { m_script = std::move(script); }
    [[nodiscard]] QUrl url(const QString &path = {}) const;
    [[nodiscard]] const QList<ScriptedRequest> &requests() const { return m_requests; }
    [[nodiscard]] int requestsTo(const QByteArray &pathEnd) const;
    void forget() { m_requests.clear(); }

private:
    struct Incoming
    {
        QByteArray bytes;
        int number = 0;
    };
    void accept();
    void read(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const ScriptedRequest &request);
    static void write(QTcpSocket *socket, const ScriptedAnswer &answer);

    Script m_script;
    QList<ScriptedRequest> m_requests;
    QHash<QTcpSocket *, Incoming> m_incoming;
    int m_connections = 0;
};

} // namespace ledgercast
