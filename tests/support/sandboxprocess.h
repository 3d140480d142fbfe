// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <QUrl>

#include <utility>

namespace ledgercast::test {

using HttpHeaders = QList<std::pair<QByteArray, QByteArray>>;

/// What came back over a plain socket. A status of 0 says that the connection ended without an answer.
struct HttpAnswer
{
    int status = 0;
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
    bool isComplete = false; ///< as much body as was announced

    [[nodiscard]] QJsonObject json() const;
};

/// One request on a connection of its own, without an event loop. A body makes it a POST.
[[nodiscard]] HttpAnswer httpRequest(const QUrl &url, const QByteArray &body = {}, const HttpHeaders &headers = {},
                                     int timeoutMilliseconds = 10000);

/// A ledgercast-sandbox of the test's own, on free ports. It ends with this object, and with the test's process.
class SandboxProcess
{
public:
    /// Starts it and waits until it listens. Without "--speed" in the arguments its business stands still.
    explicit SandboxProcess(QStringList arguments = {});
    ~SandboxProcess();
    SandboxProcess(const SandboxProcess &) = delete;
    SandboxProcess &operator=(const SandboxProcess &) = delete;

    [[nodiscard]] bool isListening() const { return !m_announcement.isEmpty(); }
    [[nodiscard]] QString ionUrl() const { return text("ion"); }     ///< no slash behind
    [[nodiscard]] QString slackUrl() const { return text("slack"); } ///< ends in /api/
    [[nodiscard]] QString webUrl() const { return text("web"); }     ///< ends in /
    [[nodiscard]] QString slackToken() const { return text("slack_token"); }
    [[nodiscard]] QString slackAppToken() const { return text("slack_app_token"); }
    [[nodiscard]] QString slackClientId() const { return text("slack_client_id"); }
    [[nodiscard]] QString slackClientSecret() const { return text("slack_client_secret"); }
    [[nodiscard]] QString tenant() const { return text("tenant"); }
    [[nodiscard]] QString ionApiFile() const { return text("ionapi"); }
    [[nodiscard]] QJsonObject ionApi() const;
    [[nodiscard]] qint64 processId() const { return m_process.processId(); }

    /// Control calls; the first answers whether the sandbox took it.
    bool control(const QString &action, const QJsonObject &body = {});
    bool setFaults(const QString &specification);
    [[nodiscard]] QJsonObject state();

    /// A bearer token of the ION half, by the password grant.
    [[nodiscard]] QByteArray ionToken();
    /// GET on the M3 API, path and query behind /m3api-rest/.
    [[nodiscard]] HttpAnswer m3(const QString &pathAndQuery, const QByteArray &token);
    [[nodiscard]] HttpAnswer m3Bulk(const QJsonObject &body, const QByteArray &token);
    /// A Slack method with a JSON body and the bot's token.
    [[nodiscard]] HttpAnswer slack(const QString &method, const QJsonObject &arguments = {});

private:
    [[nodiscard]] QString text(const char *key) const
    {
        return m_announcement.value(QLatin1StringView(key)).toString();
    }

    QTemporaryDir m_folder;
    QProcess m_process;
    QJsonObject m_announcement;
};

} // namespace ledgercast::test
