// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/message/testmessage.h"

#include "core/message/mrkdwn.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace ledgercast {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Message)
};

/// <@U01>, <!here>, <!subteam^S1>: as words. Dates and links stay.
QString withoutMentions(QString text)
{
    static const QRegularExpression mention(QStringLiteral("<(@|!(?!date\\^))([^<>|]+)(\\|[^<>]*)?>"));
    qsizetype from = 0;
    for (auto found = mention.match(text, from); found.hasMatch(); found = mention.match(text, from)) {
        const QString shown = QStringLiteral("`@%1`").arg(found.captured(2).section(u'^', -1));
        text.replace(found.capturedStart(), found.capturedLength(), shown);
        from = found.capturedStart() + shown.size();
    }
    return text;
}

QJsonValue quiet(const QJsonValue &value)
{
    if (value.isArray()) {
        QJsonArray array;
        for (const QJsonValue &element : value.toArray())
            array.append(quiet(element));
        return array;
    }
    if (!value.isObject())
        return value;
    QJsonObject object = value.toObject();
    const bool isMrkdwn = object.value(u"type").toString() == u"mrkdwn";
    for (auto member = object.begin(); member != object.end(); ++member)
        member.value() = isMrkdwn && member.key() == u"text" ? QJsonValue(withoutMentions(member.value().toString()))
                                                             : quiet(member.value());
    return object;
}

} // namespace

std::optional<Message> asTest(const QByteArray &message, const QString &person)
{
    const QJsonObject object = QJsonDocument::fromJson(message).object();
    if (!object.value(u"text").isString() || !object.value(u"blocks").isArray())
        return std::nullopt;
    const QString note =
        Words::tr("*Test* of a message design, sent by %1. No record changed.").arg(mrkdwn::escaped(person));
    const QJsonObject text{{QStringLiteral("type"), QStringLiteral("mrkdwn")},
                           {QStringLiteral("text"), note},
                           {QStringLiteral("verbatim"), true}};
    QJsonArray blocks{QJsonObject{{QStringLiteral("type"), QStringLiteral("context")},
                                  {QStringLiteral("elements"), QJsonArray{text}}}};
    const QJsonArray own = quiet(object.value(u"blocks")).toArray();
    for (const QJsonValue &block : own)
        blocks.append(block);
    const QJsonObject test{
        {QStringLiteral("text"), Words::tr("Test: %1").arg(withoutMentions(object.value(u"text").toString()))},
        {QStringLiteral("blocks"), blocks}};
    return Message{QJsonDocument(test).toJson(QJsonDocument::Compact)};
}

} // namespace ledgercast
