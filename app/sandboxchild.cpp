// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandboxchild.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

namespace ledgercast {

namespace {

constexpr int startTimeout = 20'000;
constexpr int stopTimeout = 3000;

} // namespace

SandboxChild::~SandboxChild()
{
    m_process.closeWriteChannel(); // it ends with its standard input
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(stopTimeout))
        m_process.kill();
    m_process.waitForFinished(stopTimeout);
}

Result<void> SandboxChild::start(const QStringList &arguments)
{
    const QString program = QCoreApplication::applicationDirPath() + u"/ledgercast-sandbox";
    if (!QFileInfo(program).isExecutable())
        return fail(ErrorKind::Internal, tr("Start the sandbox"),
                    tr("The sandbox program isn't installed beside Ledgercast: %1.").arg(program));
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(program,
                    QStringList{QStringLiteral("--exit-with-stdin"), QStringLiteral("--write-ionapi"), ionApiFile()} +
                        arguments);
    QByteArray line;
    while (!line.endsWith('\n')) {
        if (!m_process.waitForReadyRead(startTimeout))
            return fail(ErrorKind::NoAnswer, tr("Start the sandbox"), tr("The sandbox didn't start."),
                        m_process.errorString());
        line += m_process.readAllStandardOutput();
    }
    const QJsonObject addresses = QJsonDocument::fromJson(line).object();
    m_slackUrl = addresses[u"slack"].toString();
    m_slackToken = addresses[u"slack_token"].toString();
    m_webPage = addresses[u"web"].toString();
    return {};
}

} // namespace ledgercast
