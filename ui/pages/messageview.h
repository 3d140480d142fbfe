// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/entry.h"
#include "ui/pages/messageform.h"
#include "ui/present/messageexample.h"

class QAbstractButton;
class QCheckBox;
class QComboBox;

namespace ledgercast {

class Card;
class MeterWidget;
class SlackPreview;
class TextLabel;
class Theme;

/// What people get in Slack: the message with its thread, and how much of Slack's limits it takes.
///
/// Object names: previewRecord, previousRecord, nextRecord, slackLight, slackDark, messagePagePreview, previewNote,
/// limitBlocks, limitText, limitFields, limitHeadline, limitTotal, limitsState, shortenBox.
class MessageView : public QWidget
{
    Q_OBJECT

public:
    explicit MessageView(const Theme &theme, QWidget *parent = nullptr);

    /// Newest first; empty: a made-up record is shown.
    void setRecords(const QList<EntryRow> &records);
    [[nodiscard]] qint64 currentRecord() const;
    void step(int step);
    void toggleSlackTheme();
    void setPreview(const MessagePreview &preview, bool isMadeUp, const QDateTime &now);
    void setNames(const QHash<QString, QString> &names, const QDateTime &now);
    void showPart(MessageForm::Part part);
    [[nodiscard]] bool isOverLimit() const;
    /// The person agreed that what is too long is cut.
    [[nodiscard]] bool mayShorten() const;
    void forgetShortening();

Q_SIGNALS:
    void recordChosen(qint64 entry);
    void shorteningChanged();

private:
    [[nodiscard]] QWidget *makeHeader();
    [[nodiscard]] Card *makeLimits();
    void showLimits(const MessageSize &size);

    const Theme &m_theme;
    QComboBox *m_record;
    QAbstractButton *m_light;
    QAbstractButton *m_dark;
    SlackPreview *m_preview;
    TextLabel *m_note;
    TextLabel *m_limitsState;
    MeterWidget *m_blocks;
    MeterWidget *m_text;
    MeterWidget *m_fieldCount;
    MeterWidget *m_headline;
    MeterWidget *m_total;
    QCheckBox *m_shorten;
    MessagePreview m_shown;
};

} // namespace ledgercast
