// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/message/messagedesign.h"
#include "core/message/valuenames.h"

#include <QFrame>

class QComboBox;
class QLineEdit;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace ledgercast {

class TextLabel;
class Theme;
class TokenEdit;

/// One field of a message: label, value, width, whether it hides when empty.
class MessageFieldRow : public QWidget
{
    Q_OBJECT

public:
    explicit MessageFieldRow(const Theme &theme, QWidget *parent = nullptr);

    void setField(const DesignField &field);
    [[nodiscard]] DesignField field() const;
    void setNames(const QList<ValueName> &names);
    void setPlace(int place, int count);
    void setCurrent(bool isCurrent);
    [[nodiscard]] TokenEdit *value() const { return m_value; }
    void focusLabel();

Q_SIGNALS:
    void edited();
    void removeWanted();
    void becameCurrent();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QLineEdit *m_label;
    TokenEdit *m_value;
    QComboBox *m_width;
    QToolButton *m_hides;
    QToolButton *m_remove;
    bool m_isCurrent = false;
};

/// The fields of a message, at most 10. Alt+Up and Alt+Down move the current one, Insert adds one.
///
/// Object names: messageFields; of row N fieldLabel.N, fieldValue.N, fieldWidth.N, fieldHides.N, fieldRemove.N;
/// addField, fieldUp, fieldDown, fieldCount.
class MessageFields : public QWidget
{
    Q_OBJECT

public:
    explicit MessageFields(const Theme &theme, QWidget *parent = nullptr);

    void setFields(const QList<DesignField> &fields);
    [[nodiscard]] QList<DesignField> fields() const;
    void setNames(const QList<ValueName> &names);
    /// The first token that isn't a value.
    [[nodiscard]] QString problem() const;

Q_SIGNALS:
    void edited();
    void focused();

private:
    MessageFieldRow *addRow(const DesignField &field);
    void add();
    void remove(MessageFieldRow *row);
    void move(int step);
    void arrange();

    const Theme &m_theme;
    QList<ValueName> m_names;
    QList<MessageFieldRow *> m_rows;
    MessageFieldRow *m_current = nullptr;
    QVBoxLayout *m_column;
    QPushButton *m_add;
    QToolButton *m_up;
    QToolButton *m_down;
    TextLabel *m_count;
};

} // namespace ledgercast
