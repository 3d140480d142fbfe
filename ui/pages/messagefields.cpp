// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/messagefields.h"

#include "core/message/blocks.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/textlabel.h"
#include "ui/widgets/tokenedit.h"

#include <QComboBox>
#include <QLineEdit>
#include <QShortcut>

namespace ledgercast {

namespace {

constexpr int labelWidth = 106;

QToolButton *toolButton(const QIcon &icon, const QString &name)
{
    auto *button = new QToolButton;
    button->setIcon(icon);
    button->setAutoRaise(true);
    button->setAccessibleName(name);
    button->setToolTip(name);
    return button;
}

} // namespace

MessageFieldRow::MessageFieldRow(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_label(new QLineEdit)
    , m_value(new TokenEdit(theme))
    , m_width(new QComboBox)
    , m_hides(toolButton(theme.icon(Symbol::Conceal), tr("Hide when empty")))
    , m_remove(toolButton(theme.icon(Symbol::Close), tr("Remove")))
{
    m_label->setFixedWidth(labelWidth);
    m_label->setPlaceholderText(tr("Label"));
    m_width->addItems({tr("Half"), tr("Full")});
    setCompact(m_width);
    m_hides->setCheckable(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(4, 3, 2, 3);
    row->setSpacing(4);
    row->addWidget(m_label);
    row->addWidget(m_value, 1);
    row->addWidget(m_width);
    row->addWidget(m_hides);
    row->addWidget(m_remove);
    connect(m_label, &QLineEdit::textEdited, this, &MessageFieldRow::edited);
    connect(m_value, &TokenEdit::templateEdited, this, &MessageFieldRow::edited);
    connect(m_width, &QComboBox::activated, this, &MessageFieldRow::edited);
    connect(m_hides, &QToolButton::clicked, this, &MessageFieldRow::edited);
    connect(m_remove, &QToolButton::clicked, this, &MessageFieldRow::removeWanted);
    for (QWidget *part : QList<QWidget *>{m_label, m_value, m_width, m_hides, m_remove})
        part->installEventFilter(this);
}

bool MessageFieldRow::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn)
        Q_EMIT becameCurrent();
    return QWidget::eventFilter(watched, event);
}

void MessageFieldRow::setField(const DesignField &field)
{
    if (m_label->text() != field.label)
        m_label->setText(field.label);
    m_value->setTemplate(field.value);
    m_width->setCurrentIndex(field.isFullWidth ? 1 : 0);
    m_hides->setChecked(!field.isShownEmpty);
}

DesignField MessageFieldRow::field() const
{
    return {m_label->text(), m_value->templateText(), m_width->currentIndex() == 1, !m_hides->isChecked()};
}

void MessageFieldRow::setNames(const QList<ValueName> &names)
{
    m_value->setNames(names);
}

void MessageFieldRow::setPlace(int place, int count)
{
    const auto name = [place](QWidget *widget, const char *what) {
        widget->setObjectName(QLatin1String(what) + u'.' + QString::number(place));
    };
    name(m_label, "fieldLabel");
    name(m_value, "fieldValue");
    name(m_width, "fieldWidth");
    name(m_hides, "fieldHides");
    name(m_remove, "fieldRemove");
    const QString where = tr("%1 of %2").arg(place + 1).arg(count);
    m_label->setAccessibleName(tr("Label of field %1").arg(where));
    m_value->setAccessibleName(tr("Value of field %1").arg(where));
    m_width->setAccessibleName(tr("Width of field %1").arg(where));
    m_remove->setAccessibleName(tr("Remove field %1").arg(where));
}

void MessageFieldRow::setCurrent(bool isCurrent)
{
    m_isCurrent = isCurrent;
    update();
}

void MessageFieldRow::focusLabel()
{
    m_label->setFocus();
}

void MessageFieldRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (m_isCurrent)
        painter.fillRect(rect(), m_theme.color(Token::Selection));
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_theme.color(Token::Border));
}

MessageFields::MessageFields(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_column(new QVBoxLayout)
    , m_add(new QPushButton(theme.icon(Symbol::Add), tr("Add field")))
    , m_up(toolButton(theme.icon(Symbol::ArrowUp), tr("Move the field up (Alt+Up)")))
    , m_down(toolButton(theme.icon(Symbol::ArrowDown), tr("Move the field down (Alt+Down)")))
    , m_count(new TextLabel(theme, TextStyle::Small, Token::Muted))
{
    setObjectName(QStringLiteral("messageFields"));
    m_add->setObjectName(QStringLiteral("addField"));
    m_up->setObjectName(QStringLiteral("fieldUp"));
    m_down->setObjectName(QStringLiteral("fieldDown"));
    m_count->setObjectName(QStringLiteral("fieldCount"));
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(0, 8, 0, 0);
    buttons->addWidget(m_add);
    buttons->addWidget(m_up);
    buttons->addWidget(m_down);
    buttons->addStretch(1);
    buttons->addWidget(m_count);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(m_column);
    all->addLayout(buttons);
    connect(m_add, &QPushButton::clicked, this, &MessageFields::add);
    connect(m_up, &QToolButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { move(1); });
    const auto onKeys = [this](const QKeySequence &keys, auto slot) {
        auto *shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, slot);
    };
    onKeys(QKeySequence(Qt::ALT | Qt::Key_Up), [this] { move(-1); });
    onKeys(QKeySequence(Qt::ALT | Qt::Key_Down), [this] { move(1); });
    onKeys(QKeySequence(Qt::Key_Insert), [this] { add(); });
}

MessageFieldRow *MessageFields::addRow(const DesignField &field)
{
    auto *row = new MessageFieldRow(m_theme);
    row->setNames(m_names);
    row->setField(field);
    m_rows.append(row);
    m_column->addWidget(row);
    connect(row, &MessageFieldRow::edited, this, &MessageFields::edited);
    connect(row, &MessageFieldRow::removeWanted, this, [this, row] { remove(row); });
    connect(row, &MessageFieldRow::becameCurrent, this, [this, row] {
        m_current = row;
        arrange();
        Q_EMIT focused();
    });
    return row;
}

void MessageFields::setFields(const QList<DesignField> &fields)
{
    while (m_rows.size() > fields.size()) {
        MessageFieldRow *row = m_rows.takeLast();
        if (m_current == row)
            m_current = nullptr;
        row->hide();
        row->setParent(nullptr); // at once out of reach, by name too
        row->deleteLater();
    }
    for (qsizetype i = 0; i < fields.size(); ++i) {
        if (i < m_rows.size())
            m_rows.at(i)->setField(fields.at(i));
        else
            addRow(fields.at(i));
    }
    arrange();
}

QList<DesignField> MessageFields::fields() const
{
    QList<DesignField> fields;
    for (const MessageFieldRow *row : m_rows)
        fields.append(row->field());
    return fields;
}

void MessageFields::setNames(const QList<ValueName> &names)
{
    m_names = names;
    for (MessageFieldRow *row : std::as_const(m_rows))
        row->setNames(names);
}

QString MessageFields::problem() const
{
    for (const MessageFieldRow *row : m_rows) {
        if (const QString problem = row->value()->problem(); !problem.isEmpty())
            return problem;
    }
    return {};
}

void MessageFields::add()
{
    if (m_rows.size() >= Blocks::fieldCount)
        return;
    MessageFieldRow *row = addRow({tr("Label"), QStringLiteral("{{number}}")});
    m_current = row;
    arrange();
    row->focusLabel();
    Q_EMIT edited();
}

void MessageFields::remove(MessageFieldRow *row)
{
    m_rows.removeAll(row);
    if (m_current == row)
        m_current = nullptr;
    row->hide();
    row->setParent(nullptr); // at once out of reach, by name too
    row->deleteLater();
    arrange();
    Q_EMIT edited();
}

void MessageFields::move(int step)
{
    for (MessageFieldRow *row : std::as_const(m_rows)) {
        if (row->isAncestorOf(focusWidget()))
            m_current = row;
    }
    const qsizetype from = m_rows.indexOf(m_current);
    const qsizetype to = from + step;
    if (from < 0 || to < 0 || to >= m_rows.size())
        return;
    m_rows.move(from, to);
    m_column->removeWidget(m_current);
    m_column->insertWidget(static_cast<int>(to), m_current);
    arrange();
    Q_EMIT edited();
}

void MessageFields::arrange()
{
    const auto count = static_cast<int>(m_rows.size());
    for (int place = 0; place < count; ++place) {
        m_rows.at(place)->setPlace(place, count);
        m_rows.at(place)->setCurrent(m_rows.at(place) == m_current);
    }
    m_add->setEnabled(count < Blocks::fieldCount);
    m_up->setEnabled(m_current && m_rows.first() != m_current);
    m_down->setEnabled(m_current && m_rows.last() != m_current);
    m_count->setText(tr("%1 of %2 fields").arg(count).arg(Blocks::fieldCount));
    setAccessibleName(tr("Fields, %1").arg(count));
}

} // namespace ledgercast
