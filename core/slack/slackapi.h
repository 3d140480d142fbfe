// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/domain/channel.h"
#include "core/slack/slackerrors.h"

#include <QByteArray>
#include <QCoroTask>
#include <QHash>
#include <QList>
#include <QStringList>
#include <QUrl>

namespace ledgercast {

/// Who the token is.
struct SlackIdentity
{
    QString teamId;
    QString team;
    QUrl url;
    QString userId;
    QString user;
    QString botId;
    QString appId;      ///< empty: Slack did not say
    QStringList scopes; ///< granted, from the answer's header

    /// Scopes of slackScopes() that the token lacks.
    [[nodiscard]] QStringList missingScopes() const;
};

struct PostRequest
{
    QString deliveryId; ///< travels in the metadata
    QString channel;
    QString threadTs;   ///< empty: a message of its own
    QByteArray message; ///< JSON object with "text" and "blocks", sent unchanged
    std::chrono::milliseconds deadline{30'000};
};

/// Other content for one of our messages.
struct EditRequest
{
    QString channelId;
    QString ts;
    QByteArray message; ///< as PostRequest has it; the message keeps its metadata
    std::chrono::milliseconds deadline{30'000};
};

struct PostOutcome
{
    PostVerdict verdict = PostVerdict::Refused;
    QString ts;                ///< Posted only
    QString channelId;         ///< Posted only
    bool isThreadLost = false; ///< Posted, but in the channel itself: the thread's first message was deleted
    Error error;               ///< not for Posted
    std::optional<std::chrono::milliseconds> retryAfter;
};

/// Where a file's bytes go, and what Slack calls it.
struct UploadPlace
{
    QUrl url; ///< good for one upload, without a token
    QString fileId;
};

/// Where one of our messages stands in its channel.
struct DeliveryPlace
{
    QString ts;
    QString threadTs; ///< empty: in the channel itself

    friend bool operator==(const DeliveryPlace &, const DeliveryPlace &) = default;
};

/// The Slack workspace, as far as this program needs it. One implementation over HTTP; a fake in tests.
class SlackApi
{
public:
    virtual ~SlackApi() = default;

    [[nodiscard]] virtual QCoro::Task<Result<SlackIdentity>> identify() = 0;
    /// Public and private channels the token can see, archived ones too, to the last page.
    [[nodiscard]] virtual QCoro::Task<Result<QList<Channel>>> channels() = 0;
    /// Sent once at most. Never an error: what went wrong is in the outcome.
    [[nodiscard]] virtual QCoro::Task<PostOutcome> post(PostRequest request) = 0;
    /// The same for chat.update. An edit can be made again: its outcome is never Unclear, but RetryLater. ThreadGone:
    /// the message was deleted, or may not be edited any more.
    [[nodiscard]] virtual QCoro::Task<PostOutcome> edit(EditRequest request) = 0;
    /// Our own messages since then by delivery id, in the channel or (threadTs not empty) in one thread. If the
    /// thread's first message was deleted, in the channel: there Slack puts a reply that came too late.
    [[nodiscard]] virtual QCoro::Task<Result<QHash<QString, DeliveryPlace>>>
    findDeliveries(QString channelId, QString threadTs, Instant since) = 0;
    [[nodiscard]] virtual QCoro::Task<Result<Channel>> join(QString channelId) = 0;
    /// Where people read a message; empty before identify(). threadTs: the thread it is a reply in.
    [[nodiscard]] virtual QUrl permalink(const QString &channelId, const QString &ts,
                                         const QString &threadTs) const = 0;
    /// Slack's clock minus ours, by the last answer; 0 before the first. `since` is in Slack's time.
    [[nodiscard]] virtual Milliseconds clockOffset() const = 0;
};

/// As chat.getPermalink answers, without a call for each message. workspace: as identify() gives it.
[[nodiscard]] QUrl slackPermalink(const QUrl &workspace, const QString &channelId, const QString &ts,
                                  const QString &threadTs = {});
/// The scopes the app manifest asks for.
[[nodiscard]] QStringList slackScopes();
/// The app manifest that comes with the program.
[[nodiscard]] QByteArray slackManifest();
/// The same for an app that tells its events through Socket Mode: subscriptions, and the scope that reactions need.
[[nodiscard]] QByteArray slackManifestWithEvents();
/// The manifest of an app that may do more. Optional scopes, asked for only where they are wanted:
/// peopleScopes() to look people up by e-mail address, fileScopes() to send files.
[[nodiscard]] QByteArray withScopes(const QByteArray &manifest, const QStringList &scopes);
[[nodiscard]] inline QStringList peopleScopes()
{
    return {QStringLiteral("users:read"), QStringLiteral("users:read.email")};
}
[[nodiscard]] inline QStringList fileScopes()
{
    return {QStringLiteral("files:write")};
}
/// A manifest for an app that is signed in with: it registers the redirect address.
[[nodiscard]] QByteArray slackManifestWithRedirect(const QByteArray &manifest, const QUrl &redirect);
/// Opens Slack's "create an app" page with the manifest filled in.
[[nodiscard]] QUrl manifestUrl();

} // namespace ledgercast
