// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>

namespace ledgercast {

/// Standard input a line at a time, first waited for, then beside the event loop. Nobody else reads it.
class InputLines final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Waits for the next one, without its end; empty at the end of the input.
    [[nodiscard]] QByteArray wait();
    /// Tells each further one, from the event loop.
    void listen();

Q_SIGNALS:
    void line(const QByteArray &line);

private:
    /// false: at the end.
    bool readMore();
    void tellLines();

    QByteArray m_read;
};

} // namespace ledgercast
