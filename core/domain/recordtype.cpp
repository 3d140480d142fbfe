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

QStringList known()
{
    return {supplierInvoice.toString(), purchaseOrder.toString(), costCentre.toString()};
}

} // namespace ledgercast::recordtype
