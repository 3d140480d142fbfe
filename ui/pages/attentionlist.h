// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/present/attention.h"
#include "ui/widgets/card.h"

#include <QDateTime>

class QPushButton;
class QScrollArea;

namespace ledgercast {

class SymbolLabel;
class TextLabel;

/// One cause: what happened, what it means, and the one button that helps.
class AttentionGroup : public QWidget
{
    Q_OBJECT

public:
    explicit AttentionGroup(const Theme &theme, QWidget *parent = nullptr);

    void setItem(const AttentionItem &item, bool isFirst);
    [[nodiscard]] const AttentionItem &item() const { return m_item; }

Q_SIGNALS:
    void remedyChosen(const ledgercast::AttentionItem &item, ledgercast::Remedy remedy);

private:
    void showEntries();

    AttentionItem m_item;
    SymbolLabel *m_symbol;
    TextLabel *m_title;
    TextLabel *m_count;
    TextLabel *m_sentence;
    QPushButton *m_remedy;
    QPushButton *m_second;
};

/// "Needs attention": the causes by severity, at most eight until all are asked for. Groups are kept as widgets, so
/// that the keyboard stays where it is when counts change.
class AttentionList : public Card
{
    Q_OBJECT

public:
    explicit AttentionList(const Theme &theme, QWidget *parent = nullptr);

    void setItems(const QList<AttentionItem> &items, const QDateTime &now);
    void setEmptyText(const QString &text);

Q_SIGNALS:
    void remedyChosen(const ledgercast::AttentionItem &item, ledgercast::Remedy remedy);
    void allEntriesWanted();

private:
    void showGroups();

    const Theme &m_theme;
    QList<AttentionItem> m_items;
    QList<AttentionGroup *> m_groups;
    QString m_emptyText;
    QDateTime m_clearedAt;
    bool m_isComplete = false; ///< "Show all" was pressed
    QScrollArea *m_scroll;
    QVBoxLayout *m_column;
    TextLabel *m_empty;
    QPushButton *m_more;
    QPushButton *m_entries;
};

} // namespace ledgercast
