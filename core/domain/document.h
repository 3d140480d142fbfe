// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/money.h"

#include <QByteArray>
#include <QDate>
#include <QList>
#include <QMap>
#include <QString>

#include <optional>

namespace ledgercast {

/// Canonical field name (snake_case, e.g. "due_date") to value as text: dates ISO 8601, decimals canonical, booleans
/// "true"/"false". A field without a value is absent.
using Fields = QMap<QString, QString>;

/// A cost centre that a document touches, with how we know.
struct CostCentreShare
{
    QString code;
    std::optional<Money> amount; ///< its part of the document, where the source says so
    /// The link of the chain that found it: "voucher" | "order_lines" | "self", or "mapping: warehouse 210".
    QString provenance;

    static constexpr QStringView mappingPrefix = u"mapping: ";
    /// Found by a mapping table, not by the document: no part of its content, so that other tables don't change it.
    [[nodiscard]] bool isMapped() const { return provenance.startsWith(mappingPrefix); }
    friend bool operator==(const CostCentreShare &, const CostCentreShare &) = default;
};
/// As they stand in a document's JSON.
[[nodiscard]] QByteArray sharesToJson(const QList<CostCentreShare> &shares);
[[nodiscard]] QList<CostCentreShare> sharesFromJson(const QByteArray &json);

/// One business document as a source read it: an invoice, an order, a cost centre. Known by (tenant, type, key).
struct Document
{
    QString tenant;
    QString type;     ///< record type, see recordtype.h
    QString key;      ///< business key, its parts joined with '/', company first: "100/AAA/N1001/88213/2026"
    QString company;  ///< M3 CONO
    QString division; ///< M3 DIVI; may be empty
    QString number;   ///< what people call it: "88213", "1100234", "4200"
    QString partyId;
    QString partyName;
    std::optional<Money> amount;
    QString status;     ///< canonical word, e.g. "approved", "partly_received"; changes of it are status changes
    QDate modifiedOn;   ///< M3 LMDT: day precision
    QString modifiedBy; ///< M3 CHID
    Fields fields;      ///< everything else, and the above under their canonical names
    QList<Fields> lines;
    QList<CostCentreShare> costCentres; ///< empty: unknown
    QByteArray source;                  ///< as read, before mapping (JSON)

    /// SHA-256 over the canonical content (not source, modifiedOn, modifiedBy: readers overlap and the day moves).
    [[nodiscard]] QByteArray fingerprint() const { return fingerprintOf(toJson()); }
    [[nodiscard]] static QByteArray fingerprintOf(const QByteArray &json);
    /// Canonical JSON of the content: what fingerprint() hashes and the store keeps.
    [[nodiscard]] QByteArray toJson() const;
    /// The inverse of toJson(); none if it isn't such JSON.
    [[nodiscard]] static std::optional<Document> fromJson(const QByteArray &json);
};

} // namespace ledgercast
