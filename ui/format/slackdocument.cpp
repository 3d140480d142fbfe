// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/format/slackdocument.h"

#include "ui/format/format.h"

#include <QCoreApplication>
#include <QJsonObject>
#include <QLocale>
#include <QTimeZone>

namespace ledgercast::slackdoc {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SlackPreview)
};

Text textOf(const QJsonObject &object, const Reader &reader)
{
    const QString text = object.value(u"text").toString();
    return object.value(u"type").toString() == u"plain_text" ? parsePlainText(text, object.value(u"emoji").toBool(true))
                                                             : parseMrkdwn(text, reader);
}

Button buttonOf(const QJsonObject &object)
{
    const QString label = object.value(u"text").toObject().value(u"text").toString();
    return {label, object.value(u"url").toString(), object.value(u"style").toString()};
}

/// One element of rich_text: text, link, user, channel, emoji, date, broadcast.
Span richSpan(const QJsonObject &element, const Reader &reader)
{
    const QString type = element.value(u"type").toString();
    const QJsonObject style = element.value(u"style").toObject();
    const QString text = element.value(u"text").toString();
    const QString url = element.value(u"url").toString();
    Span span{text};
    if (type == u"link")
        span = {text.isEmpty() ? url : text, Span::Kind::Link, Span::Plain, url};
    else if (type == u"user")
        span = mentionSpan(Span::Kind::Mention, element.value(u"user_id").toString(), {}, reader);
    else if (type == u"usergroup")
        span = mentionSpan(Span::Kind::Mention, element.value(u"usergroup_id").toString(), {}, reader);
    else if (type == u"channel")
        span = mentionSpan(Span::Kind::Channel, element.value(u"channel_id").toString(), {}, reader);
    else if (type == u"broadcast")
        span = {u'@' + element.value(u"range").toString(), Span::Kind::Mention};
    else if (type == u"emoji")
        span = {emoji(element.value(u"name").toString()), Span::Kind::Emoji};
    else if (type == u"date")
        span = dateSpan(QStringLiteral("!date^%1^%2|%3")
                            .arg(QString::number(element.value(u"timestamp").toInteger()),
                                 element.value(u"format").toString(), element.value(u"fallback").toString()),
                        reader);
    if (style.value(u"bold").toBool())
        span.look |= Span::Bold;
    if (style.value(u"italic").toBool())
        span.look |= Span::Italic;
    if (style.value(u"strike").toBool())
        span.look |= Span::Strike;
    if (style.value(u"code").toBool())
        span.look |= Span::Code;
    return span;
}

/// The paragraphs of one part: a text element may hold line breaks.
void addRichPart(Text &text, const QJsonArray &elements, const Paragraph &like, const Reader &reader)
{
    Paragraph paragraph = like;
    for (const QJsonValue &element : elements) {
        const Span span = richSpan(element.toObject(), reader);
        const QStringList lines = like.kind == Paragraph::Kind::Code ? QStringList{span.text} : span.text.split(u'\n');
        for (qsizetype i = 0; i < lines.size(); ++i) {
            if (i > 0) {
                text.append(paragraph);
                paragraph = like;
            }
            Span piece = span;
            piece.text = lines.at(i);
            if (!piece.text.isEmpty())
                paragraph.spans.append(piece);
        }
    }
    if (!paragraph.spans.isEmpty() || like.kind != Paragraph::Kind::Text)
        text.append(paragraph);
}

void addRichList(Text &text, const QJsonObject &list, const Reader &reader)
{
    const bool isOrdered = list.value(u"style").toString() == u"ordered";
    int number = list.value(u"offset").toInt();
    for (const QJsonValue &item : list.value(u"elements").toArray()) {
        Paragraph paragraph;
        paragraph.kind = Paragraph::Kind::Item;
        paragraph.indent = list.value(u"indent").toInt();
        paragraph.marker = isOrdered ? QStringLiteral("%1.").arg(++number) : QString(QChar(0x2022));
        addRichPart(text, item.toObject().value(u"elements").toArray(), paragraph, reader);
    }
}

Text richText(const QJsonObject &block, const Reader &reader)
{
    Text text;
    for (const QJsonValue &value : block.value(u"elements").toArray()) {
        const QJsonObject part = value.toObject();
        const QString type = part.value(u"type").toString();
        const QJsonArray elements = part.value(u"elements").toArray();
        if (type == u"rich_text_list")
            addRichList(text, part, reader);
        else if (type == u"rich_text_quote")
            addRichPart(text, elements, {{}, Paragraph::Kind::Quote}, reader);
        else if (type == u"rich_text_preformatted")
            addRichPart(text, elements, {{}, Paragraph::Kind::Code}, reader);
        else
            addRichPart(text, elements, {}, reader);
    }
    return text;
}

Block tableOf(const QJsonObject &object, const Reader &reader)
{
    Block block{Block::Kind::Table, {}};
    const QJsonArray settings = object.value(u"column_settings").toArray();
    for (const QJsonValue &row : object.value(u"rows").toArray()) {
        QList<TableCell> cells;
        for (const QJsonValue &value : row.toArray()) {
            const QJsonObject cell = value.toObject();
            const QString type = cell.value(u"type").toString();
            const QString align = settings.at(cells.size()).toObject().value(u"align").toString();
            cells.append(
                {type == u"rich_text" ? richText(cell, reader) : parsePlainText(cell.value(u"text").toString(), false),
                 align.isEmpty() ? (type == u"raw_number" ? u"right"_qs : u"left"_qs) : align});
        }
        block.rows.append(cells);
    }
    return block;
}

Block sectionOf(const QJsonObject &object, const Reader &reader)
{
    Block block{Block::Kind::Section, {}};
    if (object.contains(u"text"))
        block.text = textOf(object.value(u"text").toObject(), reader);
    for (const QJsonValue &field : object.value(u"fields").toArray())
        block.fields.append(textOf(field.toObject(), reader));
    const QJsonObject accessory = object.value(u"accessory").toObject();
    if (accessory.value(u"type").toString() == u"button")
        block.buttons.append(buttonOf(accessory));
    return block;
}

Block blockOf(const QJsonObject &object, const Reader &reader)
{
    const QString type = object.value(u"type").toString();
    if (type == u"header")
        return {Block::Kind::Header, textOf(object.value(u"text").toObject(), reader)};
    if (type == u"section")
        return sectionOf(object, reader);
    if (type == u"divider")
        return {Block::Kind::Divider, {}};
    if (type == u"rich_text")
        return {Block::Kind::RichText, richText(object, reader)};
    if (type == u"table")
        return tableOf(object, reader);
    if (type == u"image")
        return {Block::Kind::Image, parsePlainText(object.value(u"alt_text").toString())};
    if (type == u"context") {
        Block block{Block::Kind::Context, {}};
        for (const QJsonValue &value : object.value(u"elements").toArray()) {
            const QJsonObject element = value.toObject();
            block.fields.append(element.value(u"type").toString() == u"image"
                                    ? parsePlainText(element.value(u"alt_text").toString())
                                    : textOf(element, reader));
        }
        return block;
    }
    if (type == u"actions") {
        Block block{Block::Kind::Actions, {}};
        for (const QJsonValue &element : object.value(u"elements").toArray()) {
            if (element.toObject().value(u"type").toString() == u"button")
                block.buttons.append(buttonOf(element.toObject()));
        }
        if (!block.buttons.isEmpty())
            return block;
    }
    Block unknown;
    unknown.type = type;
    return unknown;
}

QString fullDate(QDate date, bool withWeekday)
{
    static const QLocale english(QLocale::English, QLocale::UnitedStates);
    const int day = date.day();
    const QString ending = day % 100 >= 11 && day % 100 <= 13 ? u"th"_qs
                           : day % 10 == 1                    ? u"st"_qs
                           : day % 10 == 2                    ? u"nd"_qs
                           : day % 10 == 3                    ? u"rd"_qs
                                                              : u"th"_qs;
    const QString text =
        english.toString(date, u"MMMM "_qs) + QString::number(day) + ending + u", " + QString::number(date.year());
    return withWeekday ? english.toString(date, u"dddd, "_qs) + text : text;
}

QString prettyDate(QDate date, QDate today, const QString &otherwise)
{
    if (date == today)
        return Words::tr("today");
    if (date == today.addDays(-1))
        return Words::tr("yesterday");
    return date == today.addDays(1) ? Words::tr("tomorrow") : otherwise;
}

} // namespace

Span dateSpan(const QString &body, const Reader &reader)
{
    // !date^UNIX^format with {tokens}^optional link|fallback
    const QStringList parts = body.section(u'|', 0, 0).split(u'^');
    const QString fallback = body.section(u'|', 1);
    bool valid = false;
    const qint64 seconds = parts.value(1).toLongLong(&valid);
    if (!valid)
        return {fallback, Span::Kind::Date};
    static const QLocale english(QLocale::English, QLocale::UnitedStates);
    const QDateTime when = QDateTime::fromSecsSinceEpoch(seconds).toTimeZone(reader.now.timeZone());
    const QDate today = reader.now.date();
    const QString date = fullDate(when.date(), false);
    const QString longDate = fullDate(when.date(), true);
    const QString shortDate = english.toString(when.date(), u"MMM d, yyyy"_qs);
    QString text = parts.value(2);
    text.replace(u"{date_short_pretty}"_qs, prettyDate(when.date(), today, shortDate))
        .replace(u"{date_long_pretty}"_qs, prettyDate(when.date(), today, longDate))
        .replace(u"{date_pretty}"_qs, prettyDate(when.date(), today, date))
        .replace(u"{date_short}"_qs, shortDate)
        .replace(u"{date_long}"_qs, longDate)
        .replace(u"{date_num}"_qs, when.date().toString(Qt::ISODate))
        .replace(u"{date}"_qs, date)
        .replace(u"{time_secs}"_qs, format::preciseTime(when))
        .replace(u"{time}"_qs, format::time(when))
        .replace(u"{ago}"_qs, format::relative(when, reader.now));
    const QString url = parts.value(3);
    return {text, Span::Kind::Date, Span::Plain, url};
}

Span mentionSpan(Span::Kind kind, const QString &id, const QString &label, const Reader &reader)
{
    QString name = reader.names.value(id, label.isEmpty() ? id : label);
    const QChar sign = kind == Span::Kind::Channel ? u'#' : u'@';
    if (!name.startsWith(sign))
        name.prepend(sign);
    return {name, kind};
}

QString emoji(const QString &name)
{
    static const QHash<QString, char32_t> known{{u"white_check_mark"_qs, U'\u2705'},
                                                {u"heavy_check_mark"_qs, U'\u2714'},
                                                {u"x"_qs, U'\u274C'},
                                                {u"warning"_qs, U'\u26A0'},
                                                {u"exclamation"_qs, U'\u2757'},
                                                {u"question"_qs, U'\u2753'},
                                                {u"hourglass"_qs, U'\u231B'},
                                                {u"star"_qs, U'\u2B50'},
                                                {u"zap"_qs, U'\u26A1'},
                                                {u"no_entry"_qs, U'\u26D4'},
                                                {u"tada"_qs, U'\U0001F389'},
                                                {u"eyes"_qs, U'\U0001F440'},
                                                {u"moneybag"_qs, U'\U0001F4B0'},
                                                {u"rotating_light"_qs, U'\U0001F6A8'},
                                                {u"bell"_qs, U'\U0001F514'},
                                                {u"lock"_qs, U'\U0001F512'},
                                                {u"package"_qs, U'\U0001F4E6'},
                                                {u"receipt"_qs, U'\U0001F9FE'},
                                                {u"truck"_qs, U'\U0001F69A'},
                                                {u"bank"_qs, U'\U0001F3E6'},
                                                {u"calendar"_qs, U'\U0001F4C6'},
                                                {u"page_facing_up"_qs, U'\U0001F4C4'},
                                                {u"memo"_qs, U'\U0001F4DD'},
                                                {u"red_circle"_qs, U'\U0001F534'},
                                                {u"large_green_circle"_qs, U'\U0001F7E2'},
                                                {u"large_yellow_circle"_qs, U'\U0001F7E1'},
                                                {u"+1"_qs, U'\U0001F44D'},
                                                {u"-1"_qs, U'\U0001F44E'},
                                                {u"wave"_qs, U'\U0001F44B'}};
    const auto found = known.constFind(name);
    if (found == known.constEnd())
        return u':' + name + u':';
    const char32_t character = *found;
    return QString::fromUcs4(&character, 1);
}

QList<Block> parseBlocks(const QJsonArray &blocks, const Reader &reader)
{
    QList<Block> parsed;
    for (const QJsonValue &block : blocks)
        parsed.append(blockOf(block.toObject(), reader));
    return parsed;
}

} // namespace ledgercast::slackdoc
