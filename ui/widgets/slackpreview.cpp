// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/slackpreview.h"

#include "ui/format/slackhtml.h"
#include "ui/theme/symbolicon.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QScrollBar>

namespace ledgercast {

namespace {

constexpr int avatarSize = 36;
constexpr int smallAvatarSize = 20;
constexpr int bodySize = 15; ///< pixels at 96 dpi, as Slack's own
constexpr int margin = 14;
const auto avatarUrl = QStringLiteral("ledgercast:avatar");
const auto smallAvatarUrl = QStringLiteral("ledgercast:avatar-small");
const auto buttonUrl = QStringLiteral("ledgercast:button/");

} // namespace

SlackPreview::SlackPreview(const Theme &theme, QWidget *parent)
    : QTextBrowser(parent), m_theme(theme), m_dark(theme.isDark())
{
    m_reader.now = QDateTime::currentDateTime();
    setObjectName(QStringLiteral("slackPreview"));
    setAccessibleName(tr("Preview"));
    setFrameShape(QFrame::NoFrame);
    setOpenExternalLinks(true);
    setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard);
    QFont font = theme.font(TextStyle::Body);
    font.setPixelSize(bodySize);
    setFont(font);
    document()->setDocumentMargin(margin);
    render();
}

void SlackPreview::setMessage(const SlackMessageView &message)
{
    if (m_message == message)
        return;
    m_message = message;
    render();
}

void SlackPreview::setReader(const slackdoc::Reader &reader)
{
    m_reader = reader;
    render();
}

void SlackPreview::setSlackDark(bool dark)
{
    m_dark = dark;
    render();
}

void SlackPreview::setHighlighted(int block)
{
    if (std::exchange(m_highlighted, block) != block)
        render();
}

QString SlackPreview::plainText() const
{
    const auto plain = [this](const QString &text, const QJsonArray &blocks) {
        return blocks.isEmpty() ? slackdoc::plain(slackdoc::parseMrkdwn(text, m_reader))
                                : slackdoc::plain(slackdoc::parseBlocks(blocks, m_reader));
    };
    QStringList parts{plain(m_message.text, m_message.blocks)};
    for (const SlackReplyView &reply : m_message.thread)
        parts += plain(reply.text, reply.blocks);
    return parts.join(u'\n');
}

QVariant SlackPreview::loadResource(int type, const QUrl &name)
{
    const QString address = name.toString();
    if (address == avatarUrl || address == smallAvatarUrl) {
        const int size = address == avatarUrl ? avatarSize : smallAvatarSize;
        return symbolPixmap(Symbol::Ledgercast, m_theme.color(Token::AccentFill), {size, size}, devicePixelRatioF());
    }
    if (address.startsWith(buttonUrl))
        return buttonPixmap(m_buttons.value(address.mid(buttonUrl.size()).toInt()));
    Q_UNUSED(type)
    return {};
}

QPixmap SlackPreview::buttonPixmap(const slackdoc::Button &button) const
{
    const SlackColors colors = slackColors(m_dark);
    QFont bold = font();
    bold.setBold(true);
    const QFontMetrics metrics(bold);
    const int widest = std::max(80, viewport()->width() - 2 * margin - avatarSize - 24);
    const QString label = metrics.elidedText(button.label, Qt::ElideRight, widest - 28);
    const QSize size(metrics.horizontalAdvance(label) + 28, metrics.height() + 16);
    QPixmap pixmap(size * devicePixelRatioF());
    pixmap.setDevicePixelRatio(devicePixelRatioF());
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isFilled = !button.style.isEmpty();
    const QColor ground(button.style == u"danger" ? colors.dangerButton : colors.primaryButton);
    painter.setPen(isFilled ? QPen(ground) : QPen(QColor(colors.buttonBorder)));
    painter.setBrush(isFilled ? QBrush(ground) : QBrush(QColor(colors.ground)));
    painter.drawRoundedRect(QRectF({0.5, 0.5}, QSizeF(size) - QSizeF(1, 1)), 6, 6);
    painter.setPen(isFilled ? QColor(Qt::white) : QColor(colors.text));
    painter.setFont(bold);
    painter.drawText(QRect({}, size), Qt::AlignCenter, label);
    return pixmap;
}

QString SlackPreview::bodyHtml(const QString &text, const QJsonArray &blocks, int highlighted)
{
    const SlackColors colors = slackColors(m_dark);
    return blocks.isEmpty() ? slackdoc::toHtml(slackdoc::parseMrkdwn(text, m_reader), colors)
                            : slackdoc::toHtml(slackdoc::parseBlocks(blocks, m_reader), colors, m_buttons, highlighted);
}

QString SlackPreview::headHtml(const QString &time) const
{
    const SlackColors colors = slackColors(m_dark);
    return u"<p style=\"margin:0\"><b>Ledgercast</b>&nbsp; <span style=\"color:%1;background-color:%2;font-size:10px\">"
           "&nbsp;APP&nbsp;</span>&nbsp; <span style=\"color:%1;font-size:12px\">%3</span></p>"_qs.arg(
               colors.muted, colors.badgeGround, time.toHtmlEscaped());
}

QString SlackPreview::threadHtml()
{
    const qsizetype count = std::max<qsizetype>(m_message.replies, m_message.thread.size());
    if (count == 0)
        return {};
    const SlackColors colors = slackColors(m_dark);
    const QString words = tr("%n reply(s)", nullptr, static_cast<int>(count));
    QString html =
        u"<p style=\"margin:6px 0 0 0;font-size:13px\"><img src=\"%1\" width=\"20\" height=\"20\" "
        "style=\"vertical-align:middle\"/>&nbsp; <b style=\"color:%2\">%3</b>&nbsp; <span style=\"color:%4\">%5</span></p>"_qs
            .arg(smallAvatarUrl, colors.link, (count == 1 ? tr("1 reply") : words).toHtmlEscaped(), colors.muted,
                 m_message.repliesNote.toHtmlEscaped());
    for (const SlackReplyView &reply : std::as_const(m_message.thread))
        html +=
            u"<table width=\"100%\" cellspacing=\"0\" cellpadding=\"0\" style=\"margin-top:8px\"><tr><td width=\"2\" "
            "bgcolor=\"%1\"></td><td style=\"padding-left:12px\">%2%3</td></tr></table>"_qs.arg(
                colors.border, headHtml(reply.time), bodyHtml(reply.text, reply.blocks, -1));
    return html;
}

void SlackPreview::render()
{
    const SlackColors colors = slackColors(m_dark);
    QPalette own = palette();
    own.setColor(QPalette::Base, QColor(colors.ground));
    own.setColor(QPalette::Text, QColor(colors.text));
    setPalette(own);
    m_buttons.clear();
    document()->clear(); // with the pictures it keeps
    QString html;
    if (!m_message.channel.isEmpty())
        html += u"<p style=\"margin:0;font-weight:600\">%1</p><p style=\"margin:0;font-size:7px\">&nbsp;</p>"_qs.arg(
            m_message.channel.toHtmlEscaped());
    html += u"<table width=\"100%\" cellspacing=\"0\" cellpadding=\"0\"><tr><td width=\"46\"><img src=\"%1\" "
            "width=\"36\" height=\"36\"/></td><td>%2%3%4</td></tr></table>"_qs.arg(
                avatarUrl, headHtml(m_message.time), bodyHtml(m_message.text, m_message.blocks, m_highlighted),
                threadHtml());
    const int position = verticalScrollBar()->value();
    setHtml(html);
    verticalScrollBar()->setValue(position);
    setAccessibleDescription(plainText());
}

} // namespace ledgercast
