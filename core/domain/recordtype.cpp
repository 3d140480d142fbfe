// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/recordtype.h"

#include <QCoreApplication>

namespace ledgercast::recordtype {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("recordtype", text);
}

} // namespace

QString displayName(const QString &type)
{
    if (type == supplierInvoice)
        return translated(QT_TRANSLATE_NOOP("recordtype", "Supplier invoice"));
    if (type == purchaseOrder)
        return translated(QT_TRANSLATE_NOOP("recordtype", "Purchase order"));
    if (type == costCentre)
        return translated(QT_TRANSLATE_NOOP("recordtype", "Cost centre"));
    QString readable = type;
    readable.replace(u'_', u' ');
    return readable.left(1).toUpper() + readable.mid(1);
}

QString documentLabel(const QString &type, const QString &number)
{
    if (type == supplierInvoice)
        return number.startsWith(u"SI-") ? number : u"SI-" + number;
    if (type == purchaseOrder)
        return u"PO " + number;
    return displayName(type) + u' ' + number;
}

Label parseLabel(const QString &text)
{
    const QStringList types = known();
    for (const QString &type : types) {
        const QString prefix = documentLabel(type, {});
        if (!text.startsWith(prefix, Qt::CaseInsensitive))
            continue;
        const QString number = text.mid(prefix.size()).trimmed();
        // "PO 1100234" is a label, "Po Valley Foods" is a name.
        if (prefix.endsWith(u' ') && !(number.isEmpty() ? QChar() : number.front()).isDigit())
            continue;
        return {type, number};
    }
    return {{}, text};
}

QStringList known()
{
    return {supplierInvoice.toString(), purchaseOrder.toString(), costCentre.toString()};
}

} // namespace ledgercast::recordtype
