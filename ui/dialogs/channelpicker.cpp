// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/channelpicker.h"

#include "ui/theme/style.h"
#include "ui/theme/symbolicon.h"
#include "ui/theme/theme.h"
#include "ui/widgets/textlabel.h"

#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>

namespace ledgercast {

namespace {

constexpr int leastWidth = 420;
constexpr int listHeight = 290;
constexpr int padding = 10;

bool canPost(const Channel &channel)
{
    return !channel.isArchived && (channel.isMember || !channel.isPrivate);
}

Symbol symbolOf(const Channel &channel)
{
    if (channel.isArchived)
        return Symbol::ArchivedChannel;
    return channel.isPrivate ? Symbol::Lock : Symbol::Channel;
}

class ChannelDelegate : public QStyledItemDelegate
{
public:
    ChannelDelegate(const Theme &theme, const ValueListModel<ChannelItem> &model, QObject *parent)
        : QStyledItemDelegate(parent), m_theme(theme), m_model(model)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {option.rect.width(), metrics::tableRow};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const ChannelItem &item = m_model.item(index);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(option.rect, m_theme.color(Token::Selection));
        else if (option.state.testFlag(QStyle::State_MouseOver))
            painter->fillRect(option.rect, m_theme.color(Token::Hover));
        const QRect inside = option.rect.adjusted(padding, 0, -padding, 0);
        const Token ink = canPost(item.channel) ? Token::Text : Token::Muted;
        paintSymbol(painter, QRect(inside.left(), inside.top() + 7, metrics::iconSize, metrics::iconSize),
                    symbolOf(item.channel), m_theme.color(Token::Muted));
        painter->setFont(m_theme.font(TextStyle::Small));
        painter->setPen(m_theme.color(Token::Muted));
        painter->drawText(inside, Qt::AlignVCenter | Qt::AlignRight, item.note());
        const int noteWidth = painter->fontMetrics().horizontalAdvance(item.note());
        painter->setFont(m_theme.font(TextStyle::Body));
        painter->setPen(m_theme.color(ink));
        const QRect name = inside.adjusted(metrics::iconSize + 8, 0, -noteWidth - 8, 0);
        painter->drawText(name, Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(item.channel.name, Qt::ElideRight, name.width()));
        painter->restore();
    }

private:
    const Theme &m_theme;
    const ValueListModel<ChannelItem> &m_model;
};

} // namespace

QString ChannelItem::note() const
{
    QStringList notes;
    if (channel.isArchived)
        return ChannelPicker::tr("archived");
    if (channel.isExternallyShared)
        notes << ChannelPicker::tr("shared outside");
    if (channel.isPrivate)
        notes << ChannelPicker::tr("private");
    if (!channel.isMember)
        notes << ChannelPicker::tr("not a member");
    return notes.join(u", "_qs);
}

QString ChannelItem::accessibleText() const
{
    return note().isEmpty() ? QString(u'#' + channel.name) : QString(u'#' + channel.name + u", " + note());
}

ChannelPicker::ChannelPicker(const Theme &theme, const QList<Channel> &channels, const QString &title,
                             const QString &verb, QWidget *parent)
    : QDialog(parent)
    , m_channels(channels)
    , m_model(new ValueListModel<ChannelItem>(this))
    , m_search(new QLineEdit)
    , m_list(new QListView)
    , m_hint(new TextLabel(theme, TextStyle::Small, Token::Muted))
{
    setObjectName(QStringLiteral("channelPicker"));
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(leastWidth);
    // Where a post can arrive comes first; each part by name.
    std::stable_sort(m_channels.begin(), m_channels.end(), [](const Channel &a, const Channel &b) {
        return std::tuple(!canPost(a), !a.isMember, a.name) < std::tuple(!canPost(b), !b.isMember, b.name);
    });
    m_search->setObjectName(QStringLiteral("channelSearch"));
    m_search->setAccessibleName(tr("Find a channel"));
    m_search->setPlaceholderText(tr("Find a channel…"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(theme.icon(Symbol::Search), QLineEdit::LeadingPosition);
    m_search->installEventFilter(this);
    m_hint->setObjectName(QStringLiteral("channelHint"));
    m_hint->setWordWrap(true);
    m_hint->setMinimumHeight(34);
    m_hint->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Cancel)->setObjectName(QStringLiteral("channelCancel"));
    m_choose = buttons->addButton(verb, QDialogButtonBox::AcceptRole);
    m_choose->setObjectName(QStringLiteral("channelChoose"));
    m_choose->setDefault(true);
    setButtonKind(m_choose, ButtonKind::Primary);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(10);
    column->addWidget(new TextLabel(theme, TextStyle::BodyStrong, Token::Text, title));
    column->addWidget(m_search);
    column->addWidget(makeList(theme), 1);
    column->addWidget(m_hint);
    column->addWidget(buttons);
    connect(m_search, &QLineEdit::textChanged, this, &ChannelPicker::filter);
    connect(buttons, &QDialogButtonBox::accepted, this, &ChannelPicker::choose);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    filter({});
}

QWidget *ChannelPicker::makeList(const Theme &theme)
{
    m_list->setObjectName(QStringLiteral("channelList"));
    m_list->setAccessibleName(tr("Channels"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new ChannelDelegate(theme, *m_model, m_list));
    m_list->setMouseTracking(true);
    m_list->setMinimumHeight(listHeight);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &ChannelPicker::showCurrent);
    connect(m_list, &QListView::activated, this, &ChannelPicker::choose);
    return m_list;
}

bool ChannelPicker::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Up) {
            // The search keeps the focus; the arrows choose.
            const int step = key == Qt::Key_Down ? 1 : -1;
            const int row = std::clamp(m_list->currentIndex().row() + step, 0, std::max(0, m_model->rowCount() - 1));
            m_list->setCurrentIndex(m_model->index(row));
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void ChannelPicker::filter(const QString &text)
{
    QString wanted = text.trimmed();
    if (wanted.startsWith(u'#'))
        wanted.remove(0, 1);
    QList<ChannelItem> items;
    for (const Channel &channel : std::as_const(m_channels))
        if (channel.name.contains(wanted, Qt::CaseInsensitive))
            items += ChannelItem{channel};
    m_model->setItems(items);
    m_list->setCurrentIndex(m_model->index(0));
    showCurrent();
}

void ChannelPicker::showCurrent()
{
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid()) {
        m_choose->setEnabled(false);
        m_hint->setText(m_channels.isEmpty() ? tr("No channels are known yet. Connect Slack on the Connections page.")
                                             : tr("No channel has this in its name."));
        return;
    }
    const Channel &channel = m_model->item(current).channel;
    m_choose->setEnabled(canPost(channel));
    m_hint->setText(channel.isArchived ? tr("Slack refuses posts to archived channels.")
                    : channel.isExternallyShared && channel.isMember
                        ? tr("People outside the organisation can read it. The rules stay as they are.")
                    : channel.isMember  ? tr("The rules stay as they are.")
                    : channel.isPrivate ? tr("The channel is private, so a member has to invite the app first.")
                                        : tr("Ledgercast isn't in this channel yet. If Slack refuses the post, join "
                                             "the channel and replay."));
}

void ChannelPicker::choose()
{
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid() || !canPost(m_model->item(current).channel))
        return;
    const QString channel = m_model->item(current).channel.name;
    accept();
    Q_EMIT channelChosen(channel);
}

} // namespace ledgercast
