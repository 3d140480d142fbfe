// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QTableView>

namespace ledgercast {

class Theme;

/// A table of whole rows: hover and selection by row, one focus ring around the current row, Tab leaves it, Enter and
/// double click activate. Its cells are painted by CellDelegate and the delegates made from it.
class RowTableView : public QTableView
{
    Q_OBJECT

public:
    explicit RowTableView(const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] int hoveredRow() const { return m_hoveredRow; }
    /// Shown in the middle while the model has no rows.
    void setEmptyText(const QString &text);

Q_SIGNALS:
    void rowActivated(const QModelIndex &index);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void setHoveredRow(int row);

    const Theme &m_theme;
    int m_hoveredRow = -1;
    QString m_emptyText;
};

} // namespace ledgercast
