// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/filterbutton.h"

#include "ui/theme/style.h"
#include "ui/theme/theme.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QSignalBlocker>
#include <QWidgetAction>

namespace ledgercast {

namespace {

constexpr int keyRole = Qt::UserRole;
constexpr int searchFrom = 6; ///< fewer options need no search
constexpr int rowHeight = 28;

} // namespace

FilterButton::FilterButton(const Theme &theme, const QString &name, QWidget *parent)
    : QToolButton(parent), m_theme(theme), m_name(name)
{
    setText(name);
    setFont(theme.font(TextStyle::BodyMedium));
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    setPopupMode(InstantPopup);
    setFocusPolicy(Qt::StrongFocus);
    setCheckable(true);
    setButtonKind(this, ButtonKind::Filter);
    setMenu(new QMenu(this));
    connect(menu(), &QMenu::aboutToShow, this, &FilterButton::fillList);
    updateLook();
}

void FilterButton::setOptions(const QList<FilterOption> &options)
{
    m_options = options;
    setChosen(m_chosen);
}

void FilterButton::setChosen(const QStringList &keys)
{
    QStringList known;
    for (const FilterOption &option : std::as_const(m_options))
        if (keys.contains(option.key))
            known += option.key;
    m_chosen = known;
    updateLook();
}

QString FilterButton::chosenText() const
{
    QStringList texts;
    for (const FilterOption &option : m_options)
        if (m_chosen.contains(option.key))
            texts += option.text;
    return texts.join(u", "_qs);
}

void FilterButton::buildMenu()
{
    auto *panel = new QWidget(menu());
    auto *column = new QVBoxLayout(panel);
    column->setContentsMargins(8, 8, 8, 8);
    m_search = new QLineEdit(panel);
    m_search->setObjectName(QStringLiteral("filterSearch"));
    m_search->setPlaceholderText(tr("Find…"));
    m_search->setAccessibleName(tr("Find in %1").arg(m_name));
    m_search->setClearButtonEnabled(true);
    m_list = new QListWidget(panel);
    m_list->setObjectName(QStringLiteral("filterOptions"));
    m_list->setAccessibleName(m_name);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_search);
    column->addWidget(m_list);
    connect(m_search, &QLineEdit::textChanged, this, &FilterButton::filterList);
    connect(m_list, &QListWidget::itemChanged, this, &FilterButton::readList);
    // A click anywhere in the row ticks it; on the box itself Qt has done so already.
    connect(m_list, &QListWidget::itemActivated, this, [](QListWidgetItem *item) {
        item->setCheckState(item->checkState() == Qt::Checked ? Qt::Unchecked : Qt::Checked);
    });
    auto *action = new QWidgetAction(menu());
    action->setDefaultWidget(panel);
    menu()->addAction(action);
}

void FilterButton::fillList()
{
    if (!m_list)
        buildMenu();
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    for (const FilterOption &option : std::as_const(m_options)) {
        auto *item = new QListWidgetItem(m_theme.icon(option.symbol, Token::TextSecondary), option.text, m_list);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(m_chosen.contains(option.key) ? Qt::Checked : Qt::Unchecked);
        item->setData(keyRole, option.key);
        item->setSizeHint({m_list->fontMetrics().horizontalAdvance(option.text) + 70, rowHeight});
    }
    m_search->clear();
    m_search->setVisible(m_options.size() >= searchFrom);
    const int rows = static_cast<int>(std::clamp<qsizetype>(m_options.size(), 1, 12));
    m_list->setFixedSize(std::max(210, m_list->sizeHintForColumn(0) + 12), rows * rowHeight + 4);
    if (m_list->count() > 0)
        m_list->setCurrentRow(0);
    (m_search->isHidden() ? static_cast<QWidget *>(m_list) : m_search)->setFocus();
}

void FilterButton::filterList(const QString &text)
{
    for (int row = 0; row < m_list->count(); ++row)
        m_list->item(row)->setHidden(!m_list->item(row)->text().contains(text, Qt::CaseInsensitive));
}

void FilterButton::readList()
{
    QStringList keys;
    for (int row = 0; row < m_list->count(); ++row)
        if (m_list->item(row)->checkState() == Qt::Checked)
            keys += m_list->item(row)->data(keyRole).toString();
    if (keys == m_chosen)
        return;
    setChosen(keys);
    Q_EMIT chosenChanged(m_chosen);
}

void FilterButton::updateLook()
{
    setChecked(!m_chosen.isEmpty());
    setAccessibleName(
        m_chosen.isEmpty()
            ? tr("Filter by %1").arg(m_name.toLower())
            : tr("Filter by %1, %2 of %3 chosen").arg(m_name.toLower()).arg(m_chosen.size()).arg(m_options.size()));
    update();
}

} // namespace ledgercast
