// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/format/slackhtml.h"

#include <QCoreApplication>

namespace ledgercast::slackdoc {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SlackPreview)
};

constexpr HtmlSizes sizes;
const auto table = QStringLiteral("<table width=\"100%\" cellspacing=\"0\" cellpadding=\"0\">");

QString safe(const QString &text)
{
    return text.toHtmlEscaped();
}

/// Only what opens a page or a mail; anything else stays text.
bool isOpenable(const QString &url)
{
    return url.startsWith(u"https://") || url.startsWith(u"http://") || url.startsWith(u"mailto:");
}

QString spanHtml(const Span &span, const SlackColors &colors)
{
    QString html = safe(span.text);
    if (span.look & Span::Code)
        html = u"<span style=\"font-family:monospace;font-size:12px;color:%1;background-color:%2\">%3</span>"_qs.arg(
            colors.code, colors.codeGround, html);
    if (span.kind == Span::Kind::Mention || span.kind == Span::Kind::Channel)
        html = u"<span style=\"color:%1;background-color:%2\">%3</span>"_qs.arg(
            colors.mention, span.kind == Span::Kind::Mention ? colors.mentionGround : u"transparent"_qs, html);
    if (isOpenable(span.url))
        html =
            u"<a href=\"%1\" style=\"color:%2;text-decoration:none\">%3</a>"_qs.arg(safe(span.url), colors.link, html);
    if (span.look & Span::Bold)
        html = u"<b>"_qs + html + u"</b>"_qs;
    if (span.look & Span::Italic)
        html = u"<i>"_qs + html + u"</i>"_qs;
    if (span.look & Span::Strike)
        html = u"<s>"_qs + html + u"</s>"_qs;
    return html;
}

QString spansHtml(const Paragraph &paragraph, const SlackColors &colors)
{
    QString html;
    for (const Span &span : paragraph.spans)
        html += spanHtml(span, colors);
    return html.isEmpty() ? u"&nbsp;"_qs : html;
}

QString quoteHtml(const QStringList &lines, const SlackColors &colors)
{
    return table +
           u"<tr><td width=\"4\" bgcolor=\"%1\"></td><td style=\"padding-left:10px\">%2</td></tr></table>"_qs.arg(
               colors.quoteBar, lines.join(u"<br/>"_qs));
}

QString codeBlockHtml(const Paragraph &paragraph, const SlackColors &colors)
{
    QString code;
    for (const Span &span : paragraph.spans)
        code += safe(span.text);
    code.replace(u'\n', u"<br/>"_qs).replace(u"  "_qs, u" &nbsp;"_qs);
    return u"<table width=\"100%\" cellspacing=\"0\" cellpadding=\"7\" border=\"1\" "
           "style=\"border-collapse:collapse;border-style:solid;border-color:%1\"><tr><td bgcolor=\"%2\"><span "
           "style=\"font-family:monospace;font-size:12px\">%3</span></td></tr></table>"_qs.arg(colors.border,
                                                                                               colors.codeGround, code);
}

QString fieldsHtml(const QList<Text> &fields, const SlackColors &colors)
{
    QString html = table;
    for (qsizetype i = 0; i < fields.size(); i += 2) {
        html += u"<tr>"_qs;
        for (qsizetype column = i; column < i + 2; ++column)
            html += u"<td width=\"50%\" style=\"padding:0 14px 6px 0\">"_qs +
                    (column < fields.size() ? toHtml(fields.at(column), colors) : QString()) + u"</td>"_qs;
        html += u"</tr>"_qs;
    }
    return html + u"</table>"_qs;
}

QString buttonsHtml(const Block &block, QList<Button> &buttons)
{
    QString html = u"<p style=\"margin:3px 0\">"_qs;
    for (const Button &button : block.buttons) {
        const QString image = u"<img src=\"ledgercast:button/%1\"/>"_qs.arg(buttons.size());
        html += isOpenable(button.url) ? u"<a href=\"%1\">%2</a>"_qs.arg(safe(button.url), image) : image;
        html += u"&nbsp;&nbsp;"_qs;
        buttons.append(button);
    }
    return html + u"</p>"_qs;
}

QString tableHtml(const Block &block, const SlackColors &colors)
{
    QString html = u"<table cellspacing=\"0\" cellpadding=\"6\" border=\"1\" style=\"border-collapse:collapse;"
                   "border-style:solid;border-color:%1\">"_qs.arg(colors.border);
    for (qsizetype row = 0; row < block.rows.size(); ++row) {
        html += u"<tr>"_qs;
        for (const TableCell &cell : block.rows.at(row))
            html += u"<td align=\"%1\"%2>%3</td>"_qs.arg(
                cell.align, row == 0 ? u" bgcolor=\"%1\""_qs.arg(colors.codeGround) : QString(),
                row == 0 ? u"<b>"_qs + toHtml(cell.text, colors) + u"</b>"_qs : toHtml(cell.text, colors));
        html += u"</tr>"_qs;
    }
    return html + u"</table>"_qs;
}

QString note(const QString &sentence, const SlackColors &colors)
{
    return u"<p style=\"margin:0;color:%1;background-color:%2;font-size:%3px\">&nbsp;%4&nbsp;</p>"_qs.arg(
        colors.muted, colors.codeGround, QString::number(sizes.small), safe(sentence));
}

QString contextHtml(const Block &block, const SlackColors &colors)
{
    QStringList parts;
    for (const Text &element : block.fields) {
        QStringList lines;
        for (const Paragraph &paragraph : element)
            lines += spansHtml(paragraph, colors);
        parts += lines.join(u"<br/>"_qs);
    }
    return u"<p style=\"margin:0;color:%1;font-size:%2px\">%3</p>"_qs.arg(colors.muted, QString::number(sizes.small),
                                                                          parts.join(u" &nbsp;&nbsp;"_qs));
}

QString sectionHtml(const Block &block, const SlackColors &colors, QList<Button> &buttons)
{
    QString html = block.text.isEmpty() ? QString() : toHtml(block.text, colors);
    if (!block.fields.isEmpty())
        html += fieldsHtml(block.fields, colors);
    if (block.buttons.isEmpty())
        return html;
    return table + u"<tr><td>%1</td><td align=\"right\" style=\"padding-left:14px\">%2</td></tr></table>"_qs.arg(
                       html, buttonsHtml(block, buttons));
}

QString blockHtml(const Block &block, const SlackColors &colors, QList<Button> &buttons)
{
    switch (block.kind) {
    case Block::Kind::Header:
        return u"<p style=\"margin:0;font-size:%1px;font-weight:800\">%2</p>"_qs.arg(
            QString::number(sizes.header), spansHtml(block.text.value(0), colors));
    case Block::Kind::Section:
        return sectionHtml(block, colors, buttons);
    case Block::Kind::RichText:
        return toHtml(block.text, colors);
    case Block::Kind::Context:
        return contextHtml(block, colors);
    case Block::Kind::Divider:
        return table +
               u"<tr><td height=\"1\" bgcolor=\"%1\" style=\"font-size:1px\"></td></tr></table>"_qs.arg(colors.border);
    case Block::Kind::Actions:
        return buttonsHtml(block, buttons);
    case Block::Kind::Table:
        return tableHtml(block, colors);
    case Block::Kind::Image:
        return note(Words::tr("Picture: %1").arg(plain(block.text)), colors);
    case Block::Kind::Unknown:
        break;
    }
    return note(Words::tr("Slack shows a “%1” block here. Ledgercast can't draw it.").arg(block.type), colors);
}

} // namespace

QString toHtml(const Text &text, const SlackColors &colors)
{
    QString html;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const Paragraph &paragraph = text.at(i);
        if (paragraph.kind == Paragraph::Kind::Code) {
            html += codeBlockHtml(paragraph, colors);
        } else if (paragraph.kind == Paragraph::Kind::Item) {
            html += u"<p style=\"margin:0 0 0 %1px\">%2&nbsp;&nbsp;%3</p>"_qs.arg(
                QString::number(8 + 20 * paragraph.indent), safe(paragraph.marker), spansHtml(paragraph, colors));
        } else {
            // Lines of one kind are one paragraph, so that they can be selected as one.
            QStringList lines;
            for (; i < text.size() && text.at(i).kind == paragraph.kind; ++i)
                lines += spansHtml(text.at(i), colors);
            --i;
            html += paragraph.kind == Paragraph::Kind::Quote
                        ? quoteHtml(lines, colors)
                        : u"<p style=\"margin:0\">"_qs + lines.join(u"<br/>"_qs) + u"</p>"_qs;
        }
    }
    return html;
}

QString toHtml(const QList<Block> &blocks, const SlackColors &colors, QList<Button> &buttons, int highlighted)
{
    QString html = table;
    for (qsizetype i = 0; i < blocks.size(); ++i)
        html += u"<tr><td style=\"padding:3px 0\"%1>%2</td></tr>"_qs.arg(
            i == highlighted ? u" bgcolor=\"%1\""_qs.arg(colors.mentionGround) : QString(),
            blockHtml(blocks.at(i), colors, buttons));
    return html + u"</table>"_qs;
}

} // namespace ledgercast::slackdoc
