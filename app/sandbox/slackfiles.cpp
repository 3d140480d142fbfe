// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/json.h"
#include "app/sandbox/slackapi.h"

#include <QDateTime>
#include <QUrl>

using namespace Qt::StringLiterals;

// Files: an address to upload to, the upload, and what shows it in a channel.
namespace ledgercast::sandbox {

namespace {

constexpr qint64 largestFile = 16 * 1024 * 1024; // of the sandbox; Slack takes 1 GB

} // namespace

QByteArray SlackApi::fileObject(const QByteArray &id, const SlackFile &file) const
{
    return "{\"id\":" + jsonString(id) + ",\"created\":" + QByteArray::number(file.createdAt) +
           ",\"name\":" + jsonString(file.name) + ",\"title\":" + jsonString(file.title) +
           ",\"mimetype\":\"text/csv\",\"filetype\":\"csv\",\"user\":\"" + m_workspace.botUserId +
           "\",\"size\":" + QByteArray::number(file.content.size()) + ",\"mode\":\"hosted\",\"url_private\":" +
           jsonString(m_webUrl + "files/" + id + '/' + QUrl::toPercentEncoding(QString::fromUtf8(file.name))) + '}';
}

QByteArray SlackApi::uploadUrl(SlackCall &call)
{
    const qint64 length = call.number("length"_L1, 0);
    const QByteArray name = call.text("filename"_L1);
    if (name.isEmpty() || length <= 0) {
        call.fail("invalid_arguments",
                  {name.isEmpty() ? u"missing required field: filename"_s : u"missing required field: length"_s});
        return {};
    }
    if (length > largestFile) {
        call.fail("file_upload_size_restricted");
        return {};
    }
    const QByteArray id = "F0LC" + QByteArray::number(++m_fileCount, 36).toUpper().rightJustified(6, '0');
    SlackFile file;
    file.name = name;
    file.title = name;
    file.length = length;
    file.createdAt = QDateTime::currentSecsSinceEpoch();
    m_files.insert(id, file);
    return ",\"upload_url\":" + jsonString(m_webUrl + "upload/v1/" + id) + ",\"file_id\":" + jsonString(id);
}

Reply SlackApi::upload(const QByteArray &id, const Request &request)
{
    ++m_calls["upload"];
    if (std::optional<Reply> reply = faultBefore())
        return *reply;
    const auto file = m_files.find(id);
    if (!request.isPost || file == m_files.end() || file->isComplete)
        return {404, "Not found", "text/plain"};
    // Raw bytes, or a form with one file as Slack's own SDKs send it.
    QByteArray content = request.body;
    if (request.header("Content-Type").startsWith("multipart/form-data")) {
        const qsizetype start = content.indexOf("\r\n\r\n") + 4;
        content = content.mid(start, file->length);
    }
    if (content.size() != file->length)
        return {400, "Wrong length", "text/plain"};
    file->content = content;
    return {200, "OK - " + QByteArray::number(content.size()), "text/plain"};
}

QByteArray SlackApi::completeUpload(SlackCall &call)
{
    const QJsonArray files = call.json("files"_L1).toArray();
    if (files.isEmpty()) {
        call.fail("invalid_arguments", {u"missing required field: files"_s});
        return {};
    }
    SlackChannel *channel = nullptr;
    if (call.has("channel_id"_L1)) {
        channel = m_workspace.channel(call.text("channel_id"_L1));
        if (!channel)
            call.fail("channel_not_found");
        else if (channel->isArchived)
            call.fail("is_archived");
        else if (!channel->isMember)
            call.fail("not_in_channel");
    }
    for (const QJsonValue &one : files) {
        const auto file = m_files.constFind(one[u"id"].toString().toLatin1());
        if (file == m_files.constEnd() || file->content.isEmpty() || file->isComplete)
            call.fail("file_not_found");
    }
    if (call.isFailed())
        return {};
    QByteArrayList objects;
    for (const QJsonValue &one : files) {
        const QByteArray id = one[u"id"].toString().toLatin1();
        SlackFile &file = m_files[id];
        if (const QString title = one[u"title"].toString(); !title.isEmpty())
            file.title = title.toUtf8();
        file.isComplete = true;
        objects << fileObject(id, file);
    }
    if (channel)
        showFiles(*channel, files, objects.join(','), call);
    return ",\"files\":[" + objects.join(',') + ']';
}

/// The message that holds the files, as people see it.
void SlackApi::showFiles(SlackChannel &channel, const QJsonArray &files, const QByteArray &objects, SlackCall &call)
{
    SlackMessage message;
    message.micros = m_workspace.nextMicros();
    if (const auto thread = SlackWorkspace::fromTs(call.text("thread_ts"_L1)))
        message.thread = *thread;
    Content content;
    content.text = call.text("initial_comment"_L1);
    message.body = bodyOf(content, message).chopped(1) + ",\"upload\":true,\"files\":[" + objects + "]}";
    for (const QJsonValue &one : files) {
        SlackFile &file = m_files[one[u"id"].toString().toLatin1()];
        file.channel = channel.id;
        file.micros = message.micros;
    }
    m_workspace.add(channel, message);
}

QByteArray SlackApi::deleteFile(SlackCall &call)
{
    const auto file = m_files.find(call.text("file"_L1));
    if (file == m_files.end()) {
        call.fail("file_not_found");
        return {};
    }
    SlackChannel *channel = file->channel.isEmpty() ? nullptr : m_workspace.anyChannel(file->channel);
    if (SlackMessage *message = channel ? channel->find(file->micros) : nullptr)
        remove(*channel, *message);
    m_files.erase(file);
    return {};
}

/// {"files":[{…,"channel":"C…","content":"…"}]}, for tests and the page.
QByteArray SlackApi::filesShown() const
{
    QByteArrayList files;
    for (auto file = m_files.cbegin(); file != m_files.cend(); ++file)
        files << fileObject(file.key(), *file).chopped(1) + ",\"channel\":" + jsonString(file->channel) +
                     ",\"content\":" + jsonString(file->content) + '}';
    return "{\"files\":[" + files.join(',') + "]}";
}

/// What url_private gives.
Reply SlackApi::fileContent(const QByteArray &id) const
{
    const auto file = m_files.constFind(id);
    if (file == m_files.cend() || !file->isComplete)
        return {404, "Not found", "text/plain"};
    Reply reply{200, file->content, "text/csv; charset=utf-8"};
    reply.headers = {{"Content-Disposition", "attachment"}};
    return reply;
}

} // namespace ledgercast::sandbox
