// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QMap>
#include <QProcess>
#include <QTemporaryDir>

namespace ledgercast::test {

class SandboxProcess;

/// What a command came to.
struct Outcome
{
    int code = -1;
    QByteArray output;
    QByteArray errors;

    [[nodiscard]] QJsonObject json() const;
    /// All it said, for a failed test.
    [[nodiscard]] QString words() const
    {
        return QStringLiteral("code %1: %2 %3").arg(code).arg(QString::fromUtf8(errors), QString::fromUtf8(output));
    }
};

/// The program as an administrator's script runs it, on a profile of the test's own.
class ProgramRun
{
public:
    [[nodiscard]] QString directory() const { return m_folder.path(); }
    [[nodiscard]] QString databasePath() const { return m_folder.filePath(QStringLiteral("ledgercast.db")); }
    /// Runs to the end. input: for standard input.
    Outcome run(const QStringList &arguments, const QByteArray &input = {}, int timeoutMilliseconds = 120'000);
    /// Starts and leaves it running.
    void start(QProcess &process, const QStringList &arguments);
    /// Tenant, workspace and rules of the sandbox, at full speed. The first mistake, or nothing.
    [[nodiscard]] QByteArray connectTo(SandboxProcess &sandbox, const QByteArray &rules);

private:
    QTemporaryDir m_folder;
};

/// How often each delivery stands in the sandbox's channels, by its id in the message's metadata.
[[nodiscard]] QMap<QString, int> deliveriesInSlack(SandboxProcess &sandbox);

} // namespace ledgercast::test
