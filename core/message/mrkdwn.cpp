// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/message/mrkdwn.h"

#include "core/domain/mention.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QStringList>
#include <QTimeZone>

#include <array>

namespace ledgercast::mrkdwn {

namespace {

constexpr QChar ellipsis(0x2026);
constexpr QChar replacement(0xfffd);
constexpr QChar zeroWidthSpace(0x200b);
constexpr QChar firstStrongIsolate(0x2068);
constexpr QChar popIsolate(0x2069);

struct Range
{
    char32_t first;
    char32_t last;
};

/// Characters that show nothing but hide, reorder or fill. Joiners and variation selectors are not among them: names
/// in many scripts and most emoji need them.
constexpr std::array invisible{
    Range{0x00ad, 0x00ad}, Range{0x034f, 0x034f}, Range{0x061c, 0x061c}, Range{0x115f, 0x1160}, Range{0x17b4, 0x17b5},
    Range{0x180e, 0x180e}, Range{0x200b, 0x200b}, Range{0x200e, 0x200f}, Range{0x202a, 0x202e}, Range{0x2060, 0x206f},
    Range{0x3164, 0x3164}, Range{0xfeff, 0xfeff}, Range{0xffa0, 0xffa0}, Range{0xfff9, 0xfffb}};

bool isInvisible(char32_t point)
{
    return std::any_of(invisible.begin(), invisible.end(),
                       [point](Range range) { return point >= range.first && point <= range.last; });
}

bool isBreak(char32_t point)
{
    const QChar::Category category = QChar::category(point);
    return category == QChar::Other_Control || category == QChar::Separator_Line ||
           category == QChar::Separator_Paragraph;
}

bool isRightToLeft(char32_t point)
{
    const QChar::Direction direction = QChar::direction(point);
    return direction == QChar::DirR || direction == QChar::DirAL;
}

bool isAsciiWord(QChar letter)
{
    return letter.unicode() < 0x80 && letter.isLetterOrNumber();
}

/// The look-alike of a character with which Slack formats; null for any other.
QChar lookAlike(QChar letter)
{
    switch (letter.unicode()) {
    case '*':
        return QChar(0x2217);
    case '_':
        return QChar(0x02cd);
    case '~':
        return QChar(0x223c);
    case '`':
        return QChar(0x02cb);
    default:
        return {};
    }
}

bool isEmojiName(QChar letter)
{
    return isAsciiWord(letter) || letter == u'_' || letter == u'+' || letter == u'-' || letter == u'\'';
}

/// Whether a colon begins ":tada:" or "://".
bool isColonSpecial(QStringView rest)
{
    qsizetype end = 1;
    while (end < rest.size() && isEmojiName(rest.at(end)))
        ++end;
    return end < rest.size() && (end == 1 ? rest.at(end) == u'/' : rest.at(end) == u':');
}

bool isMentionSign(QStringView text, qsizetype at)
{
    const bool isAfterWord = at > 0 && isAsciiWord(text.at(at - 1));
    return !isAfterWord && at + 1 < text.size() && text.at(at + 1).isLetter();
}

void appendEscaped(QString &result, QStringView text, qsizetype at)
{
    const QChar letter = text.at(at);
    const QChar before = at > 0 ? text.at(at - 1) : QChar();
    const QChar after = at + 1 < text.size() ? text.at(at + 1) : QChar();
    // "FX_2210" and "3*4" are no formatting to Slack, and people copy such codes.
    const bool isInsideWord = letter != u'`' && isAsciiWord(before) && isAsciiWord(after);
    if (letter == u'&')
        result += u"&amp;";
    else if (letter == u'<')
        result += u"&lt;";
    else if (letter == u'>')
        result += u"&gt;";
    else if (const QChar other = lookAlike(letter); !other.isNull() && !isInsideWord)
        result += other;
    else
        result += letter;
    const bool isSpecial =
        (letter == u':' && isColonSpecial(text.sliced(at))) || (letter == u'@' && isMentionSign(text, at));
    if (isSpecial)
        result += zeroWidthSpace;
}

/// How much of a mrkdwn text, from here, must stay together.
qsizetype pieceLength(QStringView rest)
{
    if (rest.front() == u'<') {
        const qsizetype end = rest.indexOf(u'>');
        return end < 0 ? 1 : end + 1;
    }
    for (const QStringView entity : {QStringView(u"&amp;"), QStringView(u"&lt;"), QStringView(u"&gt;")}) {
        if (rest.startsWith(entity))
            return entity.size();
    }
    return rest.front().isHighSurrogate() && rest.size() > 1 ? 2 : 1;
}

qsizetype codePointLength(QStringView rest)
{
    return rest.front().isHighSurrogate() && rest.size() > 1 ? 2 : 1;
}

QString cut(const QString &text, qsizetype limit, qsizetype (*pieceOf)(QStringView))
{
    if (text.size() <= limit)
        return text;
    if (limit <= 0)
        return {};
    qsizetype end = 0;
    bool isIsolated = false; // an isolate that is cut open would pull what follows along
    while (end < text.size()) {
        const qsizetype length = pieceOf(QStringView(text).sliced(end));
        const QChar letter = text.at(end);
        const bool staysIsolated = letter == firstStrongIsolate || (isIsolated && letter != popIsolate);
        if (end + length + (staysIsolated ? 1 : 0) > limit - 1)
            break;
        isIsolated = staysIsolated;
        end += length;
    }
    while (end > 0 && text.at(end - 1).isSpace())
        --end;
    return text.left(end) + ellipsis + (isIsolated ? QString(popIsolate) : QString());
}

} // namespace

QString plain(QStringView data)
{
    QString result;
    result.reserve(data.size());
    bool hasBreak = false;
    bool isIsolated = false;
    for (qsizetype at = 0; at < data.size(); ++at) {
        char32_t point = data.at(at).unicode();
        if (data.at(at).isHighSurrogate() && at + 1 < data.size() && data.at(at + 1).isLowSurrogate()) {
            point = QChar::surrogateToUcs4(data.at(at), data.at(at + 1));
            ++at;
        }
        if (isInvisible(point))
            continue;
        if (isBreak(point)) {
            hasBreak = true;
            continue;
        }
        if (std::exchange(hasBreak, false))
            result += u' ';
        isIsolated = isIsolated || isRightToLeft(point);
        if (QChar::isSurrogate(point) || QChar::isNonCharacter(point))
            result += replacement;
        else
            result += QChar::fromUcs4(point);
    }
    result = result.trimmed();
    // Right-to-left names must not pull the words around them along.
    return isIsolated ? firstStrongIsolate + result + popIsolate : result;
}

QString escaped(QStringView data)
{
    const QString text = plain(data);
    QString result;
    result.reserve(text.size() + 16);
    // A ">" that begins a line quotes it, also when it is escaped.
    if (text.startsWith(u'>'))
        result += zeroWidthSpace;
    for (qsizetype at = 0; at < text.size(); ++at)
        appendEscaped(result, text, at);
    return result;
}

QString shortened(const QString &text, qsizetype limit)
{
    return cut(text, limit, pieceLength);
}

QString shortenedPlain(const QString &text, qsizetype limit)
{
    return cut(text, limit, codePointLength);
}

QString mention(const QString &mention)
{
    if (mention == mentionword::here)
        return QStringLiteral("<!here>");
    if (!isSlackId(mention))
        return {};
    return (mention.startsWith(u'S') ? u"<!subteam^" : u"<@") + mention + u'>';
}

QString time(qint64 seconds)
{
    const QDateTime utc = QDateTime::fromSecsSinceEpoch(seconds, QTimeZone::utc());
    return QStringLiteral("<!date^%1^{date_short}, {time}|%2 UTC>")
        .arg(seconds)
        .arg(utc.toString(QStringLiteral("yyyy-MM-dd HH:mm")));
}

} // namespace ledgercast::mrkdwn
