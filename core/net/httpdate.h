// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QLocale>

namespace ledgercast {

/// "Sun, 06 Nov 1994 08:49:37 GMT", as HTTP writes times; invalid for anything else. Qt::RFC2822Date doesn't know
/// "GMT". Date and time are read apart, so that this computer's own zone and its summer time have no say.
[[nodiscard]] inline QDateTime fromHttpDate(const QByteArray &value)
{
    const QString text = QString::fromLatin1(value.trimmed());
    const QDate date = QLocale::c().toDate(text.left(16), QStringLiteral("ddd, dd MMM yyyy"));
    const QTime time = QTime::fromString(text.mid(17, 8), QStringLiteral("HH:mm:ss"));
    return date.isValid() && time.isValid() && text.endsWith(u" GMT") ? QDateTime(date, time, Qt::UTC) : QDateTime();
}

} // namespace ledgercast
