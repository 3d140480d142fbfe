// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sandboxprocess.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QJsonDocument>
#include <QTcpSocket>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace ledgercast::test {

namespace {

constexpr int startTimeoutMilliseconds = 30000;
constexpr int endTimeoutMilliseconds = 5000;

void readHead(const QByteArray &head, HttpAnswer &answer)
{
    const QList<QByteArray> lines = head.split('\n');
    answer.status = lines.first().split(' ').value(1).toInt();
    for (const QByteArray &line : lines.sliced(1)) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            answer.headers.insert(line.first(colon).trimmed().toLower(), line.sliced(colon + 1).trimmed());
    }
}

QByteArray encoded(const QJsonValue &value)
{
    return QUrl::toPercentEncoding(value.toString());
}

} // namespace

QJsonObject HttpAnswer::json() const
{
    return QJsonDocument::fromJson(body).object();
}

HttpAnswer httpRequest(const QUrl &url, const QByteArray &body, const HttpHeaders &headers, int timeoutMilliseconds)
{
    HttpAnswer answer;
    QDeadlineTimer deadline(timeoutMilliseconds);
    QTcpSocket socket;
    socket.connectToHost(url.host(), static_cast<quint16>(url.port(80)));
    if (!socket.waitForConnected(timeoutMilliseconds))
        return answer;
    QByteArray target = url.path(QUrl::FullyEncoded).toLatin1();
    if (url.hasQuery())
        target += '?' + url.query(QUrl::FullyEncoded).toLatin1();
    QByteArray request = (body.isNull() ? "GET " : "POST ") + target + " HTTP/1.1\r\nHost: " + url.host().toLatin1() +
                         "\r\nConnection: close\r\n";
    for (const auto &[name, value] : headers)
        request += name + ": " + value + "\r\n";
    if (!body.isNull())
        request += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    socket.write(request + "\r\n" + body);
    QByteArray received;
    while (!deadline.hasExpired() && socket.waitForReadyRead(static_cast<int>(deadline.remainingTime())))
        received += socket.readAll();
    received += socket.readAll();
    const qsizetype end = received.indexOf("\r\n\r\n");
    if (end < 0)
        return answer;
    readHead(received.first(end), answer);
    answer.body = received.sliced(end + 4);
    answer.isComplete = answer.body.size() == answer.headers.value("content-length").toLongLong();
    return answer;
}

SandboxProcess::SandboxProcess(QStringList arguments)
{
    if (!arguments.contains(u"--speed"_s))
        arguments += {u"--speed"_s, u"0"_s};
    if (!arguments.contains(u"--write-ionapi"_s))
        arguments += {u"--write-ionapi"_s, m_folder.filePath(u"sandbox.ionapi"_s)};
    arguments += u"--exit-with-stdin"_s;
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QStringLiteral(LEDGERCAST_SANDBOX), arguments);
    QDeadlineTimer deadline(startTimeoutMilliseconds);
    while (!m_process.canReadLine() && m_process.state() != QProcess::NotRunning && !deadline.hasExpired())
        m_process.waitForReadyRead(static_cast<int>(deadline.remainingTime()));
    m_announcement = QJsonDocument::fromJson(m_process.readLine()).object();
}

SandboxProcess::~SandboxProcess()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(endTimeoutMilliseconds)) {
        m_process.kill();
        m_process.waitForFinished(endTimeoutMilliseconds);
    }
}

QJsonObject SandboxProcess::ionApi() const
{
    QFile file(ionApiFile());
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

bool SandboxProcess::control(const QString &action, const QJsonObject &body)
{
    const QUrl url(webUrl() + u"_sandbox/" + action);
    return httpRequest(url, QJsonDocument(body).toJson()).json().value("ok"_L1).toBool();
}

bool SandboxProcess::setFaults(const QString &specification)
{
    return control(u"faults"_s, {{u"faults"_s, specification}});
}

QJsonObject SandboxProcess::state()
{
    return httpRequest(QUrl(webUrl() + u"_sandbox/state")).json();
}

QByteArray SandboxProcess::ionToken()
{
    const QJsonObject file = ionApi();
    const QByteArray form = "grant_type=password&username=" + encoded(file.value("saak"_L1)) +
                            "&password=" + encoded(file.value("sask"_L1)) +
                            "&client_id=" + encoded(file.value("ci"_L1)) +
                            "&client_secret=" + encoded(file.value("cs"_L1));
    const QUrl url(file.value("pu"_L1).toString() + file.value("ot"_L1).toString());
    return httpRequest(url, form, {{"Content-Type", "application/x-www-form-urlencoded"}})
        .json()
        .value("access_token"_L1)
        .toString()
        .toLatin1();
}

HttpAnswer SandboxProcess::m3(const QString &pathAndQuery, const QByteArray &token)
{
    const QUrl url(ionUrl() + u"/" + tenant() + u"/M3/m3api-rest/" + pathAndQuery);
    return httpRequest(url, {}, {{"Authorization", "Bearer " + token}, {"Accept", "application/json"}});
}

HttpAnswer SandboxProcess::m3Bulk(const QJsonObject &body, const QByteArray &token)
{
    const QUrl url(ionUrl() + u"/" + tenant() + u"/M3/m3api-rest/v2/execute");
    return httpRequest(url, QJsonDocument(body).toJson(),
                       {{"Authorization", "Bearer " + token}, {"Content-Type", "application/json"}});
}

HttpAnswer SandboxProcess::slack(const QString &method, const QJsonObject &arguments)
{
    return httpRequest(
        QUrl(slackUrl() + method), QJsonDocument(arguments).toJson(QJsonDocument::Compact),
        {{"Authorization", "Bearer " + slackToken().toLatin1()}, {"Content-Type", "application/json; charset=utf-8"}});
}

} // namespace ledgercast::test
