// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/referencecsv.h"

#include "core/routing/csvtable.h"

#include <QCryptographicHash>

#include <algorithm>
#include <tuple>

namespace ledgercast {

namespace {

QString valueOf(const Document &document, const QString &column)
{
    if (column == u"tenant")
        return document.tenant;
    if (column == u"company")
        return document.company;
    if (column == u"division")
        return document.division;
    if (column == u"number")
        return document.number;
    if (column == u"status")
        return document.status;
    const QString value = document.fields.value(column);
    return value.isEmpty() && column == u"name" ? document.partyName : value;
}

} // namespace

QByteArray referenceCsv(const QStringList &columns, QList<Document> documents)
{
    std::sort(documents.begin(), documents.end(), [](const Document &one, const Document &other) {
        return std::tie(one.tenant, one.company, one.division, one.number, one.key) <
               std::tie(other.tenant, other.company, other.division, other.number, other.key);
    });
    QString text = columns.join(u',') + QStringLiteral("\r\n");
    for (const Document &document : std::as_const(documents)) {
        QStringList cells;
        for (const QString &column : columns)
            cells << spreadsheetCell(valueOf(document, column));
        text += cells.join(u',') + QStringLiteral("\r\n");
    }
    return "\xef\xbb\xbf" + text.toUtf8();
}

QString referenceDigest(const QByteArray &csv)
{
    return QString::fromLatin1(QCryptographicHash::hash(csv, QCryptographicHash::Sha256).toHex());
}

} // namespace ledgercast
