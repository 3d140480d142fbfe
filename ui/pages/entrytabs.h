// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/entry.h"

#include <QHash>
#include <QScrollArea>
#include <QWidget>

class QComboBox;
class QPlainTextEdit;
class QStackedWidget;
class QPushButton;
class QTreeWidget;

namespace ledgercast {

class SlackPreview;
class TextLabel;
class Theme;

/// Key fields, what changed, and where the entry went.
class SummaryTab : public QScrollArea
{
    Q_OBJECT

public:
    explicit SummaryTab(const Theme &theme, QWidget *parent = nullptr);

    /// today: what today's rules would make of it.
    void setDetail(const EntryDetail &detail, const QStringList &today, const QHash<QString, QString> &costCentres,
                   const QDateTime &now);

private:
    using Row = std::pair<QString, QString>;

    [[nodiscard]] QWidget *makeFields(const QList<Row> &rows);
    [[nodiscard]] QWidget *makeDifferences(const QList<FieldChange> &differences);
    [[nodiscard]] QWidget *makeException(const EntryRow &entry);
    [[nodiscard]] QWidget *makeDelivery(const EntryDetail &detail, const DeliveryRow &delivery, const QDateTime &now);
    [[nodiscard]] QWidget *heading(const QString &text);

    const Theme &m_theme;
};

/// The Slack messages of an entry, as composed.
class MessageTab : public QWidget
{
    Q_OBJECT

public:
    explicit MessageTab(const Theme &theme, QWidget *parent = nullptr);

    void setDetail(const EntryDetail &detail, const QDateTime &now);

Q_SIGNALS:
    void notice(const QString &sentence);

private:
    void showMessage(int index);
    void copy(const QString &text, const QString &sentence);

    QList<DeliveryRow> m_deliveries;
    QDateTime m_now;
    QComboBox *m_choice;
    SlackPreview *m_preview;
    TextLabel *m_none;
    QWidget *m_buttons;
};

/// The record as it was read, field by field or as JSON.
class SourceTab : public QWidget
{
    Q_OBJECT

public:
    explicit SourceTab(const Theme &theme, QWidget *parent = nullptr);

    void setDetail(const EntryDetail &detail);

Q_SIGNALS:
    void notice(const QString &sentence);

private:
    void toggle();
    void copy();

    QTreeWidget *m_tree;
    QPlainTextEdit *m_json;
    QStackedWidget *m_stack;
    QPushButton *m_toggle;
    TextLabel *m_checksum;
};

/// "due_date" in words: "Due date".
[[nodiscard]] QString fieldName(const QString &field);

} // namespace ledgercast
