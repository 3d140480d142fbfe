// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/message/composer.h"
#include "core/message/fieldmask.h"
#include "core/message/template.h"

namespace ledgercast {

/// "12,400.00 EUR" in the locale's digits, with the currency's decimals or as many as the amount needs.
[[nodiscard]] QString readableMoney(const Decimal &amount, const QString &currency, const QLocale &locale);

/// What the templates of one message can name: the values of a change, readable for people. Pure.
class MessageValues
{
public:
    MessageValues(const MessageDesign &design, const Change &change, const ComposeContext &context);

    [[nodiscard]] const Values &all() const { return m_values; }
    [[nodiscard]] Values ofLine(const Fields &line) const;
    /// "Due date", "Line 10: Received"; empty for a field that isn't told.
    [[nodiscard]] QString labelOf(const FieldChange &difference) const;
    [[nodiscard]] QString before(const FieldChange &difference) const;
    [[nodiscard]] QString after(const FieldChange &difference) const;
    /// The summed amounts of the lines from this one on; empty if one of them has none.
    [[nodiscard]] QString sumFrom(qsizetype firstLine) const;
    /// What the channel may not read is hidden in all that is given; what is not given through here has to ask.
    [[nodiscard]] const FieldMask &mask() const { return m_mask; }

private:
    void addFields();
    void addDocument();
    void addStatus();
    void addChange();
    void addFinding();
    /// Raw values, ages of dates, old → new: each beside the value it comes from, where there is none of that name.
    void addDerived();
    /// Marks what is masked; nothing that is decided by it is left.
    void hideMasked();
    void learnSecrets();
    [[nodiscard]] QString shown(const QString &field, const QString &text) const;
    [[nodiscard]] QString readable(const QString &field, const QString &value, const QString &currency) const;
    [[nodiscard]] QString readableCentres() const;
    [[nodiscard]] QString nameOfCentre(const QString &code) const;
    [[nodiscard]] QString money(const Decimal &amount, const QString &currency) const;
    [[nodiscard]] QString date(QDate date) const;

    const MessageDesign &m_design;
    const Change &m_change;
    const Document &m_document;
    const ComposeContext &m_context;
    QString m_currency;
    FieldMask m_mask;
    Values m_values;
};

} // namespace ledgercast
