// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/message/messagedesign.h"
#include "core/message/valuenames.h"

#include <QScrollArea>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLineEdit;

namespace ledgercast {

class MessageFields;
class TextLabel;
class Theme;
class ToggleSwitch;
class TokenEdit;

/// The editor of one kind of message. It shows a design and tells every edit; it keeps nothing.
///
/// Object names: messageForm, sendSwitch, leastAmount, headlineEdit, headlineCount, mentionWho, mentionFrom, textEdit,
/// messageFields, contextEdit, linkSwitch, linkLabel, linkAddress, detailSwitch, detailTitle, detailLine,
/// updatesChoice, updateHeadline, updateText, notificationEdit, formProblem.
class MessageForm : public QScrollArea
{
    Q_OBJECT

public:
    /// The parts of a message, as the preview can mark them.
    enum class Part { None, Headline, Text, Fields, Context };

    explicit MessageForm(const Theme &theme, QWidget *parent = nullptr);

    void setDesign(const MessageDesign &design);
    void setNames(const QList<ValueName> &names, const QList<ValueName> &lineNames);
    void setHeadlineSize(qsizetype used);
    void setLinkHint(const QString &sentence);
    [[nodiscard]] MessageDesign design() const;
    /// What keeps the design from being saved; empty: nothing.
    [[nodiscard]] QString problem() const;

Q_SIGNALS:
    void edited();
    void partFocused(ledgercast::MessageForm::Part part);
    void linkAddressWanted();

private:
    void makeSend();
    void makeHead();
    void makeFoot();
    void makeThread();
    QWidget *addRow(const QString &label, QWidget *editor, TextLabel *note = nullptr);
    TokenEdit *tokenEdit(const char *name, const QString &accessibleName, Part part);
    QLineEdit *amountEdit(const char *name, const QString &accessibleName);
    void showProblem();
    void enableParts();

    const Theme &m_theme;
    MessageDesign m_design; ///< what isn't edited here stays as it was given
    QGridLayout *m_grid;
    ToggleSwitch *m_send;
    QLineEdit *m_least;
    TokenEdit *m_headline;
    TextLabel *m_headlineCount;
    QLineEdit *m_mention;
    QLineEdit *m_mentionedFrom;
    TokenEdit *m_text;
    MessageFields *m_fields;
    TokenEdit *m_context;
    QCheckBox *m_link;
    QLineEdit *m_linkLabel;
    TextLabel *m_linkHint;
    QCheckBox *m_detail;
    TokenEdit *m_detailTitle;
    TokenEdit *m_detailLine;
    QComboBox *m_updates;
    TokenEdit *m_updateHeadline;
    TokenEdit *m_updateText;
    TokenEdit *m_notification;
    TextLabel *m_problem;
};

} // namespace ledgercast
