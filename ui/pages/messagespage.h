// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/designs.h"
#include "ui/pages/page.h"
#include "ui/present/messageexample.h"

#include <QTimer>

class QMenu;
class QPushButton;

namespace ledgercast {

class MessageForm;
class MessageKindList;
class MessageView;
class Pill;

/// Shapes each kind of message and shows what people get. Edits are a draft until they are saved; a draft of one kind
/// stays while another is looked at, and when the program ends: it is kept with the window's memory.
///
/// Object names: messagesPage, messageDraft, resetButton, discardButton, sendTestButton, versionsButton, versionsMenu,
/// saveButton; the parts name their own.
class MessagesPage : public WindowPage
{
    Q_OBJECT

public:
    explicit MessagesPage(const PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] static PageTab tab();

    void activate() override;
    void deactivate() override;
    [[nodiscard]] QList<QWidget *> panes() const override;
    /// What Slack receives with the design as it is on the page.
    [[nodiscard]] const MessagePreview &preview() const { return m_preview; }

private:
    struct Draft
    {
        MessageDesign design;
        QList<MessageDesign> undo;
        QList<MessageDesign> redo;
        QString typedIn; ///< the editor of the last edit: letters typed one after the other are undone as one
    };

    [[nodiscard]] QWidget *makeHeader();
    void connectParts();
    void addShortcuts();
    void readDrafts();
    void keepDrafts();
    void takeDesigns(const QList<KindDesign> &kinds);
    void showKind(const QString &recordType);
    void showKinds();
    void showDraft();
    void takeEdit();
    void replaceDesign(const MessageDesign &design);
    void undo();
    void redo();
    void save();
    void discard();
    void fillVersions();
    void sendTest();
    void editLink();
    void readRecords();
    void readRecord(qint64 entry);
    void makePreview();
    void showState();
    [[nodiscard]] bool isEdited(const QString &recordType) const;
    [[nodiscard]] bool maySave() const;
    [[nodiscard]] const MessageDesign &design() const;
    [[nodiscard]] QDateTime now() const;

    QHash<QString, MessageDesign> m_saved;
    QHash<QString, MessageDesign> m_standard;
    QHash<QString, QList<DesignVersion>> m_earlier;
    QHash<QString, Draft> m_drafts; ///< only of kinds that were edited
    QStringList m_types;
    QString m_kind;
    MessageExample m_example;
    MessagePreview m_preview;
    bool m_hasDesigns = false; ///< drafts that were kept are read once they are there
    QTimer m_soon;             ///< collects keystrokes into one preview

    MessageKindList *m_kinds;
    MessageForm *m_form;
    MessageView *m_view;
    Pill *m_pill;
    QPushButton *m_reset = nullptr;
    QPushButton *m_discard = nullptr;
    QPushButton *m_test = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_versions = nullptr;
    QMenu *m_versionsMenu = nullptr;
    QList<QMetaObject::Connection> m_connections;
};

} // namespace ledgercast
