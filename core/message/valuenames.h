// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/message/messagedesign.h"
#include "core/message/template.h"

#include <QStringList>

namespace ledgercast {

/// One value that a message can name, for the person who writes it.
struct ValueName
{
    QString name;
    QString description;
    QString example; ///< of a record; empty if it has none
};

/// What a design's texts can name: what every record has, what this record type is known to have, and what this very
/// record has. Sorted by name; what is only good for conditions ("status_is_paid") comes last.
[[nodiscard]] QList<ValueName> valueNames(const MessageDesign &standard, const Values &record);
/// The same for the thread's template of one line.
[[nodiscard]] QList<ValueName> lineValueNames(const MessageDesign &standard, const Values &line);

/// Names in a template that aren't among the known ones, each once.
[[nodiscard]] QStringList unknownNames(const QString &text, const QList<ValueName> &known);
/// The known name that is most like this one; empty if none is.
[[nodiscard]] QString nearestName(const QString &name, const QList<ValueName> &known);
/// The names in {{…}} of a template, sections included, in order.
[[nodiscard]] QStringList namesIn(const QString &text);

} // namespace ledgercast
