// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/format/mrkdwn.h"

#include "ui/format/format.h"

#include <QLocale>
#include <QRegularExpression>

namespace ledgercast {

namespace {

QString unescaped(QString text)
{
    return text.replace(u"&lt;"_qs, u"<"_qs).replace(u"&gt;"_qs, u">"_qs).replace(u"&amp;"_qs, u"&"_qs);
}

/// Text from Slack, whatever it holds, as safe HTML text.
QString safe(const QString &slackText)
{
    return unescaped(slackText).toHtmlEscaped();
}

QString dateText(const QString &body)
{
    // <!date^UNIX^format with {tokens}^optional link|fallback>
    const QStringList parts = body.section(u'|', 0, 0).split(u'^');
    const QString fallback = body.section(u'|', 1);
    bool valid = false;
    const qint64 seconds = parts.value(1).toLongLong(&valid);
    if (!valid)
        return fallback;
    const QDateTime when = QDateTime::fromSecsSinceEpoch(seconds);
    const QLocale locale;
    const QDate today = QDate::currentDate();
    QString text = parts.value(2);
    const QString date = format::date(when.date(), today);
    for (const auto *const token :
         {"{date_short_pretty}", "{date_long_pretty}", "{date_pretty}", "{date_short}", "{date_long}", "{date}"})
        text.replace(QLatin1String(token), date);
    text.replace(u"{date_num}"_qs, when.date().toString(Qt::ISODate));
    text.replace(u"{time_secs}"_qs, format::preciseTime(when)).replace(u"{time}"_qs, format::time(when));
    return text;
}

struct Angle
{
    QString text;
    QString url;
    bool isMention = false;
};

/// The inside of one <…>.
Angle angleOf(const QString &body)
{
    const QString label = body.section(u'|', 1);
    if (body.startsWith(u"!date"))
        return {dateText(body), {}, false};
    if (body.startsWith(u'#'))
        return {u'#' + (label.isEmpty() ? body.mid(1) : label), {}, true};
    if (body.startsWith(u'@'))
        return {u'@' + (label.isEmpty() ? body.mid(1) : label), {}, true};
    if (body.startsWith(u"!subteam"))
        return {label.isEmpty() ? u"@group"_qs : label, {}, true};
    if (body.startsWith(u'!'))
        return {u'@' + body.mid(1).section(u'|', 0, 0), {}, true};
    const QString url = body.section(u'|', 0, 0);
    return {label.isEmpty() ? url : label, url, false};
}

QString angleHtml(const QString &body, const MrkdwnColors &colors)
{
    const Angle angle = angleOf(body);
    if (angle.isMention)
        return u"<span style=\"color:%1;background-color:%2\">%3</span>"_qs.arg(colors.mention, colors.mentionGround,
                                                                                safe(angle.text));
    if (angle.url.isEmpty())
        return safe(angle.text);
    return u"<a href=\"%1\" style=\"color:%2;text-decoration:none\">%3</a>"_qs.arg(safe(angle.url), colors.link,
                                                                                   safe(angle.text));
}

/// Bold, italic and strike in text that is HTML already.
QString emphasised(QString html)
{
    static const QRegularExpression bold(u"(?<![\\w*])\\*(?=\\S)([^*\\n]+?)(?<=\\S)\\*(?![\\w*])"_qs);
    static const QRegularExpression italic(u"(?<![\\w_])_(?=\\S)([^_\\n]+?)(?<=\\S)_(?![\\w_])"_qs);
    static const QRegularExpression strike(u"(?<![\\w~])~(?=\\S)([^~\\n]+?)(?<=\\S)~(?![\\w~])"_qs);
    return html.replace(bold, u"<b>\\1</b>"_qs).replace(italic, u"<i>\\1</i>"_qs).replace(strike, u"<s>\\1</s>"_qs);
}

/// One line without code: angle parts are set aside so that emphasis never reaches into an address.
QString inlineHtml(const QString &text, const MrkdwnColors &colors)
{
    static const QRegularExpression angle(u"<([^<>]+)>"_qs);
    QStringList kept;
    QString marked;
    qsizetype from = 0;
    for (auto it = angle.globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        marked += safe(text.mid(from, match.capturedStart() - from));
        marked += QChar(0xE000) + QString::number(kept.size()) + QChar(0xE001);
        kept += angleHtml(match.captured(1), colors);
        from = match.capturedEnd();
    }
    QString html = emphasised(marked + safe(text.mid(from)));
    for (qsizetype i = 0; i < kept.size(); ++i)
        html.replace(QString(QChar(0xE000) + QString::number(i) + QChar(0xE001)), kept.at(i));
    return html;
}

QString codeHtml(const QString &code, const MrkdwnColors &colors)
{
    return u"<code style=\"color:%1;background-color:%2\">%3</code>"_qs.arg(colors.code, colors.codeGround, safe(code));
}

QString lineHtml(const QString &line, const MrkdwnColors &colors)
{
    const QStringList parts = line.split(u'`');
    // An odd count means that every back-quote has its partner.
    if (parts.size() < 3 || parts.size() % 2 == 0)
        return inlineHtml(line, colors);
    QString html;
    for (qsizetype i = 0; i < parts.size(); ++i)
        html += i % 2 == 0 ? inlineHtml(parts.at(i), colors) : codeHtml(parts.at(i), colors);
    return html;
}

QString linesHtml(const QString &text, const MrkdwnColors &colors)
{
    QStringList lines;
    for (const QString &line : text.split(u'\n')) {
        const bool quote = line.startsWith(u"&gt;") || line.startsWith(u'>');
        if (quote)
            lines += u"<span style=\"color:%1\">&#9612;</span>&nbsp;"_qs.arg(colors.quoteBar) +
                     lineHtml(line.mid(line.startsWith(u'>') ? 1 : 4).trimmed(), colors);
        else
            lines += lineHtml(line, colors);
    }
    return lines.join(u"<br/>"_qs);
}

} // namespace

QString mrkdwnToHtml(const QString &mrkdwn, const MrkdwnColors &colors)
{
    const QStringList parts = mrkdwn.split(u"```"_qs);
    if (parts.size() < 3 || parts.size() % 2 == 0)
        return linesHtml(mrkdwn, colors);
    QString html;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (i % 2 == 0)
            html += linesHtml(parts.at(i), colors);
        else
            html += u"<pre style=\"background-color:%1;white-space:pre-wrap\">%2</pre>"_qs.arg(
                colors.codeGround, safe(parts.at(i).trimmed()));
    }
    return html;
}

QString mrkdwnToPlain(const QString &mrkdwn)
{
    static const QRegularExpression angle(u"<([^<>]+)>"_qs);
    QString text;
    qsizetype from = 0;
    for (auto it = angle.globalMatch(mrkdwn); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        text += mrkdwn.mid(from, match.capturedStart() - from) + angleOf(match.captured(1)).text;
        from = match.capturedEnd();
    }
    text += mrkdwn.mid(from);
    static const QRegularExpression marks(u"(?<!\\w)([*_~])(?=\\S)(.+?)(?<=\\S)\\1(?!\\w)"_qs);
    return unescaped(text.remove(u'`').replace(marks, u"\\2"_qs));
}

} // namespace ledgercast
