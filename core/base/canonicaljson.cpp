// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/canonicaljson.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace ledgercast {

void appendJson(QByteArray &json, const QString &text)
{
    const bool isPlain = std::all_of(text.cbegin(), text.cend(),
                                     [](QChar c) { return c >= u' ' && c < u'\x7f' && c != u'"' && c != u'\\'; });
    if (!isPlain) {
        const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
        json.append(array.constData() + 1, array.size() - 2);
        return;
    }
    const qsizetype start = json.size();
    json.resize(start + text.size() + 2);
    char *out = json.data() + start;
    *out++ = '"';
    out = std::transform(text.cbegin(), text.cend(), out, [](QChar c) { return c.toLatin1(); });
    *out = '"';
}

void appendJson(QByteArray &json, const QJsonValue &value)
{
    if (value.isString())
        return appendJson(json, value.toString());
    const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    json.append(array.constData() + 1, array.size() - 2);
}

} // namespace ledgercast
