// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QStyledItemDelegate>

namespace ledgercast {

class Theme;

/// One line of text in a row table, elided, with the whole text as tooltip.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit CellDelegate(const Theme &theme, QObject *parent = nullptr);

    void setToken(Token token) { m_token = token; }
    void setTextStyle(TextStyle style) { m_style = style; }
    /// Zero and "—" step back.
    void setMutedWhenEmpty(bool on) { m_mutedWhenEmpty = on; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

protected:
    [[nodiscard]] const Theme &theme() const { return m_theme; }
    void paintGround(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    /// Draws what stands in the cell; the ground is painted already.
    virtual void paintContent(QPainter *painter, const QRect &rect, const QModelIndex &index) const;
    /// Width of what paintContent() draws, to decide about the tooltip.
    [[nodiscard]] virtual int contentWidth(const QModelIndex &index) const;

private:
    const Theme &m_theme;
    Token m_token = Token::Text;
    TextStyle m_style = TextStyle::Body;
    bool m_mutedWhenEmpty = true;
};

/// The state of an entry: a pill from an EntryState in the given role.
class StatePillDelegate : public CellDelegate
{
    Q_OBJECT

public:
    StatePillDelegate(const Theme &theme, int stateRole, QObject *parent = nullptr);

protected:
    void paintContent(QPainter *painter, const QRect &rect, const QModelIndex &index) const override;
    [[nodiscard]] int contentWidth(const QModelIndex &index) const override;

private:
    int m_stateRole;
};

/// An amount, right-aligned with figures of one width, and its currency, muted. Display text "12,480.00 EUR".
class MoneyDelegate : public CellDelegate
{
    Q_OBJECT

public:
    explicit MoneyDelegate(const Theme &theme, QObject *parent = nullptr);

protected:
    void paintContent(QPainter *painter, const QRect &rect, const QModelIndex &index) const override;
    [[nodiscard]] int contentWidth(const QModelIndex &index) const override;
};

/// A type icon and a document number. The icon follows the record type (or feed) in the given role.
class DocumentDelegate : public CellDelegate
{
    Q_OBJECT

public:
    DocumentDelegate(const Theme &theme, int typeRole, QObject *parent = nullptr);

protected:
    void paintContent(QPainter *painter, const QRect &rect, const QModelIndex &index) const override;
    [[nodiscard]] int contentWidth(const QModelIndex &index) const override;

private:
    int m_typeRole;
};

} // namespace ledgercast
