// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/format/slackdocument.h"

#include <QRegularExpression>

namespace ledgercast::slackdoc {

namespace {

QString unescaped(QString text)
{
    return text.replace(u"&lt;"_qs, u"<"_qs).replace(u"&gt;"_qs, u">"_qs).replace(u"&amp;"_qs, u"&"_qs);
}

Span angleSpan(const QString &body, const Reader &reader)
{
    const QString label = unescaped(body.section(u'|', 1));
    const QString target = body.section(u'|', 0, 0);
    if (body.startsWith(u"!date^"))
        return dateSpan(body, reader);
    if (target.startsWith(u'#'))
        return mentionSpan(Span::Kind::Channel, target.mid(1), label, reader);
    if (target.startsWith(u'@'))
        return mentionSpan(Span::Kind::Mention, target.mid(1), label, reader);
    if (target.startsWith(u"!subteam^"))
        return mentionSpan(Span::Kind::Mention, target.mid(9), label, reader);
    if (target.startsWith(u'!'))
        return {u'@' + target.mid(1), Span::Kind::Mention};
    const QString url = unescaped(target);
    if (!label.isEmpty())
        return {label, Span::Kind::Link, Span::Plain, url};
    return {url.startsWith(u"mailto:") ? url.mid(7) : url, Span::Kind::Link, Span::Plain, url};
}

/// Reads one line, mark by mark. Slack opens *bold* only between words, and closes it on the same line.
class LineParser
{
public:
    LineParser(const QString &line, const Reader &reader) : m_line(line), m_reader(reader) {}

    QList<Span> parse()
    {
        parse(0, m_line.size(), Span::Plain);
        return m_spans;
    }

private:
    void parse(qsizetype from, qsizetype end, int look);
    void append(const Span &span)
    {
        if (!m_spans.isEmpty() && span.kind == Span::Kind::Text && m_spans.last().kind == Span::Kind::Text &&
            m_spans.last().look == span.look)
            m_spans.last().text += span.text;
        else if (!span.text.isEmpty())
            m_spans.append(span);
    }
    /// Each returns where it ends, or `at` when there is nothing of the kind.
    qsizetype code(qsizetype at, qsizetype end, int look);
    qsizetype angle(qsizetype at, qsizetype end, int look);
    qsizetype emphasis(qsizetype at, qsizetype end, int look);
    qsizetype emojiName(qsizetype at, qsizetype end, int look);
    [[nodiscard]] qsizetype closing(QChar mark, qsizetype from, qsizetype end) const;

    const QString &m_line;
    const Reader &m_reader;
    QList<Span> m_spans;
};

void LineParser::parse(qsizetype from, qsizetype end, int look)
{
    qsizetype plainFrom = from;
    for (qsizetype at = from; at < end;) {
        const QChar letter = m_line.at(at);
        const bool isMark =
            letter == u'`' || letter == u'<' || letter == u'*' || letter == u'_' || letter == u'~' || letter == u':';
        if (!isMark) {
            ++at;
            continue;
        }
        // What stands before goes first; if there is no mark after all, it is simply continued.
        const QList<Span> saved = m_spans;
        append({unescaped(m_line.mid(plainFrom, at - plainFrom)), Span::Kind::Text, look});
        qsizetype next = at;
        if (letter == u'`')
            next = code(at, end, look);
        else if (letter == u'<')
            next = angle(at, end, look);
        else if (letter == u':')
            next = emojiName(at, end, look);
        else
            next = emphasis(at, end, look);
        if (next == at) {
            m_spans = saved;
            ++at;
        } else {
            at = plainFrom = next;
        }
    }
    append({unescaped(m_line.mid(plainFrom, end - plainFrom)), Span::Kind::Text, look});
}

qsizetype LineParser::code(qsizetype at, qsizetype end, int look)
{
    const qsizetype close = m_line.indexOf(u'`', at + 1);
    if (close < 0 || close >= end || close == at + 1)
        return at;
    m_spans.append({unescaped(m_line.mid(at + 1, close - at - 1)), Span::Kind::Text, look | Span::Code});
    return close + 1;
}

qsizetype LineParser::angle(qsizetype at, qsizetype end, int look)
{
    const qsizetype close = m_line.indexOf(u'>', at + 1);
    if (close < 0 || close >= end || close == at + 1)
        return at;
    Span span = angleSpan(m_line.mid(at + 1, close - at - 1), m_reader);
    span.look = look;
    if (!span.text.isEmpty())
        m_spans.append(span);
    return close + 1;
}

qsizetype LineParser::closing(QChar mark, qsizetype from, qsizetype end) const
{
    for (qsizetype at = from; at < end; ++at) {
        const QChar letter = m_line.at(at);
        if (letter == u'`' || letter == u'<') { // marks inside code and links close nothing
            const qsizetype close = m_line.indexOf(letter == u'<' ? u'>' : u'`', at + 1);
            if (close > at && close < end)
                at = close;
        } else if (letter == mark && at > from && !m_line.at(at - 1).isSpace() &&
                   (at + 1 >= m_line.size() || !m_line.at(at + 1).isLetterOrNumber())) {
            return at;
        }
    }
    return -1;
}

qsizetype LineParser::emphasis(qsizetype at, qsizetype end, int look)
{
    const QChar mark = m_line.at(at);
    const bool opens = (at == 0 || !(m_line.at(at - 1).isLetterOrNumber() || m_line.at(at - 1) == mark)) &&
                       at + 1 < end && !m_line.at(at + 1).isSpace() && m_line.at(at + 1) != mark;
    const int added = mark == u'*' ? Span::Bold : mark == u'_' ? Span::Italic : Span::Strike;
    const qsizetype close = opens && (look & added) == 0 ? closing(mark, at + 1, end) : -1;
    if (close < 0)
        return at;
    parse(at + 1, close, look | added);
    return close + 1;
}

qsizetype LineParser::emojiName(qsizetype at, qsizetype end, int look)
{
    static const QRegularExpression name(u"\\G:([a-z0-9_+'-]+):"_qs);
    const QRegularExpressionMatch match = name.match(m_line, at);
    if (!match.hasMatch() || match.capturedEnd() > end)
        return at;
    // 14:30:05 is a time; what we don't know stays as it is written.
    const QString character = emoji(match.captured(1));
    if (character == match.captured(0))
        return at;
    m_spans.append({character, Span::Kind::Emoji, look});
    return match.capturedEnd();
}

Paragraph codeParagraph(QString code)
{
    if (code.startsWith(u'\n'))
        code.remove(0, 1);
    if (code.endsWith(u'\n'))
        code.chop(1);
    return {{{unescaped(code), Span::Kind::Text, Span::Code}}, Paragraph::Kind::Code};
}

/// Lines without code blocks; `>` quotes a line, `>>>` all that follows.
void addLines(Text &text, const QString &lines, const Reader &reader)
{
    bool isAllQuoted = false;
    for (const QString &whole : lines.split(u'\n')) {
        QString line = whole;
        bool isQuote = isAllQuoted;
        const QString escapedThrice = QStringLiteral("&gt;&gt;&gt;");
        if (!isAllQuoted && (line.startsWith(u">>>") || line.startsWith(escapedThrice))) {
            isAllQuoted = isQuote = true;
            line.remove(0, line.startsWith(u'>') ? 3 : escapedThrice.size());
        } else if (!isAllQuoted && (line.startsWith(u'>') || line.startsWith(u"&gt;"))) {
            isQuote = true;
            line.remove(0, line.startsWith(u'>') ? 1 : 4);
        }
        if (isQuote && line.startsWith(u' '))
            line.remove(0, 1);
        text.append({LineParser(line, reader).parse(), isQuote ? Paragraph::Kind::Quote : Paragraph::Kind::Text});
    }
}

} // namespace

Text parseMrkdwn(const QString &mrkdwn, const Reader &reader)
{
    Text text;
    const QString fence = QStringLiteral("```");
    qsizetype from = 0;
    for (qsizetype open = mrkdwn.indexOf(fence); open >= 0; open = mrkdwn.indexOf(fence, from)) {
        const qsizetype close = mrkdwn.indexOf(fence, open + 3);
        if (close < 0 || close == open + 3)
            break;
        QString before = mrkdwn.mid(from, open - from);
        if (before.endsWith(u'\n'))
            before.chop(1);
        if (!before.isEmpty())
            addLines(text, before, reader);
        text.append(codeParagraph(mrkdwn.mid(open + 3, close - open - 3)));
        from = close + 3;
        if (from < mrkdwn.size() && mrkdwn.at(from) == u'\n')
            ++from;
    }
    if (from < mrkdwn.size() || text.isEmpty())
        addLines(text, mrkdwn.mid(from), reader);
    return text;
}

Text parsePlainText(const QString &text, bool hasEmoji)
{
    static const QRegularExpression name(u":([a-z0-9_+'-]+):"_qs);
    Text paragraphs;
    for (const QString &line : text.split(u'\n')) {
        QString shown = line;
        qsizetype from = 0;
        for (auto match = name.match(shown, from); hasEmoji && match.hasMatch(); match = name.match(shown, from)) {
            const QString character = emoji(match.captured(1));
            if (character == match.captured(0)) {
                from = match.capturedEnd() - 1;
                continue;
            }
            shown.replace(match.capturedStart(), match.capturedLength(), character);
            from = match.capturedStart() + character.size();
        }
        paragraphs.append({shown.isEmpty() ? QList<Span>{} : QList<Span>{{shown}}});
    }
    return paragraphs;
}

} // namespace ledgercast::slackdoc
