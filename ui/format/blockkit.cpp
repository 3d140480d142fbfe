// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/format/blockkit.h"

#include "ui/format/mrkdwn.h"

#include <QCoreApplication>
#include <QJsonObject>

namespace ledgercast {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SlackPreview)
};

MrkdwnColors textColors(const SlackColors &colors)
{
    return {colors.link, colors.mention, colors.mentionGround, colors.code, colors.codeGround, colors.border};
}

/// A text object: {"type":"mrkdwn"|"plain_text","text":…}.
QString textHtml(const QJsonObject &object, const SlackColors &colors)
{
    const QString text = object.value(u"text").toString();
    if (object.value(u"type").toString() == u"plain_text")
        return text.toHtmlEscaped().replace(u'\n', u"<br/>"_qs);
    return mrkdwnToHtml(text, textColors(colors));
}

QString textPlain(const QJsonObject &object)
{
    const QString text = object.value(u"text").toString();
    return object.value(u"type").toString() == u"plain_text" ? text : mrkdwnToPlain(text);
}

QString fieldsHtml(const QJsonArray &fields, const SlackColors &colors)
{
    QString html = u"<table width=\"100%\" cellspacing=\"0\" cellpadding=\"0\">"_qs;
    for (qsizetype i = 0; i < fields.size(); i += 2) {
        html += u"<tr>"_qs;
        for (qsizetype column = i; column < i + 2; ++column)
            html += u"<td width=\"50%\" style=\"padding:0 8px 7px 0\">"_qs +
                    (column < fields.size() ? textHtml(fields.at(column).toObject(), colors) : QString()) + u"</td>"_qs;
        html += u"</tr>"_qs;
    }
    return html + u"</table>"_qs;
}

QString buttonHtml(const QJsonObject &element, const SlackColors &colors)
{
    const QString label = element.value(u"text").toObject().value(u"text").toString().toHtmlEscaped();
    return u"<table cellspacing=\"0\" cellpadding=\"5\" border=\"1\" style=\"border-style:solid;border-color:%1;"
           "border-collapse:collapse\"><tr><td>&nbsp;<b>%2</b>&nbsp;</td></tr></table>"_qs.arg(colors.border, label);
}

QString sectionHtml(const QJsonObject &block, const SlackColors &colors)
{
    QString html;
    if (block.contains(u"text"))
        html += u"<p style=\"margin:0\">"_qs + textHtml(block.value(u"text").toObject(), colors) + u"</p>"_qs;
    if (block.contains(u"fields"))
        html += fieldsHtml(block.value(u"fields").toArray(), colors);
    if (block.value(u"accessory").toObject().value(u"type").toString() == u"button")
        html += buttonHtml(block.value(u"accessory").toObject(), colors);
    return html;
}

QString contextHtml(const QJsonObject &block, const SlackColors &colors)
{
    QStringList parts;
    for (const QJsonValue &element : block.value(u"elements").toArray()) {
        const QJsonObject object = element.toObject();
        parts += object.value(u"type").toString() == u"image" ? object.value(u"alt_text").toString().toHtmlEscaped()
                                                              : textHtml(object, colors);
    }
    return u"<p style=\"margin:0;color:%1;font-size:9pt\">%2</p>"_qs.arg(colors.muted, parts.join(u" &nbsp; "_qs));
}

QString unknownHtml(const QString &type, const SlackColors &colors)
{
    return u"<p style=\"margin:0;color:%1;background-color:%2\">&nbsp;%3&nbsp;</p>"_qs.arg(
        colors.muted, colors.codeGround,
        Words::tr("Slack shows a “%1” block here. Ledgercast can't draw it.").arg(type).toHtmlEscaped());
}

QString blockHtml(const QJsonObject &block, const SlackColors &colors)
{
    const QString type = block.value(u"type").toString();
    if (type == u"header")
        return u"<p style=\"margin:0;font-size:13pt;font-weight:700\">%1</p>"_qs.arg(
            textHtml(block.value(u"text").toObject(), colors));
    if (type == u"section")
        return sectionHtml(block, colors);
    if (type == u"context")
        return contextHtml(block, colors);
    if (type == u"divider")
        return u"<table width=\"100%\" cellspacing=\"0\" cellpadding=\"0\"><tr><td height=\"1\" bgcolor=\"%1\" "
               "style=\"font-size:1px\"></td></tr></table>"_qs.arg(colors.border);
    if (type == u"actions") {
        QString html;
        for (const QJsonValue &element : block.value(u"elements").toArray())
            html += element.toObject().value(u"type").toString() == u"button" ? buttonHtml(element.toObject(), colors)
                                                                              : QString();
        if (!html.isEmpty())
            return html;
    }
    return unknownHtml(type, colors);
}

QString blockPlain(const QJsonObject &block)
{
    const QString type = block.value(u"type").toString();
    QStringList lines;
    if (block.contains(u"text"))
        lines += textPlain(block.value(u"text").toObject());
    for (const QJsonValue &field : block.value(u"fields").toArray())
        lines += textPlain(field.toObject()).replace(u'\n', u": "_qs);
    for (const QJsonValue &element : block.value(u"elements").toArray()) {
        const QJsonObject object = element.toObject();
        lines += object.value(u"text").isObject() ? textPlain(object.value(u"text").toObject()) : textPlain(object);
    }
    if (lines.isEmpty() && type != u"divider")
        lines += Words::tr("(a “%1” block)").arg(type);
    return lines.join(u'\n');
}

} // namespace

QString blocksToHtml(const QJsonArray &blocks, const SlackColors &colors)
{
    QString html;
    for (const QJsonValue &block : blocks) {
        // QTextDocument drops the margin between a paragraph and a table.
        if (!html.isEmpty())
            html += u"<p style=\"margin:0;font-size:4pt\">&nbsp;</p>"_qs;
        html += blockHtml(block.toObject(), colors);
    }
    return html;
}

QString blocksToPlain(const QJsonArray &blocks)
{
    QStringList paragraphs;
    for (const QJsonValue &block : blocks)
        if (const QString text = blockPlain(block.toObject()); !text.isEmpty())
            paragraphs += text;
    return paragraphs.join(u'\n');
}

} // namespace ledgercast
