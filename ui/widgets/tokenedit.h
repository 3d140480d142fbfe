// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/message/valuenames.h"

#include <QTextEdit>

class QCompleter;
class QStandardItemModel;

namespace ledgercast {

class Theme;

/// Text with value tokens: {{name}} shows as one piece that is removed whole. "{" offers the values; a token that
/// isn't one of them is underlined. One line of text, wrapped as it needs; Ctrl+Z is left to whoever owns the text.
class TokenEdit : public QTextEdit
{
    Q_OBJECT

public:
    explicit TokenEdit(const Theme &theme, QWidget *parent = nullptr);

    /// What can be named here.
    void setNames(const QList<ValueName> &names);
    /// Replaces the text unless it is this already; says nothing.
    void setTemplate(const QString &text);
    [[nodiscard]] QString templateText() const;
    /// The first token that isn't a value, with the nearest one that is; empty if all are known.
    [[nodiscard]] QString problem() const;
    void insertToken(const QString &name);
    [[nodiscard]] QCompleter *completer() const { return m_completer; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {80, sizeHint().height()}; }

Q_SIGNALS:
    void templateEdited(const QString &text);
    void focused();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    QMimeData *createMimeDataFromSelection() const override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    void insertTemplate(QTextCursor cursor, const QString &text) const;
    void complete();
    void takeTyped();
    void markUnknown();
    [[nodiscard]] QString typedPrefix() const;
    [[nodiscard]] QString textOf(const QTextCursor &selection) const;
    void changed();

    const Theme &m_theme;
    QList<ValueName> m_names;
    QStandardItemModel *m_model;
    QCompleter *m_completer;
    QString m_last;
    bool m_isSetting = false;
};

} // namespace ledgercast
