// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/daychart.h"

#include "ui/format/format.h"
#include "ui/theme/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <numeric>

namespace ledgercast {

namespace {

constexpr int axisWidth = 44;
constexpr int labelHeight = 22;
constexpr int rightMargin = 14;
constexpr int topMargin = 20;
constexpr int widestBar = 22;
constexpr int segmentGap = 1;
/// Non-zero problems stay visible beside hundreds of posts.
constexpr int leastSegment = 3;
constexpr int swatch = 9;
constexpr int swatchGap = 6;
constexpr int wordGap = 16;

Token tokenOf(DayBar::Segment segment)
{
    switch (segment) {
    case DayBar::Replayed:
        return Token::NeutralMark;
    case DayBar::Queued:
        return Token::InfoMark;
    case DayBar::Unrouted:
        return Token::WarningMark;
    case DayBar::Failed:
        return Token::DangerMark;
    case DayBar::Posted:
    case DayBar::SegmentCount:
        break;
    }
    return Token::ChartPosted;
}

/// 1, 2 or 5 times a power of ten, so that three or four lines cover the highest bar.
int stepFor(int highest)
{
    int power = 1;
    for (;;) {
        for (const int factor : {1, 2, 5})
            if (factor * power * 4 >= highest)
                return factor * power;
        power *= 10;
    }
}

int topOf(const QList<DayBar> &bars)
{
    int highest = 1;
    for (const DayBar &bar : bars)
        highest = std::max(highest, bar.total());
    const int step = stepFor(highest);
    return (highest + step - 1) / step * step;
}

} // namespace

QString segmentWord(DayBar::Segment segment)
{
    switch (segment) {
    case DayBar::Posted:
        return DayChart::tr("Posted");
    case DayBar::Replayed:
        return DayChart::tr("Replayed");
    case DayBar::Queued:
        return DayChart::tr("Queued");
    case DayBar::Unrouted:
        return DayChart::tr("Unrouted");
    case DayBar::Failed:
        return DayChart::tr("Failed");
    case DayBar::SegmentCount:
        break;
    }
    return {};
}

int DayBar::total() const
{
    return std::accumulate(counts.begin(), counts.end(), 0);
}

DayChart::DayChart(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("dayChart"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Posts per day, last 14 days"));
}

void DayChart::setBars(const QList<DayBar> &bars)
{
    if (m_bars == bars)
        return;
    m_bars = bars;
    m_current = std::min(m_current, static_cast<int>(bars.size()) - 1);
    update();
}

void DayChart::setEmptyText(const QString &text)
{
    m_emptyText = text;
    update();
}

QRect DayChart::plot() const
{
    return rect().adjusted(axisWidth, topMargin, -rightMargin, -labelHeight);
}

QRect DayChart::slot(int day) const
{
    const QRect area = plot();
    const auto count = static_cast<int>(m_bars.size());
    const int left = area.left() + area.width() * day / count;
    return {left, area.top(), area.left() + area.width() * (day + 1) / count - left, area.height()};
}

int DayChart::dayAt(const QPoint &position) const
{
    for (int day = 0; day < m_bars.size(); ++day)
        if (const QRect place = slot(day); position.x() >= place.left() && position.x() <= place.right())
            return day;
    return -1;
}

void DayChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(m_theme.font(TextStyle::Status));
    const bool isEmpty = std::all_of(m_bars.begin(), m_bars.end(), [](const DayBar &bar) { return bar.total() == 0; });
    const int top = topOf(m_bars);
    paintAxis(painter, isEmpty ? 0 : top);
    // Where there is no room for all words, every second day is named, today always.
    const int step = hasRoomForLabels() ? 1 : 2;
    for (int day = 0; day < m_bars.size(); ++day)
        paintBar(painter, day, top, (m_bars.size() - 1 - day) % step == 0);
    if (isEmpty) {
        painter.setFont(m_theme.font(TextStyle::Body));
        painter.setPen(m_theme.color(Token::Muted));
        painter.drawText(plot(), Qt::AlignCenter, m_emptyText);
    }
}

void DayChart::paintAxis(QPainter &painter, int top) const
{
    const QRect area = plot();
    const int step = top == 0 ? 1 : stepFor(top);
    for (int value = 0; value <= top; value += step) {
        const int y = top == 0 ? area.bottom() : area.bottom() - area.height() * value / top;
        painter.fillRect(QRect(area.left(), y, area.width(), 1), m_theme.color(Token::Border));
        painter.setPen(m_theme.color(Token::Muted));
        painter.drawText(QRect(0, y - 9, axisWidth - 8, 18), Qt::AlignRight | Qt::AlignVCenter, format::count(value));
    }
}

void DayChart::paintBar(QPainter &painter, int day, int top, bool isNamed) const
{
    const DayBar &bar = m_bars.at(day);
    const QRect place = slot(day);
    const int width = std::min(widestBar, place.width() * 2 / 3);
    const int left = place.center().x() - width / 2;
    int bottom = place.bottom();
    for (int i = 0; i < DayBar::SegmentCount; ++i) {
        const int count = bar.counts.at(static_cast<std::size_t>(i));
        if (count == 0)
            continue;
        const int height = std::max(leastSegment, place.height() * count / top);
        painter.fillRect(QRect(left, bottom - height, width, height),
                         m_theme.color(tokenOf(static_cast<DayBar::Segment>(i))));
        bottom -= height + segmentGap;
    }
    painter.setFont(m_theme.font(bar.isToday ? TextStyle::Header : TextStyle::Status));
    painter.setPen(m_theme.color(bar.isToday ? Token::Text : Token::Muted));
    const QRect label(place.left() - 6, place.bottom() + 4, place.width() + 12, labelHeight - 4);
    if (isNamed)
        painter.drawText(label, Qt::AlignCenter, bar.label);
    if (bar.isToday && bar.total() > 0)
        painter.drawText(QRect(label.left(), bottom - 17, label.width(), 16), Qt::AlignCenter,
                         format::count(bar.total()));
    if (day == m_current && hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(m_theme.color(Token::Accent), metrics::focusRing));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(place).adjusted(1, -topMargin + 2, -1, 1), 3, 3);
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
}

bool DayChart::hasRoomForLabels() const
{
    const QFontMetrics font(m_theme.font(TextStyle::Status));
    return std::all_of(m_bars.begin(), m_bars.end(), [&](const DayBar &bar) {
        return font.horizontalAdvance(bar.label) + 3 < plot().width() / m_bars.size();
    });
}

void DayChart::setCurrent(int day)
{
    m_current = std::clamp(day, 0, static_cast<int>(m_bars.size()) - 1);
    setAccessibleDescription(m_bars.at(m_current).spoken);
    update();
}

void DayChart::keyPressEvent(QKeyEvent *event)
{
    if (m_bars.isEmpty())
        return QWidget::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Left:
        return setCurrent(m_current - 1);
    case Qt::Key_Right:
        return setCurrent(m_current + 1);
    case Qt::Key_Home:
        return setCurrent(0);
    case Qt::Key_End:
        return setCurrent(static_cast<int>(m_bars.size()) - 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return Q_EMIT dayChosen(m_current);
    default:
        QWidget::keyPressEvent(event);
    }
}

void DayChart::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    if (m_current < 0 && !m_bars.isEmpty())
        setCurrent(static_cast<int>(m_bars.size()) - 1);
    update();
}

void DayChart::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

void DayChart::mouseReleaseEvent(QMouseEvent *event)
{
    const int day = dayAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton || day < 0)
        return QWidget::mouseReleaseEvent(event);
    setCurrent(day);
    Q_EMIT dayChosen(day);
}

bool DayChart::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int day = dayAt(help->pos());
    if (day < 0)
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), m_bars.at(day).spoken, this, slot(day));
    return true;
}

DayLegend::DayLegend(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize DayLegend::sizeHint() const
{
    const QFontMetrics font(m_theme.font(TextStyle::Small));
    int width = 0;
    for (int i = 0; i < DayBar::SegmentCount; ++i)
        width += swatch + swatchGap + font.horizontalAdvance(segmentWord(static_cast<DayBar::Segment>(i))) + wordGap;
    return {width - wordGap, font.height() + 2};
}

void DayLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(m_theme.font(TextStyle::Small));
    int x = 0;
    for (int i = 0; i < DayBar::SegmentCount; ++i) {
        const auto segment = static_cast<DayBar::Segment>(i);
        const QString word = segmentWord(segment);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(tokenOf(segment)));
        painter.drawRoundedRect(QRectF(x, (height() - swatch) / 2.0, swatch, swatch), 2, 2);
        x += swatch + swatchGap;
        const int width = painter.fontMetrics().horizontalAdvance(word);
        painter.setPen(m_theme.color(Token::TextSecondary));
        painter.drawText(QRect(x, 0, width + 2, height()), Qt::AlignVCenter, word);
        x += width + wordGap;
    }
}

} // namespace ledgercast
