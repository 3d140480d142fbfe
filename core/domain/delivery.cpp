// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/delivery.h"

#include "core/base/words.h"

namespace ledgercast {

namespace {

constexpr Words<DeliveryState, 8> stateWords({{{DeliveryState::Held, u"held"},
                                               {DeliveryState::Queued, u"queued"},
                                               {DeliveryState::Sending, u"sending"},
                                               {DeliveryState::Posted, u"posted"},
                                               {DeliveryState::Retrying, u"retrying"},
                                               {DeliveryState::Unconfirmed, u"unconfirmed"},
                                               {DeliveryState::Failed, u"failed"},
                                               {DeliveryState::Dismissed, u"dismissed"}}});
constexpr Words<DeliveryRole, 5> roleWords({{{DeliveryRole::Main, u"main"},
                                             {DeliveryRole::Detail, u"detail"},
                                             {DeliveryRole::Update, u"update"},
                                             {DeliveryRole::Edit, u"edit"},
                                             {DeliveryRole::Digest, u"digest"}}});

} // namespace

QString toWord(DeliveryState state)
{
    return stateWords.word(state);
}
std::optional<DeliveryState> deliveryStateFromWord(QStringView word)
{
    return stateWords.value(word);
}
QString toWord(DeliveryRole role)
{
    return roleWords.word(role);
}
std::optional<DeliveryRole> deliveryRoleFromWord(QStringView word)
{
    return roleWords.value(word);
}

} // namespace ledgercast
