// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QString>
#include <QStringList>

namespace ledgercast {

/// Texts made of what hurts: mentions, formatting, breaks, directions, halves of code points. The same seed gives the
/// same texts.
class NastyText
{
public:
    explicit NastyText(quint32 seed) : m_random(seed) {}

    QString text(int mostPieces)
    {
        QString text;
        const int pieces = m_random.bounded(mostPieces + 1);
        for (int i = 0; i < pieces; ++i)
            text += piece();
        return text;
    }
    int number(int below) { return m_random.bounded(below); }

private:
    QString piece()
    {
        static const QStringList pieces{u"<!channel>"_qs,
                                        u"<!here>"_qs,
                                        u"<@U012ABC>"_qs,
                                        u"<https://x.example|y>"_qs,
                                        u"&"_qs,
                                        u"<"_qs,
                                        u">"_qs,
                                        u"&lt;"_qs,
                                        u"*"_qs,
                                        u"_"_qs,
                                        u"~"_qs,
                                        u"`"_qs,
                                        u"```"_qs,
                                        u":tada:"_qs,
                                        u"@here"_qs,
                                        u"{{amount}}"_qs,
                                        u"{{{amount}}}"_qs,
                                        u"{{#x}}"_qs,
                                        u"|"_qs,
                                        u"\n"_qs,
                                        u"\r\n"_qs,
                                        u"\t"_qs,
                                        u" "_qs,
                                        u"\u2028"_qs,
                                        u"\u202e"_qs,
                                        u"\u2066"_qs,
                                        u"\u200b"_qs,
                                        u"\u200d"_qs,
                                        u"\U0001F468\u200D\U0001F469"_qs,
                                        u"e\u0301"_qs,
                                        u"\u05e9\u05dc"_qs,
                                        u"\u0645\u0631"_qs,
                                        u"\u6f22"_qs,
                                        u"Nordwind"_qs,
                                        u"12,480.00"_qs,
                                        u"\\"_qs,
                                        u"\""_qs,
                                        u"https://x.example/a?b=c&d"_qs,
                                        u"\u0085"_qs,
                                        QString(QChar(0)),
                                        QString(QChar(0xd83d)),
                                        QString(QChar(0xdc01)),
                                        QString(QChar(0xffff))};
        const int choice = m_random.bounded(static_cast<int>(pieces.size()) + 6);
        return choice < pieces.size() ? pieces.at(choice) : QString(QChar(m_random.bounded(0x10000)));
    }

    QRandomGenerator m_random;
};

} // namespace ledgercast
