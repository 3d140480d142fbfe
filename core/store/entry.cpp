// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/entry.h"

#include <QMetaEnum>

namespace ledgercast {

QString toWord(EntryState state)
{
    return QString::fromLatin1(QMetaEnum::fromType<EntryState>().valueToKey(static_cast<int>(state))).toLower();
}

std::optional<EntryState> entryStateFromWord(QStringView word)
{
    const auto meta = QMetaEnum::fromType<EntryState>();
    for (int i = 0; i < meta.keyCount(); ++i) {
        if (word.compare(QLatin1StringView(meta.key(i)), Qt::CaseInsensitive) == 0)
            return static_cast<EntryState>(meta.value(i));
    }
    return std::nullopt;
}

QString toWord(ChangeKind kind)
{
    switch (kind) {
    case ChangeKind::Created:
        return QStringLiteral("created");
    case ChangeKind::Updated:
        return QStringLiteral("updated");
    case ChangeKind::StatusChanged:
        return QStringLiteral("statuschanged");
    case ChangeKind::Known:
        return QStringLiteral("known");
    }
    Q_UNREACHABLE();
}

std::optional<ChangeKind> changeKindFromWord(QStringView word)
{
    for (const ChangeKind kind :
         {ChangeKind::Created, ChangeKind::Updated, ChangeKind::StatusChanged, ChangeKind::Known}) {
        if (word == toWord(kind))
            return kind;
    }
    return std::nullopt;
}

} // namespace ledgercast
