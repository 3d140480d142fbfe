// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/symbols.h"
#include "ui/widgets/valuelistmodel.h"

#include <QListView>

namespace ledgercast {

class Theme;

/// One row of the list of kinds: a group's name, or a kind of message.
struct MessageKind
{
    QString recordType; ///< empty: a group
    QString title;
    Symbol symbol = Symbol::None;
    bool isOff = false;
    bool isEdited = false; ///< not saved yet

    bool operator==(const MessageKind &) const = default;
    [[nodiscard]] QString accessibleText() const;
};

/// The kinds in their groups, in the order of the list.
[[nodiscard]] QList<MessageKind> groupedKinds(const QStringList &recordTypes);
/// "Invoice", "Everything else".
[[nodiscard]] QString kindTitle(const QString &recordType);

/// The kinds of message, by group. "Off" stands at the right of what isn't sent, a dot before what isn't saved.
class MessageKindList : public QListView
{
    Q_OBJECT

public:
    explicit MessageKindList(const Theme &theme, QWidget *parent = nullptr);

    void setKinds(const QList<MessageKind> &kinds);
    void setCurrentKind(const QString &recordType);
    [[nodiscard]] QString currentKind() const;

Q_SIGNALS:
    void kindChosen(const QString &recordType);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    ValueListModel<MessageKind> *m_model;
};

} // namespace ledgercast
