// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <QByteArray>
#include <QJsonObject>

#include <optional>

namespace ledgercast {

/// What Slack sends to an app's request address, as far as it is judged by.
struct SlackRequest
{
    QByteArray timestamp; ///< header X-Slack-Request-Timestamp, seconds since the epoch
    QByteArray signature; ///< header X-Slack-Signature, "v0=" and 64 hex digits
    QByteArray body;      ///< as it came, byte for byte
};

struct SlackRequestAnswer
{
    int status = 200;
    QByteArray body;                         ///< plain text
    std::optional<QJsonObject> wrapper = {}; ///< of an event: see readSlackEvent()
    bool isFinal = false;                    ///< Slack need not try again
};

/// Whether the body was signed with the app's signing secret within five minutes of now: v0 of
/// docs.slack.dev/authentication/verifying-requests-from-slack. Takes as long for a signature that is almost right as
/// for any other. false for an empty secret.
[[nodiscard]] bool isSignedBySlack(const SlackRequest &request, const QByteArray &secret, Instant now);
/// 401 for what isn't signed, 400 for what can't be read, the challenge for url_verification. Pure.
[[nodiscard]] SlackRequestAnswer answerToSlack(const SlackRequest &request, const QByteArray &secret, Instant now);

} // namespace ledgercast
