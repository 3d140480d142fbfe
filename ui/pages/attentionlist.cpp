// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/attentionlist.h"

#include "ui/format/format.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/textlabel.h"

#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>

namespace ledgercast {

namespace {
constexpr int mostGroups = 8;
constexpr int symbolSize = 17;
} // namespace

AttentionGroup::AttentionGroup(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_symbol(new SymbolLabel(theme, symbolSize))
    , m_title(new TextLabel(theme, TextStyle::BodyStrong, Token::Text))
    , m_count(new TextLabel(theme, TextStyle::Small, Token::Muted))
    , m_sentence(new TextLabel(theme, TextStyle::Small, Token::TextSecondary))
    , m_remedy(new QPushButton)
    , m_second(new QPushButton)
{
    setObjectName(QStringLiteral("attentionGroup"));
    m_title->setObjectName(QStringLiteral("attentionTitle"));
    m_remedy->setObjectName(QStringLiteral("attentionRemedy"));
    m_second->setObjectName(QStringLiteral("attentionSecondRemedy"));
    m_title->setWordWrap(true);
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setCompact(m_remedy);
    setCompact(m_second);
    setButtonKind(m_second, ButtonKind::Quiet);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_title, 1);
    head->addWidget(m_count, 0, Qt::AlignTop);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(0, 6, 0, 0);
    buttons->setSpacing(8);
    buttons->addWidget(m_remedy);
    buttons->addWidget(m_second);
    buttons->addStretch(1);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addLayout(head);
    texts->addWidget(m_sentence);
    texts->addLayout(buttons);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(14, 12, 14, 12);
    row->setSpacing(11);
    row->addWidget(m_symbol, 0, Qt::AlignTop);
    row->addLayout(texts, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(new Rule(theme));
    connect(m_remedy, &QPushButton::clicked, this, [this] { Q_EMIT remedyChosen(m_item, m_item.remedy); });
    connect(m_second, &QPushButton::clicked, this, [this] { Q_EMIT remedyChosen(m_item, m_item.second); });
    auto *shortcut = new QShortcut(QKeySequence(QStringLiteral("Alt+Return")), this);
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    connect(shortcut, &QShortcut::activated, this, &AttentionGroup::showEntries);
}

void AttentionGroup::setItem(const AttentionItem &item, bool isFirst)
{
    m_item = item;
    m_symbol->setSymbol(item.symbol, tokensOf(item.tone).text);
    m_title->setText(item.title);
    m_count->setText(item.count);
    m_count->setVisible(!item.count.isEmpty());
    m_sentence->setText(item.sentence);
    m_sentence->setVisible(!item.sentence.isEmpty());
    m_remedy->setText(item.remedyLabel);
    m_remedy->setVisible(item.remedy != Remedy::None);
    setButtonKind(m_remedy, isFirst ? ButtonKind::Primary : ButtonKind::Default);
    m_second->setText(item.secondLabel);
    m_second->setVisible(item.second != Remedy::None);
    setAccessibleName(item.count.isEmpty() ? item.title : QString(item.title + u", " + item.count));
    setAccessibleDescription(item.sentence);
    m_remedy->setAccessibleDescription(item.title);
    m_second->setAccessibleDescription(item.title);
}

void AttentionGroup::showEntries()
{
    if (m_item.remedy == Remedy::ShowEntries || m_item.second == Remedy::ShowEntries)
        Q_EMIT remedyChosen(m_item, Remedy::ShowEntries);
}

AttentionList::AttentionList(const Theme &theme, QWidget *parent)
    : Card(theme, tr("Needs attention"), parent)
    , m_theme(theme)
    , m_scroll(new QScrollArea)
    , m_column(new QVBoxLayout)
    , m_empty(new TextLabel(theme, TextStyle::Body, Token::Muted))
    , m_more(new QPushButton)
    , m_entries(new QPushButton)
{
    setObjectName(QStringLiteral("attentionList"));
    setNote(tr("grouped by cause"));
    m_entries->setObjectName(QStringLiteral("attentionShowEntries"));
    setButtonKind(m_entries, ButtonKind::Link);
    addToHeader(m_entries);
    m_more->setObjectName(QStringLiteral("attentionShowAll"));
    setButtonKind(m_more, ButtonKind::Quiet);
    m_empty->setObjectName(QStringLiteral("attentionEmpty"));
    m_empty->setWordWrap(true);
    m_empty->setContentsMargins(14, 14, 14, 14);
    auto *inside = new QWidget;
    auto *all = new QVBoxLayout(inside);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    m_column->setSpacing(0);
    all->addWidget(m_empty);
    all->addLayout(m_column);
    all->addWidget(m_more, 0, Qt::AlignLeft);
    all->addStretch(1);
    m_scroll->setWidget(inside);
    m_scroll->setWidgetResizable(true);
    // setWidget() has switched it on; the card shows through.
    inside->setAutoFillBackground(false);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    body()->addWidget(m_scroll, 1);
    connect(m_entries, &QPushButton::clicked, this, &AttentionList::allEntriesWanted);
    connect(m_more, &QPushButton::clicked, this, [this] {
        m_isComplete = true;
        showGroups();
    });
    m_emptyText = tr("Nothing needs you.");
    showGroups();
}

void AttentionList::setEmptyText(const QString &text)
{
    m_emptyText = text;
    showGroups();
}

void AttentionList::setItems(const QList<AttentionItem> &items, const QDateTime &now)
{
    if (items.isEmpty() && !m_items.isEmpty())
        m_clearedAt = now;
    if (items == m_items)
        return;
    m_items = items;
    showGroups();
}

void AttentionList::showGroups()
{
    const auto count = m_isComplete ? m_items.size() : std::min<qsizetype>(m_items.size(), mostGroups);
    while (m_groups.size() < count) {
        auto *group = new AttentionGroup(m_theme);
        connect(group, &AttentionGroup::remedyChosen, this, &AttentionList::remedyChosen);
        m_column->addWidget(group);
        m_groups += group;
    }
    int entries = 0;
    for (const AttentionItem &item : std::as_const(m_items))
        entries += item.entries;
    for (qsizetype i = 0; i < m_groups.size(); ++i) {
        if (i < count)
            m_groups.at(i)->setItem(m_items.at(i), i == 0);
        m_groups.at(i)->setVisible(i < count);
    }
    m_entries->setText(tr("Show all %1").arg(format::count(entries)));
    m_entries->setVisible(entries > 0);
    m_more->setText(tr("Show all %1 causes").arg(m_items.size()));
    m_more->setVisible(count < m_items.size());
    m_empty->setText(m_clearedAt.isValid() && m_emptyText == tr("Nothing needs you.")
                         ? QString(m_emptyText + u' ' + tr("Last cleared %1.").arg(format::time(m_clearedAt)))
                         : m_emptyText);
    m_empty->setVisible(m_items.isEmpty());
}

} // namespace ledgercast
