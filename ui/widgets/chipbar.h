// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QToolButton>
#include <QWidget>

class QPushButton;

namespace ledgercast {

class Theme;

struct Chip
{
    QString id;
    QString text;

    bool operator==(const Chip &) const = default;
};

/// One filter that is set: click edits, the cross or Delete removes.
class ChipButton : public QToolButton
{
    Q_OBJECT

public:
    ChipButton(const Theme &theme, const Chip &chip, QWidget *parent = nullptr);

    [[nodiscard]] const Chip &chip() const { return m_chip; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void editRequested(const QString &id);
    void removeRequested(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QRect crossRect() const;

    const Theme &m_theme;
    Chip m_chip;
};

/// The filters that are set, and "Clear all".
class ChipBar : public QWidget
{
    Q_OBJECT

public:
    explicit ChipBar(const Theme &theme, QWidget *parent = nullptr);

    void setChips(const QList<Chip> &chips);
    [[nodiscard]] const QList<Chip> &chips() const { return m_chips; }

Q_SIGNALS:
    void editRequested(const QString &id);
    void removeRequested(const QString &id);
    void clearRequested();

private:
    const Theme &m_theme;
    QList<Chip> m_chips;
    QList<ChipButton *> m_buttons;
    QPushButton *m_clear;
};

} // namespace ledgercast
