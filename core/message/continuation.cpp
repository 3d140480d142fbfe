// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/message/continuation.h"

#include "core/message/blocks.h"
#include "core/message/mrkdwn.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace ledgercast {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Message)
};

constexpr qsizetype mostBlocks = 50;
constexpr qsizetype nameLimit = 150;

/// What the earlier message said in its notification, without links and mentions.
QString nameOf(const QByteArray &message)
{
    static const QRegularExpression token(QStringLiteral("<[^<>]*>"));
    QString text = QJsonDocument::fromJson(message).object().value(u"text").toString();
    return mrkdwn::shortened(text.remove(token).simplified(), nameLimit);
}

QString timeOf(const QString &ts)
{
    bool isNumber = false;
    const qint64 seconds = ts.section(u'.', 0, 0).toLongLong(&isNumber);
    if (!isNumber || seconds <= 0)
        return {};
    return mrkdwn::time(seconds);
}

QString wordsAbout(const EarlierMessage &earlier)
{
    const QString name = nameOf(earlier.message);
    const QString time = timeOf(earlier.ts);
    const bool isNamed = !name.isEmpty() && !time.isEmpty();
    if (earlier.isLeft)
        return isNamed ? Words::tr("Continues “%1” of %2, which Slack lets nobody edit any more.").arg(name, time)
                       : Words::tr("Continues an earlier message that Slack lets nobody edit any more.");
    return isNamed ? Words::tr("Continues “%1” of %2, which was deleted in Slack.").arg(name, time)
                   : Words::tr("Continues an earlier message that was deleted in Slack.");
}

} // namespace

std::optional<Message> asContinuation(const QByteArray &reply, const EarlierMessage &earlier)
{
    QJsonObject object = QJsonDocument::fromJson(reply).object();
    QJsonArray blocks = object.value(u"blocks").toArray();
    if (blocks.isEmpty() || blocks.size() >= mostBlocks)
        return std::nullopt;
    Blocks note;
    note.addContext(wordsAbout(earlier), earlier.permalink,
                    earlier.isLeft ? Words::tr("The earlier message") : Words::tr("Where it stood"));
    const QJsonArray noted = QJsonDocument::fromJson(note.toMessage({}).json).object().value(u"blocks").toArray();
    for (const QJsonValue &block : noted)
        blocks.append(block);
    object.insert(QStringLiteral("blocks"), blocks);
    return Message{QJsonDocument(object).toJson(QJsonDocument::Compact)};
}

} // namespace ledgercast
