// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/slackpreview.h"

#include "ui/format/blockkit.h"
#include "ui/format/mrkdwn.h"
#include "ui/theme/symbolicon.h"
#include "ui/theme/theme.h"

#include <QScrollBar>

namespace ledgercast {

namespace {

constexpr int avatarSize = 36;
constexpr int smallAvatarSize = 20;
const auto avatarUrl = QStringLiteral("ledgercast:avatar");
const auto smallAvatarUrl = QStringLiteral("ledgercast:avatar-small");

} // namespace

SlackPreview::SlackPreview(const Theme &theme, QWidget *parent)
    : QTextBrowser(parent), m_theme(theme), m_dark(theme.isDark())
{
    setObjectName(QStringLiteral("slackPreview"));
    setAccessibleName(tr("Preview"));
    setFrameShape(QFrame::NoFrame);
    setOpenExternalLinks(true);
    setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard);
    setFont(theme.font(TextStyle::Body));
    document()->setDocumentMargin(14);
    render();
}

void SlackPreview::setMessage(const SlackMessageView &message)
{
    if (m_message == message)
        return;
    m_message = message;
    render();
}

void SlackPreview::setSlackDark(bool dark)
{
    m_dark = dark;
    render();
}

QString SlackPreview::plainText() const
{
    return m_message.blocks.isEmpty() ? mrkdwnToPlain(m_message.text) : blocksToPlain(m_message.blocks);
}

QVariant SlackPreview::loadResource(int type, const QUrl &name)
{
    const QString address = name.toString();
    if (address == avatarUrl || address == smallAvatarUrl) {
        const int size = address == avatarUrl ? avatarSize : smallAvatarSize;
        return symbolPixmap(Symbol::Ledgercast, m_theme.color(Token::AccentFill), {size, size}, devicePixelRatioF());
    }
    // Nothing from a message is ever fetched.
    Q_UNUSED(type)
    return {};
}

QString SlackPreview::repliesHtml() const
{
    if (m_message.replies == 0)
        return {};
    const SlackColors colors = slackColors(m_dark);
    return u"<p style=\"margin:4px 0 0 0\"><img src=\"%1\" width=\"20\" height=\"20\" style=\"vertical-align:middle\"/>"
           "&nbsp; <b style=\"color:%2\">%3</b>&nbsp; <span style=\"color:%4\">%5</span></p>"_qs.arg(
               smallAvatarUrl, colors.link,
               (m_message.replies == 1 ? tr("1 reply") : tr("%1 replies").arg(m_message.replies)).toHtmlEscaped(),
               colors.muted, m_message.repliesNote.toHtmlEscaped());
}

void SlackPreview::render()
{
    const SlackColors colors = slackColors(m_dark);
    QPalette own = palette();
    own.setColor(QPalette::Base, QColor(colors.ground));
    own.setColor(QPalette::Text, QColor(colors.text));
    setPalette(own);
    const QString body = m_message.blocks.isEmpty()
                             ? u"<p style=\"margin:0\">"_qs +
                                   mrkdwnToHtml(m_message.text, {colors.link, colors.mention, colors.mentionGround,
                                                                 colors.code, colors.codeGround, colors.border}) +
                                   u"</p>"_qs
                             : blocksToHtml(m_message.blocks, colors);
    QString html;
    if (!m_message.channel.isEmpty())
        html += u"<p style=\"margin:0;font-weight:600\">%1</p><p style=\"margin:0;font-size:7pt\">&nbsp;</p>"_qs.arg(
            m_message.channel.toHtmlEscaped());
    html +=
        u"<table width=\"100%\" cellspacing=\"0\" cellpadding=\"0\"><tr><td width=\"46\"><img src=\"%1\" width=\"36\" "
        "height=\"36\"/></td><td><p style=\"margin:0 0 3px 0\"><b>Ledgercast</b>&nbsp; <span "
        "style=\"color:%2;background-color:%3;font-size:7pt\">&nbsp;APP&nbsp;</span>&nbsp; <span "
        "style=\"color:%2;font-size:9pt\">%4</span></p>%5%6</td></tr></table>"_qs.arg(
            avatarUrl, colors.muted, colors.badgeGround, m_message.time.toHtmlEscaped(), body, repliesHtml());
    const int position = verticalScrollBar()->value();
    setHtml(html);
    verticalScrollBar()->setValue(position);
    setAccessibleDescription(plainText());
}

} // namespace ledgercast
