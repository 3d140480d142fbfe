// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QWidget>

#include <array>

namespace ledgercast {

class Theme;

/// One day of the chart: counts from the bottom of the bar to its top.
struct DayBar
{
    enum Segment { Posted, Replayed, Queued, Unrouted, Failed, SegmentCount };

    QString label;  ///< "Tue 10", "Today"
    QString spoken; ///< "Thursday 12 November, 176 posted, 41 replayed"
    std::array<int, SegmentCount> counts{};
    bool isToday = false;

    [[nodiscard]] int total() const;
    bool operator==(const DayBar &) const = default;
};

/// Stacked bars, one a day. Arrow keys move between days, Enter opens one, the tooltip gives every count. Painted by
/// hand: a chart library would cost more at start-up than the rest of the window.
class DayChart : public QWidget
{
    Q_OBJECT

public:
    explicit DayChart(const Theme &theme, QWidget *parent = nullptr);

    void setBars(const QList<DayBar> &bars);
    [[nodiscard]] const QList<DayBar> &bars() const { return m_bars; }
    /// Shown while no day has anything.
    void setEmptyText(const QString &text);
    [[nodiscard]] QSize sizeHint() const override { return {400, 220}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, 120}; }

Q_SIGNALS:
    /// Index in bars().
    void dayChosen(int day);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] QRect plot() const;
    [[nodiscard]] QRect slot(int day) const;
    [[nodiscard]] int dayAt(const QPoint &position) const;
    [[nodiscard]] bool hasRoomForLabels() const;
    void setCurrent(int day);
    void paintAxis(QPainter &painter, int top) const;
    void paintBar(QPainter &painter, int day, int top, bool isNamed) const;

    const Theme &m_theme;
    QList<DayBar> m_bars;
    QString m_emptyText;
    int m_current = -1;
};

/// What the colours mean, for the header of the chart's card.
class DayLegend : public QWidget
{
    Q_OBJECT

public:
    explicit DayLegend(const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

/// "1 posted", "41 replayed": the word of a segment.
[[nodiscard]] QString segmentWord(DayBar::Segment segment);

} // namespace ledgercast
