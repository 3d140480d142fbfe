// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/secretstore.h"

namespace ledgercast {

void SessionSecretStore::load(Loaded done)
{
    QMetaObject::invokeMethod(
        this, [this, done = std::move(done)] { done(m_secrets); }, Qt::QueuedConnection);
}

void SessionSecretStore::store(const Secrets &secrets, Stored done)
{
    m_secrets = secrets;
    QMetaObject::invokeMethod(
        this, [done = std::move(done)] { done({}); }, Qt::QueuedConnection);
}

} // namespace ledgercast
