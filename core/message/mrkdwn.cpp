// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/message/mrkdwn.h"

#include <QRegularExpression>
#include <QStringList>

namespace ledgercast::mrkdwn {

namespace {

constexpr QChar wordJoiner(0x2060);

/// Characters that turn text around or aren't text: they'd let data disguise itself.
bool isUnseen(char32_t code)
{
    return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0x200E ||
           code == 0x200F || code == 0xFEFF || code == 0xFFFE || code == 0xFFFF;
}

bool isInsideWord(QStringView data, qsizetype at)
{
    return at > 0 && data[at - 1].isLetterOrNumber() && at + 1 < data.size() && data[at + 1].isLetterOrNumber();
}

/// Where a text of at most `limit` units may end.
qsizetype cutPoint(QStringView text, qsizetype limit)
{
    qsizetype end = limit;
    if (end > 0 && end < text.size() && text[end].isLowSurrogate() && text[end - 1].isHighSurrogate())
        --end;
    return end;
}

} // namespace

QString plain(QStringView data)
{
    QString text;
    text.reserve(data.size());
    for (qsizetype at = 0; at < data.size(); ++at) {
        const QChar c = data[at];
        const bool isPair = c.isHighSurrogate() && at + 1 < data.size() && data[at + 1].isLowSurrogate();
        if (isPair) {
            text += c;
            text += data[++at];
        } else if (c.isSurrogate()) {
            text += QChar(QChar::ReplacementCharacter);
        } else if (c.isSpace() || c.category() == QChar::Other_Control) {
            if (!text.isEmpty() && !text.endsWith(u' '))
                text += u' ';
        } else if (!isUnseen(c.unicode())) {
            text += c;
        }
    }
    while (text.endsWith(u' '))
        text.chop(1);
    return text;
}

QString escaped(QStringView data)
{
    const QString clean = plain(data);
    QString text;
    text.reserve(clean.size() + 16);
    for (qsizetype at = 0; at < clean.size(); ++at) {
        const QChar c = clean[at];
        switch (c.unicode()) {
        case u'&':
            text += QStringLiteral("&amp;");
            break;
        case u'<':
            text += QStringLiteral("&lt;");
            break;
        case u'>':
            text += QStringLiteral("&gt;");
            break;
        case u'*':
        case u'_':
        case u'~':
        case u'`':
        case u':':
            text += c;
            // Slack has no escape for these. A joiner behind one keeps it from opening or closing anything; between
            // two letters, as in INV_2026_01, it never does, and data stays as it can be copied.
            if (!isInsideWord(clean, at))
                text += wordJoiner;
            break;
        default:
            text += c;
        }
    }
    return text;
}

QString shortened(const QString &text, qsizetype limit)
{
    if (text.size() <= limit)
        return text;
    if (limit <= 0)
        return {};
    qsizetype end = cutPoint(text, limit - 1);
    const QStringView kept = QStringView(text).first(end);
    // Neither half an entity nor half a token.
    if (const qsizetype entity = kept.lastIndexOf(u'&'); entity >= 0 && kept.indexOf(u';', entity) < 0)
        end = entity;
    if (const qsizetype token = QStringView(text).first(end).lastIndexOf(u'<');
        token >= 0 && QStringView(text).first(end).indexOf(u'>', token) < 0)
        end = token;
    return text.first(end) + u'…';
}

QString shortenedPlain(const QString &text, qsizetype limit)
{
    if (text.size() <= limit)
        return text;
    return limit <= 0 ? QString() : text.first(cutPoint(text, limit - 1)) + u'…';
}

QString mention(const QString &mention)
{
    static const QRegularExpression member(QStringLiteral("\\A[UW][A-Z0-9]{2,20}\\z"));
    static const QRegularExpression group(QStringLiteral("\\AS[A-Z0-9]{2,20}\\z"));
    if (mention == u"here")
        return QStringLiteral("<!here>");
    if (member.match(mention).hasMatch())
        return QStringLiteral("<@%1>").arg(mention);
    if (group.match(mention).hasMatch())
        return QStringLiteral("<!subteam^%1>").arg(mention);
    return {};
}

bool isMention(const QString &text)
{
    return !mention(text).isEmpty();
}

} // namespace ledgercast::mrkdwn
