// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/entry.h"

#include "core/base/words.h"

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
constexpr Words<ChangeKind, 4> kindWords({{{ChangeKind::Created, u"created"},
                                           {ChangeKind::Updated, u"updated"},
                                           {ChangeKind::StatusChanged, u"statuschanged"},
                                           {ChangeKind::Known, u"known"}}});

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

} // namespace ledgercast
