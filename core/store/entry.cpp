// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/entry.h"

#include "core/base/words.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <limits>

namespace ledgercast {

namespace {

constexpr Words<EntryState, 10> stateWords({{{EntryState::Recorded, u"recorded"},
                                             {EntryState::Unrouted, u"unrouted"},
                                             {EntryState::Queued, u"queued"},
                                             {EntryState::Retrying, u"retrying"},
                                             {EntryState::Posted, u"posted"},
                                             {EntryState::Replayed, u"replayed"},
                                             {EntryState::Failed, u"failed"},
                                             {EntryState::Held, u"held"},
                                             {EntryState::Unconfirmed, u"unconfirmed"},
                                             {EntryState::Skipped, u"skipped"}}});
constexpr Words<ChangeKind, 6> kindWords({{{ChangeKind::Created, u"created"},
                                           {ChangeKind::Updated, u"updated"},
                                           {ChangeKind::StatusChanged, u"statuschanged"},
                                           {ChangeKind::Known, u"known"},
                                           {ChangeKind::ExceptionRaised, u"raised"},
                                           {ChangeKind::ExceptionCleared, u"cleared"}}});

} // namespace

QString toWord(EntryState state)
{
    return stateWords.word(state);
}
std::optional<EntryState> entryStateFromWord(QStringView word)
{
    return stateWords.value(word);
}
QString toWord(ChangeKind kind)
{
    return kindWords.word(kind);
}
std::optional<ChangeKind> changeKindFromWord(QStringView word)
{
    return kindWords.value(word);
}

qint64 amountOrder(const Decimal &amount)
{
    const Decimal value = amount.abs().rounded(4);
    qint64 order = value.unscaled();
    for (int scale = value.scale(); scale < 4; ++scale) {
        if (qMulOverflow<qint64>(order, 10, &order))
            return std::numeric_limits<qint64>::max();
    }
    return order;
}

EntryState entryStateOf(DeliveryState state, bool hasFailedBefore)
{
    switch (state) {
    case DeliveryState::Failed:
        return EntryState::Failed;
    case DeliveryState::Unconfirmed:
        return EntryState::Unconfirmed;
    case DeliveryState::Retrying:
        return EntryState::Retrying;
    case DeliveryState::Held:
        return EntryState::Held;
    case DeliveryState::Queued:
    case DeliveryState::Sending:
        return EntryState::Queued;
    case DeliveryState::Posted:
        return hasFailedBefore ? EntryState::Replayed : EntryState::Posted;
    case DeliveryState::Dismissed:
        return EntryState::Skipped;
    }
    Q_UNREACHABLE();
}

QByteArray differencesToJson(const QList<FieldChange> &differences)
{
    if (differences.isEmpty())
        return QByteArrayLiteral("[]");
    QJsonArray array;
    for (const FieldChange &difference : differences)
        array.append(QJsonArray{difference.field, difference.before, difference.after});
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

QList<FieldChange> differencesFromJson(const QByteArray &json)
{
    QList<FieldChange> differences;
    const QJsonArray array = QJsonDocument::fromJson(json).array();
    for (const QJsonValue &difference : array)
        differences.append({difference[0].toString(), difference[1].toString(), difference[2].toString()});
    return differences;
}

} // namespace ledgercast
