// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace ledgercast {

struct HttpResponse;

namespace gatewayerrors {

/// What an HTTP status outside 2xx means, 401 included; suite ("M3", "FSM") and program are named to people.
[[nodiscard]] Error ofStatus(const HttpResponse &response, const QString &suite, const QString &program,
                             const QString &operation);
/// A body with status 2xx that isn't what the suite promises: a web page in between, or something else.
[[nodiscard]] Error ofBody(const QByteArray &body, const QString &suite, const QString &operation);
/// A clear no inside an answer: not allowed, if its words say so, else refused.
[[nodiscard]] Error ofRefusal(const QString &suite, const QString &program, const QString &reason, const QString &code,
                              const QString &operation);

} // namespace gatewayerrors

} // namespace ledgercast
