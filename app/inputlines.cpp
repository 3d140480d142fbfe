// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/inputlines.h"

#include <QSocketNotifier>

#include <array>
#include <cerrno>

#include <unistd.h>

namespace ledgercast {

namespace {

constexpr qsizetype longestLine = 16 * 1024;

} // namespace

bool InputLines::readMore()
{
    std::array<char, 4096> bytes{};
    ssize_t count = 0;
    do
        count = ::read(STDIN_FILENO, bytes.data(), bytes.size());
    while (count < 0 && errno == EINTR);
    if (count > 0)
        m_read.append(bytes.data(), count);
    return count > 0 && m_read.size() <= longestLine;
}

QByteArray InputLines::wait()
{
    while (!m_read.contains('\n') && readMore()) {
    }
    const qsizetype end = m_read.indexOf('\n');
    const QByteArray line = (end < 0 ? m_read : m_read.first(end)).trimmed();
    m_read = end < 0 ? QByteArray() : m_read.sliced(end + 1);
    return line;
}

void InputLines::listen()
{
    auto *notifier = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this, notifier] {
        if (!readMore()) {
            notifier->setEnabled(false);
            m_read.append('\n');
        }
        tellLines();
    });
    QMetaObject::invokeMethod(this, &InputLines::tellLines, Qt::QueuedConnection); // what came with those before
}

void InputLines::tellLines()
{
    while (m_read.contains('\n')) {
        const QByteArray line = wait();
        if (!line.isEmpty())
            Q_EMIT this->line(line);
    }
}

} // namespace ledgercast
