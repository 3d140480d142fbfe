// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/recordtype.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace ledgercast::recordtype {

namespace {

struct Name
{
    QStringView type;
    const char *name;
};

constexpr std::array names{
    Name{supplierInvoice, QT_TRANSLATE_NOOP("recordtype", "Supplier invoice")},
    Name{pendingInvoice, QT_TRANSLATE_NOOP("recordtype", "Invoice in process")},
    Name{purchaseOrder, QT_TRANSLATE_NOOP("recordtype", "Purchase order")},
    Name{goodsReceipt, QT_TRANSLATE_NOOP("recordtype", "Goods receipt")},
    Name{payment, QT_TRANSLATE_NOOP("recordtype", "Payment")},
    Name{voucher, QT_TRANSLATE_NOOP("recordtype", "Voucher")},
    Name{supplier, QT_TRANSLATE_NOOP("recordtype", "Supplier")},
    Name{customer, QT_TRANSLATE_NOOP("recordtype", "Customer")},
    Name{item, QT_TRANSLATE_NOOP("recordtype", "Item")},
    Name{account, QT_TRANSLATE_NOOP("recordtype", "Account")},
    Name{costCentre, QT_TRANSLATE_NOOP("recordtype", "Cost centre")},
    Name{dimension, QT_TRANSLATE_NOOP("recordtype", "Dimension")},
    Name{division, QT_TRANSLATE_NOOP("recordtype", "Division")},
    Name{currency, QT_TRANSLATE_NOOP("recordtype", "Currency")},
    Name{exchangeRate, QT_TRANSLATE_NOOP("recordtype", "Exchange rate")},
    Name{authorizedUser, QT_TRANSLATE_NOOP("recordtype", "Authorised user")},
};

constexpr std::array masterData{supplier,  customer, item,     account,      costCentre,
                                dimension, division, currency, exchangeRate, authorizedUser};

} // namespace

bool isMasterData(QStringView type)
{
    return std::find(masterData.begin(), masterData.end(), type) != masterData.end();
}

QString displayName(const QString &type)
{
    const auto *known = std::find_if(names.begin(), names.end(), [&](const Name &name) { return type == name.type; });
    if (known != names.end())
        return QCoreApplication::translate("recordtype", known->name);
    QString readable = type;
    readable.replace(u'_', u' ');
    return readable.left(1).toUpper() + readable.mid(1);
}

QString documentLabel(const QString &type, const QString &number)
{
    if (type == supplierInvoice || type == pendingInvoice)
        return number.startsWith(u"SI-") ? number : u"SI-" + number;
    if (type == purchaseOrder)
        return u"PO " + number;
    return displayName(type) + u' ' + number;
}

Label parseLabel(const QString &text)
{
    Label label{{}, text};
    const QStringList types = known();
    for (const QString &type : types) {
        const QString prefix = documentLabel(type, {});
        if (!text.startsWith(prefix, Qt::CaseInsensitive))
            continue;
        const QString number = text.mid(prefix.size()).trimmed();
        // "PO 1100234" is a label, "Po Valley Foods" is a name.
        if (prefix.endsWith(u' ') && !(number.isEmpty() ? QChar() : number.front()).isDigit())
            continue;
        label.types << type;
        label.number = number;
    }
    return label;
}

QStringList known()
{
    QStringList types;
    for (const Name &name : names)
        types << name.type.toString();
    return types;
}

} // namespace ledgercast::recordtype
