// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/delivery.h"

#include <QMetaEnum>

namespace ledgercast {

namespace {

template<typename Enum>
QString wordOf(Enum value)
{
    return QString::fromLatin1(QMetaEnum::fromType<Enum>().valueToKey(static_cast<int>(value))).toLower();
}

template<typename Enum>
std::optional<Enum> fromWord(QStringView word)
{
    const auto meta = QMetaEnum::fromType<Enum>();
    for (int i = 0; i < meta.keyCount(); ++i) {
        if (word.compare(QLatin1StringView(meta.key(i)), Qt::CaseInsensitive) == 0)
            return static_cast<Enum>(meta.value(i));
    }
    return std::nullopt;
}

} // namespace

QString toWord(DeliveryState state)
{
    return wordOf(state);
}
std::optional<DeliveryState> deliveryStateFromWord(QStringView word)
{
    return fromWord<DeliveryState>(word);
}
QString toWord(DeliveryRole role)
{
    return wordOf(role);
}
std::optional<DeliveryRole> deliveryRoleFromWord(QStringView word)
{
    return fromWord<DeliveryRole>(word);
}

} // namespace ledgercast
