// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"

namespace ledgercast {

Q_LOGGING_CATEGORY(logApp, "ledgercast.app", QtInfoMsg)
Q_LOGGING_CATEGORY(logStore, "ledgercast.store", QtInfoMsg)
Q_LOGGING_CATEGORY(logNet, "ledgercast.net", QtInfoMsg)
Q_LOGGING_CATEGORY(logCloudSuite, "ledgercast.cloudsuite", QtInfoMsg)
Q_LOGGING_CATEGORY(logSlack, "ledgercast.slack", QtInfoMsg)
Q_LOGGING_CATEGORY(logEngine, "ledgercast.engine", QtInfoMsg)
Q_LOGGING_CATEGORY(logSecrets, "ledgercast.secrets", QtInfoMsg)

} // namespace ledgercast
