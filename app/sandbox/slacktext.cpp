// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/slacktext.h"

#include <array>

namespace ledgercast::sandbox {

namespace {

bool isStartOfCodePoint(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xc0) != 0x80;
}

/// The length of "<@U1>", "<https://…|label>" and the like at this place, 0 if there is none.
qsizetype markLength(QByteArrayView rest)
{
    static constexpr std::array<QByteArrayView, 6> starts{"<@", "<#", "<!", "<http://", "<https://", "<mailto:"};
    for (const QByteArrayView start : starts) {
        if (rest.startsWith(start)) {
            const qsizetype end = rest.indexOf('>');
            return end < 0 || rest.first(end).contains('\n') ? 0 : end + 1;
        }
    }
    return 0;
}

qsizetype entityLength(QByteArrayView rest)
{
    for (const QByteArrayView entity : {QByteArrayView("&amp;"), QByteArrayView("&lt;"), QByteArrayView("&gt;")}) {
        if (rest.startsWith(entity))
            return entity.size();
    }
    return 0;
}

qsizetype addressLength(QByteArrayView rest)
{
    if (!rest.startsWith("https://") && !rest.startsWith("http://"))
        return 0;
    qsizetype length = 0;
    while (length < rest.size() && !QByteArrayView(" \t\n<>|").contains(rest.at(length)))
        ++length;
    while (length > 0 && QByteArrayView(".,;:!?)").contains(rest.at(length - 1)))
        --length;
    return length;
}

} // namespace

QByteArray normalizedText(const QByteArray &text)
{
    QByteArray result;
    result.reserve(text.size());
    qsizetype at = 0;
    while (at < text.size()) {
        const QByteArrayView rest = QByteArrayView(text).sliced(at);
        const char letter = rest.front();
        const qsizetype kept = letter == '<' ? markLength(rest) : (letter == '&' ? entityLength(rest) : 0);
        const qsizetype address = letter == 'h' ? addressLength(rest) : 0;
        if (kept > 0)
            result += rest.first(kept);
        else if (address > 0)
            result.append('<').append(rest.first(address)).append('>');
        else if (letter == '&')
            result += "&amp;";
        else if (letter == '<')
            result += "&lt;";
        else if (letter == '>')
            result += "&gt;";
        else
            result += letter;
        at += qMax(qsizetype(1), qMax(kept, address));
    }
    return result;
}

qsizetype codePoints(const QByteArray &utf8)
{
    qsizetype count = 0;
    for (const char byte : utf8)
        count += isStartOfCodePoint(byte) ? 1 : 0;
    return count;
}

QByteArray firstCodePoints(const QByteArray &utf8, qsizetype count)
{
    for (qsizetype at = 0; at < utf8.size(); ++at) {
        if (isStartOfCodePoint(utf8.at(at)) && count-- == 0)
            return utf8.first(at);
    }
    return utf8;
}

} // namespace ledgercast::sandbox
