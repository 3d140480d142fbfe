// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/format/slackdocument.h"

#include <QCoreApplication>

namespace ledgercast::slackdoc {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SlackPreview)
};

QString lineOf(const Paragraph &paragraph)
{
    QString line;
    for (const Span &span : paragraph.spans)
        line += span.text;
    return paragraph.kind == Paragraph::Kind::Item ? paragraph.marker + u' ' + line : line;
}

QString plainBlock(const Block &block)
{
    QStringList lines;
    if (!block.text.isEmpty())
        lines += plain(block.text);
    for (const Text &field : block.fields) {
        const QString text = plain(field);
        lines += block.kind == Block::Kind::Context ? text : QString(text).replace(u'\n', u": "_qs);
    }
    for (const Button &button : block.buttons)
        lines += button.label;
    for (const QList<TableCell> &row : block.rows) {
        QStringList cells;
        for (const TableCell &cell : row)
            cells += plain(cell.text);
        lines += cells.join(u'\t');
    }
    if (block.kind == Block::Kind::Unknown)
        lines += Words::tr("(a “%1” block)").arg(block.type);
    return lines.join(u'\n');
}

QString outlineOf(const Span &span)
{
    static const QHash<Span::Kind, QString> kinds{{Span::Kind::Link, u"link"_qs},
                                                  {Span::Kind::Mention, u"mention"_qs},
                                                  {Span::Kind::Channel, u"channel"_qs},
                                                  {Span::Kind::Date, u"date"_qs},
                                                  {Span::Kind::Emoji, u"emoji"_qs}};
    QStringList looks;
    if (span.look & Span::Bold)
        looks += u"bold"_qs;
    if (span.look & Span::Italic)
        looks += u"italic"_qs;
    if (span.look & Span::Strike)
        looks += u"strike"_qs;
    if (span.look & Span::Code)
        looks += u"code"_qs;
    if (span.kind != Span::Kind::Text)
        looks += kinds.value(span.kind);
    const QString text = span.url.isEmpty() ? span.text : span.text + u" -> " + span.url;
    return looks.isEmpty() ? text : u'[' + looks.join(u' ') + u": " + text + u']';
}

QStringList outlineOf(const Text &text)
{
    QStringList lines;
    for (const Paragraph &paragraph : text) {
        QString line;
        for (const Span &span : paragraph.spans)
            line += outlineOf(span);
        if (paragraph.kind == Paragraph::Kind::Quote)
            line.prepend(u"quote: ");
        if (paragraph.kind == Paragraph::Kind::Code)
            line.prepend(u"code block: ");
        if (paragraph.kind == Paragraph::Kind::Item)
            line.prepend(QString(paragraph.indent * 2, u' ') + paragraph.marker + u' ');
        lines += line;
    }
    return lines;
}

QStringList outlineOf(const Block &block)
{
    QStringList lines;
    switch (block.kind) {
    case Block::Kind::Header:
        return {u"header: " + outlineOf(block.text).join(u" / ")};
    case Block::Kind::Divider:
        return {u"divider"_qs};
    case Block::Kind::Image:
        return {u"image: " + plain(block.text)};
    case Block::Kind::Unknown:
        return {u"unknown: " + block.type};
    case Block::Kind::Context:
        for (const Text &element : block.fields)
            lines += u"context: " + outlineOf(element).join(u" / ");
        return lines;
    case Block::Kind::Table:
        for (const QList<TableCell> &row : block.rows) {
            QStringList cells;
            for (const TableCell &cell : row)
                cells +=
                    outlineOf(cell.text).join(u" / ") + (cell.align == u"left" ? QString() : u" (" + cell.align + u')');
            lines += u"row: " + cells.join(u" | ");
        }
        return lines;
    case Block::Kind::Section:
    case Block::Kind::RichText:
    case Block::Kind::Actions:
        break;
    }
    lines += outlineOf(block.text);
    for (const Text &field : block.fields)
        lines += u"field: " + outlineOf(field).join(u" / ");
    for (const Button &button : block.buttons)
        lines += u"button: " + button.label + (button.url.isEmpty() ? QString() : u" -> " + button.url);
    return lines;
}

} // namespace

QString plain(const Text &text)
{
    QStringList lines;
    for (const Paragraph &paragraph : text)
        lines += lineOf(paragraph);
    return lines.join(u'\n');
}

QString plain(const QList<Block> &blocks)
{
    QStringList paragraphs;
    for (const Block &block : blocks) {
        if (const QString text = plainBlock(block); !text.isEmpty())
            paragraphs += text;
    }
    return paragraphs.join(u'\n');
}

QStringList outline(const QList<Block> &blocks)
{
    QStringList lines;
    for (const Block &block : blocks)
        lines += outlineOf(block);
    return lines;
}

} // namespace ledgercast::slackdoc
