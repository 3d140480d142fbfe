// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/format/slackdocument.h"

#include <QTextBrowser>

namespace ledgercast {

class Theme;

/// An answer in the thread of a message.
struct SlackReplyView
{
    QString time; ///< "14:30"
    QString text; ///< shown when there are no blocks
    QJsonArray blocks;

    bool operator==(const SlackReplyView &) const = default;
};

struct SlackMessageView
{
    QString channel; ///< "#fin-it"; empty hides the line
    QString time;    ///< "14:30"
    QString text;    ///< shown when there are no blocks
    QJsonArray blocks;
    int replies = 0;     ///< as Slack counts them; those of the thread where it is shown
    QString repliesNote; ///< "Today at 14:30"
    QList<SlackReplyView> thread = {};

    bool operator==(const SlackMessageView &) const = default;
};

/// A message as Slack would show it, in Slack's colours and sizes. Text can be selected and copied; links open outside.
/// Nothing a message names is ever fetched.
class SlackPreview : public QTextBrowser
{
    Q_OBJECT

public:
    explicit SlackPreview(const Theme &theme, QWidget *parent = nullptr);

    void setMessage(const SlackMessageView &message);
    [[nodiscard]] const SlackMessageView &message() const { return m_message; }
    /// Who reads: names of channels and people, the time dates are told in.
    void setReader(const slackdoc::Reader &reader);
    /// Slack's theme is independent of ours.
    void setSlackDark(bool dark);
    [[nodiscard]] bool isSlackDark() const { return m_dark; }
    /// Marks a block of the message; -1: none.
    void setHighlighted(int block);
    /// The message as text, for the clipboard.
    [[nodiscard]] QString plainText() const;

protected:
    QVariant loadResource(int type, const QUrl &name) override;

private:
    void render();
    [[nodiscard]] QString bodyHtml(const QString &text, const QJsonArray &blocks, int highlighted);
    [[nodiscard]] QString headHtml(const QString &time) const;
    [[nodiscard]] QString threadHtml();
    [[nodiscard]] QPixmap buttonPixmap(const slackdoc::Button &button) const;

    const Theme &m_theme;
    SlackMessageView m_message;
    slackdoc::Reader m_reader;
    QList<slackdoc::Button> m_buttons; ///< as the page numbers their pictures
    int m_highlighted = -1;
    bool m_dark = false;
};

} // namespace ledgercast
