// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/net/httpclient.h"

#include <QJsonObject>

namespace ledgercast {

/// The object of an answer of Slack's Web API, whether it says ok or not: nearly every failure comes with HTTP 200
/// (docs.slack.dev/apis/web-api). Errors: RateLimited (429), Server (5xx, 408), Protocol (somebody else answered).
[[nodiscard]] Result<QJsonObject> slackObject(const HttpResponse &response, const QString &operation);

} // namespace ledgercast
