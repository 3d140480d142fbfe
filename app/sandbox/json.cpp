// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/json.h"

namespace ledgercast::sandbox {

QByteArray jsonString(const QByteArray &utf8)
{
    QByteArray text;
    text.reserve(utf8.size() + 2);
    text += '"';
    for (const char letter : utf8) {
        if (letter == '"' || letter == '\\')
            text += '\\';
        if (static_cast<unsigned char>(letter) < 0x20)
            text += "\\u00" + QByteArray(1, letter).toHex();
        else
            text += letter;
    }
    return text += '"';
}

QJsonObject countsToJson(const QHash<QByteArray, int> &counts)
{
    QJsonObject object;
    for (auto entry = counts.begin(); entry != counts.end(); ++entry)
        object.insert(QString::fromUtf8(entry.key()), entry.value());
    return object;
}

} // namespace ledgercast::sandbox
