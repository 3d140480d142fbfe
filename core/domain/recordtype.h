// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace ledgercast::recordtype {

// The record types of the product, as they stand in the store, in routes and in the feed catalogue. A tenant's own
// catalogue entry may add others; they are shown by their id.
inline constexpr QStringView supplierInvoice = u"supplier_invoice";
inline constexpr QStringView pendingInvoice = u"pending_invoice";
inline constexpr QStringView purchaseOrder = u"purchase_order";
inline constexpr QStringView goodsReceipt = u"goods_receipt";
inline constexpr QStringView payment = u"payment";
inline constexpr QStringView voucher = u"voucher";
inline constexpr QStringView supplier = u"supplier";
inline constexpr QStringView customer = u"customer";
inline constexpr QStringView item = u"item";
inline constexpr QStringView account = u"account";
inline constexpr QStringView costCentre = u"cost_centre";
inline constexpr QStringView dimension = u"dimension";
inline constexpr QStringView division = u"division";
inline constexpr QStringView currency = u"currency";
inline constexpr QStringView exchangeRate = u"exchange_rate";
inline constexpr QStringView authorizedUser = u"authorized_user";

/// What others refer to and no cost centre spends: suppliers, items, accounts, currencies and so on.
[[nodiscard]] bool isMasterData(QStringView type);
/// "Supplier invoice"; the id itself, made readable, for a type we don't know.
[[nodiscard]] QString displayName(const QString &type);
/// "SI-88213", "PO 1100234", "Cost centre 4200": how people see a document of that type and number.
[[nodiscard]] QString documentLabel(const QString &type, const QString &number);
/// What a label names: types and number of "SI-88213", also while it is being typed. No type: it isn't a label.
struct Label
{
    QStringList types; ///< those that share its prefix
    QString number;
};
[[nodiscard]] Label parseLabel(const QString &text);
/// The types known by name, in the order they are listed.
[[nodiscard]] QStringList known();

} // namespace ledgercast::recordtype
