// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocalServer>

namespace ledgercast {

/// One console a profile: a second start hands its file to the first one and ends.
class SingleInstance final : public QObject
{
    Q_OBJECT
public:
    explicit SingleInstance(const QString &profileDirectory, QObject *parent = nullptr);

    /// Whether another console has this profile; it is told to come to the front and to read the file (may be empty).
    [[nodiscard]] bool handOver(const QString &file);
    /// Listens to later starts. Without it the program still works, so no error.
    void listen();

Q_SIGNALS:
    void startedAgain(const QString &file);

private:
    void read();

    QString m_name;
    QLocalServer m_server;
};

} // namespace ledgercast
