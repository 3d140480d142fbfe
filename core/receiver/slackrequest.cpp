// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receiver/slackrequest.h"

#include "core/base/secretcompare.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>

namespace ledgercast {

using namespace std::chrono_literals;

namespace {

constexpr Milliseconds window = 5min;

} // namespace

bool isSignedBySlack(const SlackRequest &request, const QByteArray &secret, Instant now)
{
    bool isNumber = false;
    const qint64 seconds = request.timestamp.toLongLong(&isNumber);
    // Before it becomes milliseconds, so that a huge one doesn't overflow into the window.
    if (secret.isEmpty() || !isNumber || seconds < 0 || seconds > 100'000'000'000)
        return false;
    const Milliseconds age = now - instantFromMs(seconds * 1000);
    if (age > window || age < -window)
        return false;
    const QByteArray base = "v0:" + request.timestamp + ':' + request.body;
    const QByteArray expected =
        "v0=" + QMessageAuthenticationCode::hash(base, secret, QCryptographicHash::Sha256).toHex();
    return isSameSecret(request.signature, expected);
}

SlackRequestAnswer answerToSlack(const SlackRequest &request, const QByteArray &secret, Instant now)
{
    if (!isSignedBySlack(request, secret, now))
        return {
            401, "Not signed by this app of Slack, or not now: check the signing secret and both clocks.", {}, true};
    const QJsonDocument document = QJsonDocument::fromJson(request.body);
    const QString type = document.object()[u"type"].toString();
    if (type == u"url_verification") {
        const QJsonValue challenge = document[u"challenge"];
        if (!challenge.isString())
            return {400, "The challenge is missing.", {}, true};
        return {200, challenge.toString().toUtf8()};
    }
    if (type == u"event_callback")
        return {200, {}, document.object()};
    // app_rate_limited and whatever comes later: taken note of, nothing to do.
    return document.isObject() ? SlackRequestAnswer{200, {}} : SlackRequestAnswer{400, "This isn't JSON.", {}, true};
}

} // namespace ledgercast
