// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QProcess>
#include <QTemporaryDir>

namespace ledgercast {

/// The built-in sandbox as a child process that ends with us: a CloudSuite tenant and a Slack workspace on loopback.
class SandboxChild final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    ~SandboxChild() override;

    /// Starts it and waits until it listens. Errors: Internal (program missing), NoAnswer.
    [[nodiscard]] Result<void> start(const QStringList &arguments);

    [[nodiscard]] QString ionApiFile() const { return m_folder.filePath(QStringLiteral("sandbox.ionapi")); }
    [[nodiscard]] QString slackUrl() const { return m_slackUrl; }
    [[nodiscard]] QString slackToken() const { return m_slackToken; }
    [[nodiscard]] QString webPage() const { return m_webPage; }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    QString m_slackUrl;
    QString m_slackToken;
    QString m_webPage;
};

} // namespace ledgercast
