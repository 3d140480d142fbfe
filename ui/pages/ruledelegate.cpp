// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/ruledelegate.h"

#include "core/domain/mention.h"
#include "core/domain/recordtype.h"
#include "core/routing/costcentrepattern.h"
#include "ui/format/recordlook.h"
#include "ui/models/rulemodel.h"
#include "ui/pages/mentionchoices.h"
#include "ui/theme/symbolicon.h"
#include "ui/theme/theme.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/filterbutton.h"

#include <QComboBox>
#include <QCompleter>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QStandardItemModel>
#include <QTimer>
#include <QValidator>

namespace ledgercast {

namespace {

constexpr int barWidth = 3;
constexpr int numberIcon = 14;
constexpr int sendIcon = 15;
constexpr int typesWidth = 150;

/// Lets anything be typed, and only what can stand be taken.
class CellValidator : public QValidator
{
public:
    CellValidator(const RuleModel &model, const QModelIndex &cell, QObject *parent)
        : QValidator(parent), m_model(model), m_cell(cell)
    {
    }

    State validate(QString &text, int &) const override
    {
        return m_model.whyRefused(m_cell, text).isEmpty() ? Acceptable : Intermediate;
    }

private:
    const RuleModel &m_model;
    QPersistentModelIndex m_cell;
};

const char *editorName(int column)
{
    switch (column) {
    case RuleModel::Centres:
        return "centresEditor";
    case RuleModel::MinimumAmount:
        return "amountEditor";
    case RuleModel::Company:
        return "companyEditor";
    case RuleModel::ChannelName:
        return "channelEditor";
    case RuleModel::Mention:
        return "mentionEditor";
    default:
        return "cellEditor";
    }
}

} // namespace

RuleDelegate::RuleDelegate(const Theme &theme, const RuleModel &model, QObject *parent)
    : CellDelegate(theme, parent), m_theme(theme), m_model(model), m_types(recordtype::known())
{
}

QWidget *RuleDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const
{
    Q_EMIT hintChanged({}, false);
    if (index.column() == RuleModel::Types)
        return makeTypesEditor(parent);
    if (index.column() == RuleModel::Send)
        return makeSendEditor(parent);
    return makeLineEditor(parent, index);
}

QWidget *RuleDelegate::makeTypesEditor(QWidget *parent) const
{
    auto *button = new FilterButton(m_theme, tr("Types"), parent);
    button->setObjectName(QStringLiteral("typesEditor"));
    QList<FilterOption> options;
    for (const QString &type : m_types)
        options += {type, recordtype::displayName(type), symbolOfRecord(type)};
    button->setOptions(options);
    button->setAutoFillBackground(true);
    auto *self = const_cast<RuleDelegate *>(this); // editors are made by const functions and end by signals
    connect(button->menu(), &QMenu::aboutToHide, button, [self, button] {
        Q_EMIT self->commitData(button);
        Q_EMIT self->closeEditor(button);
    });
    QTimer::singleShot(0, button, &QToolButton::showMenu);
    return button;
}

QWidget *RuleDelegate::makeSendEditor(QWidget *parent) const
{
    auto *combo = new QComboBox(parent);
    combo->setObjectName(QStringLiteral("sendEditor"));
    combo->setAccessibleName(tr("Send"));
    combo->addItem(tr("Now"), QStringLiteral("immediate"));
    combo->addItem(m_theme.icon(Symbol::Digest), tr("Digest"), QStringLiteral("digest"));
    auto *self = const_cast<RuleDelegate *>(this);
    connect(combo, &QComboBox::activated, combo, [self, combo] {
        Q_EMIT self->commitData(combo);
        Q_EMIT self->closeEditor(combo);
    });
    return combo;
}

QWidget *RuleDelegate::makeLineEditor(QWidget *parent, const QModelIndex &index) const
{
    const int column = index.column();
    const QPersistentModelIndex cell(index);
    auto *line = new QLineEdit(parent);
    line->setObjectName(QLatin1StringView(editorName(column)));
    line->setAccessibleName(m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    line->setValidator(new CellValidator(m_model, index, line));
    if (column == RuleModel::ChannelName)
        addChannels(line);
    if (column == RuleModel::Mention)
        offerMentions(line, m_theme);
    const auto tell = [this, cell, column](const QString &text) {
        const QString reason = m_model.whyRefused(cell, text);
        const bool isStarted = !text.trimmed().isEmpty();
        Q_EMIT hintChanged(!reason.isEmpty() && isStarted ? reason : hintFor(column, text),
                           !reason.isEmpty() && isStarted);
    };
    connect(line, &QLineEdit::textChanged, line, tell);
    // A completer's list takes Enter past us; then the field itself tells.
    auto *self = const_cast<RuleDelegate *>(this);
    connect(line, &QLineEdit::returnPressed, line, [self, line] {
        Q_EMIT self->commitData(line);
        Q_EMIT self->closeEditor(line);
    });
    connect(line, &QObject::destroyed, this, [this] { Q_EMIT hintChanged({}, false); });
    return line;
}

bool RuleDelegate::eventFilter(QObject *editor, QEvent *event)
{
    // A line tells by itself, see above; told by both, its editor would be closed twice.
    if (event->type() == QEvent::KeyPress && qobject_cast<QLineEdit *>(editor)) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter)
            return false;
    }
    return CellDelegate::eventFilter(editor, event);
}

void RuleDelegate::addChannels(QWidget *editor) const
{
    auto *line = qobject_cast<QLineEdit *>(editor);
    auto *names = new QStandardItemModel(line);
    for (const Channel &channel : m_model.channels()) {
        auto *item = new QStandardItem(channel.name);
        const ChannelStanding standing = channelStanding(channel.name, m_model.channels());
        item->setIcon(m_theme.icon(channel.isArchived  ? Symbol::ArchivedChannel
                                   : channel.isPrivate ? Symbol::Lock
                                                       : Symbol::Channel));
        item->setToolTip(standing.sentence);
        item->setEnabled(!standing.isRefused());
        names->appendRow(item);
    }
    auto *completer = new QCompleter(names, line);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->setMaxVisibleItems(12);
    line->setCompleter(completer);
}

QString RuleDelegate::hintFor(int column, const QString &text) const
{
    Route route;
    if (!setRuleText(route, RuleModel::fieldOf(column), text))
        return {};
    if (column == RuleModel::ChannelName)
        return m_model.channelWarning(route.channel);
    if (column != RuleModel::Centres || m_costCentres.isEmpty())
        return {};
    QStringList matching;
    for (const QString &code : m_costCentres) {
        for (const QString &pattern : std::as_const(route.costCentres)) {
            const auto compiled = CostCentrePattern::parse(pattern);
            if (compiled && compiled->matches(code.toUpper()) && !matching.contains(code))
                matching += code;
        }
    }
    if (route.costCentres.isEmpty())
        return tr("Takes every cost centre.");
    return matching.isEmpty() ? tr("No known cost centre matches.")
                              : tr("Matches %1 of %2 cost centres.").arg(matching.size()).arg(m_costCentres.size());
}

void RuleDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    const QString text = index.data(Qt::EditRole).toString();
    if (auto *button = qobject_cast<FilterButton *>(editor)) {
        button->setChosen(text.split(u';', Qt::SkipEmptyParts));
    } else if (auto *combo = qobject_cast<QComboBox *>(editor)) {
        combo->setCurrentIndex(std::max(0, combo->findData(text)));
    } else if (auto *line = qobject_cast<QLineEdit *>(editor)) {
        const bool isMention = index.column() == RuleModel::Mention && !text.isEmpty();
        line->setText(isMention ? mentionLabel(text) : QString(text).replace(u';', QStringLiteral(", ")));
        line->selectAll();
    }
}

void RuleDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    QString text;
    if (auto *button = qobject_cast<FilterButton *>(editor))
        text = button->chosen().join(u';');
    else if (auto *combo = qobject_cast<QComboBox *>(editor))
        text = combo->currentData().toString();
    else if (auto *line = qobject_cast<QLineEdit *>(editor))
        text = line->text();
    model->setData(index, text, Qt::EditRole);
}

void RuleDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                        const QModelIndex &index) const
{
    QRect rect = option.rect.adjusted(0, 1, 0, -1);
    const bool isWide = index.column() == RuleModel::ChannelName || index.column() == RuleModel::Types ||
                        index.column() == RuleModel::Mention;
    const int least = isWide ? typesWidth : 70;
    rect.setWidth(std::max(rect.width(), least));
    if (editor->parentWidget() && rect.right() > editor->parentWidget()->width())
        rect.moveRight(editor->parentWidget()->width() - 1);
    editor->setGeometry(rect);
}

Token RuleDelegate::inkOf(const QModelIndex &index) const
{
    if (!index.data(RuleModel::Problem).toString().isEmpty())
        return Token::Danger;
    if (index.data(RuleModel::IsChanged).toBool())
        return Token::Accent;
    const bool isLocked = index.data(RuleModel::IsLocked).toBool();
    if (isLocked && index.column() == RuleModel::ChannelName)
        return index.data(Qt::EditRole).toString().isEmpty() ? Token::Warning : Token::Text;
    if (isLocked || index.column() == RuleModel::Number || index.data(RuleModel::IsUnconditional).toBool())
        return Token::TextSecondary;
    return index.column() == RuleModel::Mention || index.column() == RuleModel::Send ? Token::TextSecondary
                                                                                     : Token::Text;
}

void RuleDelegate::paintNumber(QPainter *painter, const QRect &rect, const QModelIndex &index) const
{
    const bool isLocked = index.data(RuleModel::IsLocked).toBool();
    const QRect cell = rect.adjusted(-metrics::cellPadding - metrics::edgePadding, 0, metrics::cellPadding, 1);
    if (index.data(RuleModel::IsRowChanged).toBool())
        painter->fillRect(QRect(cell.left(), cell.top(), barWidth, cell.height() - 1), m_theme.color(Token::Accent));
    paintSymbol(painter, QRect(cell.left() + 9, rect.top() + (rect.height() - numberIcon) / 2, numberIcon, numberIcon),
                isLocked ? Symbol::Lock : Symbol::DragHandle, m_theme.color(Token::Muted));
    painter->setFont(m_theme.font(TextStyle::Body));
    painter->setPen(m_theme.color(Token::TextSecondary));
    drawFigures(painter, rect, Qt::AlignVCenter | Qt::AlignRight, index.data(RuleModel::RowNumber).toString());
}

void RuleDelegate::paintContent(QPainter *painter, const QRect &rect, const QModelIndex &index) const
{
    if (index.column() == RuleModel::Number)
        return paintNumber(painter, rect, index);
    const bool isStrong = (index.column() == RuleModel::ChannelName || index.column() == RuleModel::Centres) &&
                          !index.data(RuleModel::IsUnconditional).toBool();
    QRect text = rect;
    const QColor ink = m_theme.color(inkOf(index));
    if (index.column() == RuleModel::Send && index.data(Qt::EditRole).toString() == u"digest") {
        paintSymbol(painter, QRect(text.left(), text.top() + (text.height() - sendIcon) / 2, sendIcon, sendIcon),
                    Symbol::Digest, ink);
        text.adjust(sendIcon + 5, 0, 0, 0);
    }
    const bool hasWarning = !index.data(RuleModel::Warning).toString().isEmpty();
    if (hasWarning || !index.data(RuleModel::Remark).toString().isEmpty()) {
        paintSymbol(painter, QRect(text.right() - 13, text.top() + (text.height() - 14) / 2, 14, 14),
                    hasWarning ? Symbol::Attention : Symbol::Reveal,
                    m_theme.color(hasWarning ? Token::WarningMark : Token::Muted));
        text.adjust(0, 0, -17, 0);
    }
    painter->setFont(m_theme.font(isStrong ? TextStyle::BodyMedium : TextStyle::Body));
    painter->setPen(ink);
    const auto alignment = static_cast<Qt::Alignment>(index.data(Qt::TextAlignmentRole).toInt());
    painter->drawText(text, static_cast<int>(alignment),
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, text.width()));
    if (!index.data(RuleModel::Problem).toString().isEmpty()) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(m_theme.color(Token::DangerMark));
        painter->drawRect(rect.adjusted(-metrics::cellPadding + 1, 2, metrics::cellPadding - 2, -3));
    }
}

int RuleDelegate::contentWidth(const QModelIndex &index) const
{
    const int icon = index.column() == RuleModel::Send ? sendIcon + 5 : 0;
    return CellDelegate::contentWidth(index) + icon;
}

} // namespace ledgercast
