// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/messagekinds.h"

#include "core/domain/recordtype.h"
#include "ui/format/recordlook.h"
#include "ui/theme/symbolicon.h"
#include "ui/theme/theme.h"

namespace ledgercast {

namespace {

constexpr int listWidth = 214;
constexpr int padding = 8;

struct Group
{
    const char *title;
    QList<QStringView> types;
};

const QList<Group> &groups()
{
    using namespace recordtype;
    static const QList<Group> all{
        {QT_TRANSLATE_NOOP("MessageKindList", "Invoices"), {supplierInvoice, pendingInvoice}},
        {QT_TRANSLATE_NOOP("MessageKindList", "Purchasing"), {purchaseOrder, goodsReceipt}},
        {QT_TRANSLATE_NOOP("MessageKindList", "Payments and ledger"), {payment, voucher, exchangeRate}},
        {QT_TRANSLATE_NOOP("MessageKindList", "Master data"),
         {supplier, customer, item, account, costCentre, dimension, division, currency, authorizedUser}}};
    return all;
}

class KindDelegate : public QStyledItemDelegate
{
public:
    KindDelegate(const Theme &theme, const ValueListModel<MessageKind> &model, QObject *parent)
        : QStyledItemDelegate(parent), m_theme(theme), m_model(model)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        const bool isGroup = m_model.item(index).recordType.isEmpty();
        return {listWidth - 20, isGroup && index.row() > 0 ? 36 : 28};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const MessageKind &kind = m_model.item(index);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRect inside = option.rect.adjusted(padding, 0, -padding, 0);
        if (kind.recordType.isEmpty()) {
            painter->setFont(m_theme.font(TextStyle::SmallMedium));
            painter->setPen(m_theme.color(Token::Muted));
            painter->drawText(inside.adjusted(0, 0, 0, -5), Qt::AlignBottom | Qt::AlignLeft, kind.title);
            painter->restore();
            return;
        }
        const bool isCurrent = option.state.testFlag(QStyle::State_Selected);
        if (isCurrent || option.state.testFlag(QStyle::State_MouseOver)) {
            painter->setPen(option.state.testFlag(QStyle::State_HasFocus) ? QPen(m_theme.color(Token::Accent), 1.5)
                                                                          : QPen(Qt::NoPen));
            painter->setBrush(m_theme.color(isCurrent ? Token::AccentSoft : Token::Hover));
            painter->drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), metrics::controlRadius,
                                     metrics::controlRadius);
        }
        const QColor ink = m_theme.color(isCurrent ? Token::Accent : Token::TextSecondary);
        paintSymbol(painter, QRect(inside.left(), inside.center().y() - 7, 16, 16), kind.symbol, ink);
        painter->setFont(m_theme.font(TextStyle::Small));
        painter->setPen(m_theme.color(Token::Muted));
        const QString off = kind.isOff ? MessageKindList::tr("Off") : QString();
        painter->drawText(inside, Qt::AlignVCenter | Qt::AlignRight, off);
        const int right =
            (kind.isOff ? painter->fontMetrics().horizontalAdvance(off) + 6 : 0) + (kind.isEdited ? 12 : 0);
        if (kind.isEdited) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(m_theme.color(Token::Accent));
            painter->drawEllipse(QPointF(inside.right() - right + 8, inside.center().y() + 1), 3, 3);
        }
        painter->setFont(m_theme.font(isCurrent ? TextStyle::BodyStrong : TextStyle::Body));
        painter->setPen(isCurrent ? ink : m_theme.color(Token::TextSecondary));
        const QRect title = inside.adjusted(24, 0, -right, 0);
        painter->drawText(title, Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(kind.title, Qt::ElideRight, title.width()));
        painter->restore();
    }

private:
    const Theme &m_theme;
    const ValueListModel<MessageKind> &m_model;
};

} // namespace

QString MessageKind::accessibleText() const
{
    QStringList parts{title};
    if (isOff)
        parts += MessageKindList::tr("off");
    if (isEdited)
        parts += MessageKindList::tr("not saved");
    return parts.join(u", ");
}

QString kindTitle(const QString &recordType)
{
    return recordType == u"*" ? MessageKindList::tr("Everything else") : recordtype::displayName(recordType);
}

QList<MessageKind> groupedKinds(const QStringList &recordTypes)
{
    QList<MessageKind> kinds;
    QStringList rest = recordTypes;
    const auto add = [&kinds](const QString &type) {
        kinds.append({type, kindTitle(type), type == u"*" ? Symbol::Messages : symbolOfRecord(type)});
    };
    for (const Group &group : groups()) {
        const qsizetype heading = kinds.size();
        for (const QStringView type : group.types) {
            if (rest.removeAll(type.toString()) > 0)
                add(type.toString());
        }
        if (kinds.size() > heading)
            kinds.insert(heading, {{}, MessageKindList::tr(group.title)});
    }
    if (!rest.isEmpty())
        kinds.append({{}, MessageKindList::tr("Other")});
    for (const QString &type : std::as_const(rest))
        add(type);
    return kinds;
}

MessageKindList::MessageKindList(const Theme &theme, QWidget *parent)
    : QListView(parent), m_model(new ValueListModel<MessageKind>(this))
{
    setObjectName(QStringLiteral("messageKinds"));
    setAccessibleName(tr("Message kinds"));
    setModel(m_model);
    setItemDelegate(new KindDelegate(theme, *m_model, this));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setFixedWidth(listWidth);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setViewportMargins(8, 6, 8, 8);
    setBackgroundRole(QPalette::Base); // also around the rows
    setAutoFillBackground(true);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void MessageKindList::setKinds(const QList<MessageKind> &kinds)
{
    m_model->setItems(kinds);
}

void MessageKindList::setCurrentKind(const QString &recordType)
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->items().at(row).recordType == recordType)
            setCurrentIndex(m_model->index(row));
    }
}

QString MessageKindList::currentKind() const
{
    return currentIndex().isValid() ? m_model->item(currentIndex()).recordType : QString();
}

void MessageKindList::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    if (!current.isValid())
        return;
    if (const QString type = m_model->item(current).recordType; !type.isEmpty())
        return Q_EMIT kindChosen(type);
    // A heading is no kind: the arrows go on to the next one.
    const bool isDown = !previous.isValid() || previous.row() < current.row();
    const QModelIndex next = m_model->index(current.row() + (isDown ? 1 : -1));
    QMetaObject::invokeMethod(
        this, [this, next, previous] { setCurrentIndex(next.isValid() ? next : previous); }, Qt::QueuedConnection);
}

} // namespace ledgercast
