// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/change.h"

#include <QSet>
#include <QStringList>

namespace ledgercast {

/// What a channel may not read of a change. Hides values by the names of their fields, and wherever else their text
/// turns up: in a label, in a sentence about what was compared, in a link. Pure.
class FieldMask
{
public:
    FieldMask() = default;
    /// masked: as in ComposeContext. moneyFields: of the design; "amount" hides them all.
    FieldMask(const QStringList &masked, const Change &change, const QSet<QString> &moneyFields);

    [[nodiscard]] bool isEmpty() const { return m_names.isEmpty(); }
    /// name: of a field or of what is derived from it, "due_date_age".
    [[nodiscard]] bool hides(const QString &name) const;
    /// What people see in place of a value.
    [[nodiscard]] static QString mark() { return QStringLiteral("\u2022\u2022\u2022"); }
    /// The text without hidden values.
    [[nodiscard]] QString cleaned(const QString &text) const;
    [[nodiscard]] bool reveals(const QString &text) const { return cleaned(text) != text; }
    /// Another way in which a hidden value is written.
    void addSecret(const QString &text);

private:
    void addSecrets(const Fields &fields);

    QSet<QString> m_names;
    bool m_hidesMoney = false;
    QStringList m_secrets; ///< longest first
};

} // namespace ledgercast
