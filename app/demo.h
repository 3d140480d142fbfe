// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandboxchild.h"
#include "core/engine/engine.h"
#include "core/settings/profile.h"

#include <functional>

namespace ledgercast {

/// Connects an engine to a sandbox: its tenant, its workspace, rules for its cost centres. Used by `demo` and --demo.
class DemoSetup final : public QObject
{
    Q_OBJECT
public:
    DemoSetup(Engine *engine, const SandboxChild &sandbox, QObject *parent = nullptr);

    /// What the profile needs before its engine opens.
    [[nodiscard]] static Result<void> prepareProfile(const Profile &profile);
    /// Once the engine is ready. Ends in done() or, through the engine, failed().
    void start();

Q_SIGNALS:
    void done();

private:
    void imported();
    void connected();

    Engine *m_engine;
    QString m_ionApiFile;
    QString m_slackUrl;
    QString m_slackToken;
};

} // namespace ledgercast
