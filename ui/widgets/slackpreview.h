// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QTextBrowser>

namespace ledgercast {

class Theme;

struct SlackMessageView
{
    QString channel; ///< "#fin-it"; empty hides the line
    QString time;    ///< "14:30"
    QString text;    ///< shown when there are no blocks
    QJsonArray blocks;
    int replies = 0;
    QString repliesNote; ///< "Today at 14:30"

    bool operator==(const SlackMessageView &) const = default;
};

/// A message as Slack would show it. Text can be selected and copied; links open outside.
class SlackPreview : public QTextBrowser
{
    Q_OBJECT

public:
    explicit SlackPreview(const Theme &theme, QWidget *parent = nullptr);

    void setMessage(const SlackMessageView &message);
    [[nodiscard]] const SlackMessageView &message() const { return m_message; }
    /// Slack's theme is independent of ours.
    void setSlackDark(bool dark);
    [[nodiscard]] bool isSlackDark() const { return m_dark; }
    /// The message as text, for the clipboard.
    [[nodiscard]] QString plainText() const;

protected:
    QVariant loadResource(int type, const QUrl &name) override;

private:
    void render();
    [[nodiscard]] QString repliesHtml() const;

    const Theme &m_theme;
    SlackMessageView m_message;
    bool m_dark = false;
};

} // namespace ledgercast
