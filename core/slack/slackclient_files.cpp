// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/slack/slackclient.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

// Files in channels: https://docs.slack.dev/messaging/working-with-files
namespace ledgercast {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("slack", text);
}

QString sending()
{
    return translated(QT_TRANSLATE_NOOP("slack", "Send a file to Slack"));
}

/// A value of a form, in which '+' stands for a blank.
QString encoded(const QString &value)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(value));
}

} // namespace

QCoro::Task<Result<UploadPlace>> SlackClient::uploadPlace(QString fileName, qsizetype size)
{
    const QUrlQuery arguments{{QStringLiteral("filename"), encoded(fileName)},
                              {QStringLiteral("length"), QString::number(size)}};
    auto calling = call(QStringLiteral("files.getUploadURLExternal"), arguments, sending());
    const Result<Answer> answer = co_await calling;
    if (!answer)
        co_return fail(answer.error());
    const UploadPlace place{QUrl(answer->body[u"upload_url"].toString(), QUrl::StrictMode),
                            answer->body[u"file_id"].toString()};
    if (!place.url.isValid() || place.fileId.isEmpty())
        co_return fail(ErrorKind::Protocol, sending(),
                       translated(QT_TRANSLATE_NOOP("slack", "Slack doesn't say where the file goes.")),
                       QStringLiteral("ok without upload_url or file_id"), QStringLiteral("no_upload_url"));
    co_return place;
}

QCoro::Task<Result<void>> SlackClient::sendFile(UploadPlace place, QByteArray content)
{
    HttpRequest outgoing; // the address is the key: the token has no business there
    outgoing.verb = "POST";
    outgoing.url = place.url;
    outgoing.headers = {{"Content-Type", "application/octet-stream"}};
    outgoing.body = content;
    outgoing.operation = sending();
    auto posting = m_http.send(outgoing);
    const Result<HttpResponse> response = co_await posting;
    if (!response)
        co_return fail(response.error());
    if (response->status == 200)
        co_return Result<void>();
    co_return fail(response->status >= 500 ? ErrorKind::Server : ErrorKind::Refused, sending(),
                   translated(QT_TRANSLATE_NOOP("slack", "Slack didn't take the file.")),
                   QStringLiteral("HTTP %1").arg(response->status), QStringLiteral("http_%1").arg(response->status));
}

QCoro::Task<Result<void>> SlackClient::showFile(QString fileId, QString title, QString channelId)
{
    const QJsonArray files{QJsonObject{{QStringLiteral("id"), fileId}, {QStringLiteral("title"), title}}};
    const QUrlQuery arguments{
        {QStringLiteral("files"), encoded(QString::fromUtf8(QJsonDocument(files).toJson(QJsonDocument::Compact)))},
        {QStringLiteral("channel_id"), channelId}};
    auto calling = call(QStringLiteral("files.completeUploadExternal"), arguments, sending());
    const Result<Answer> answer = co_await calling;
    if (!answer)
        co_return fail(answer.error());
    co_return Result<void>();
}

QCoro::Task<Result<void>> SlackClient::deleteFile(QString fileId)
{
    auto calling = call(QStringLiteral("files.delete"), {{QStringLiteral("file"), fileId}},
                        translated(QT_TRANSLATE_NOOP("slack", "Delete a file in Slack")));
    const Result<Answer> answer = co_await calling;
    const bool isGone = !answer && (answer.error().code == u"file_not_found" || answer.error().code == u"file_deleted");
    if (!answer && !isGone)
        co_return fail(answer.error());
    co_return Result<void>();
}

} // namespace ledgercast
