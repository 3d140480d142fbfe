// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/message/mrkdwn.h"
#include "tests/core/nastytext.h"

#include <QTest>

using namespace ledgercast;

class TestMrkdwn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void escapesData_data();
    void escapesData();
    void leavesNothingThatSlackWouldRead();
    void escapingTwiceShowsTheEntities();
    void plainTextKeepsItsCharacters_data();
    void plainTextKeepsItsCharacters();
    void shortens_data();
    void shortens();
    void neverCutsInsideAnEntityOrToken();
    void plainShorteningCutsBetweenCodePoints();
    void mentionsOnlyIdsAndHere_data();
    void mentionsOnlyIdsAndHere();
};

void TestMrkdwn::escapesData_data()
{
    QTest::addColumn<QString>("data");
    QTest::addColumn<QString>("escaped");
    QTest::newRow("plain") << u"Nordwind Components GmbH"_qs << u"Nordwind Components GmbH"_qs;
    QTest::newRow("entities") << u"A & B <C>"_qs << u"A &amp; B &lt;C&gt;"_qs;
    QTest::newRow("mention of all") << u"<!channel>"_qs << u"&lt;!channel&gt;"_qs;
    QTest::newRow("link") << u"<https://x.example|pay>"_qs << u"&lt;https:\u200b//x.example|pay&gt;"_qs;
    QTest::newRow("quote") << u"> 30 days"_qs << u"\u200b&gt; 30 days"_qs;
    QTest::newRow("bold") << u"*bold*"_qs << u"\u2217bold\u2217"_qs;
    QTest::newRow("all formatting") << u"*bold*_x_~y~`z`"_qs
                                    << u"\u2217bold\u2217\u02cdx\u02cd\u223cy\u223c\u02cbz\u02cb"_qs;
    QTest::newRow("code inside a word stays") << u"FX_2210*4"_qs << u"FX_2210*4"_qs;
    QTest::newRow("emoji name") << u"a :tada: b"_qs << u"a :\u200btada: b"_qs;
    QTest::newRow("a time") << u"14:22"_qs << u"14:22"_qs;
    QTest::newRow("at") << u"@here now, a@b.example"_qs << u"@\u200bhere now, a@b.example"_qs;
    QTest::newRow("line breaks") << u"one\r\n\ttwo\u2028three"_qs << u"one two three"_qs;
    QTest::newRow("blank ends") << u"  4200  "_qs << u"4200"_qs;
    QTest::newRow("direction override") << u"abc\u202edef\u202c"_qs << u"abcdef"_qs;
    QTest::newRow("right to left") << u"\u05e9\u05dc\u05d5\u05dd"_qs << u"\u2068\u05e9\u05dc\u05d5\u05dd\u2069"_qs;
    QTest::newRow("emoji family") << u"\U0001F468\u200D\U0001F469"_qs << u"\U0001F468\u200D\U0001F469"_qs;
    QTest::newRow("hidden") << u"in\u00advoi\u200bce\ufeff"_qs << u"invoice"_qs;
    QTest::newRow("half a pair") << QString(u"a" + QString(QChar(0xd83d)) + u"b") << u"a\ufffdb"_qs;
    QTest::newRow("other half") << QString(u"a" + QString(QChar(0xdc00))) << u"a\ufffd"_qs;
    QTest::newRow("not a character") << QString(u"a" + QString(QChar(0xffff))) << u"a\ufffd"_qs;
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("nothing visible") << u"\n\u200b\t"_qs << QString();
}

void TestMrkdwn::escapesData()
{
    QFETCH(const QString, data);
    QTEST(mrkdwn::escaped(data), "escaped");
}

void TestMrkdwn::leavesNothingThatSlackWouldRead()
{
    NastyText nasty(41);
    static const QRegularExpression formatting(
        u"(?<![A-Za-z0-9])[*_~]|[*_~](?![A-Za-z0-9])|`|[<>]|&(?!amp;|lt;|gt;)|[\\n\\r\\t\\x00-\\x1f]|^&gt;|"
        u":[A-Za-z0-9_+'-]+:|://"_qs);
    for (int i = 0; i < 3000; ++i) {
        const QString data = nasty.text(60);
        const QString escaped = mrkdwn::escaped(data);
        const auto found = formatting.match(escaped);
        QVERIFY2(!found.hasMatch(), qPrintable(data + u" -> " + escaped));
        QVERIFY(escaped.isValidUtf16());
    }
}

void TestMrkdwn::escapingTwiceShowsTheEntities()
{
    QCOMPARE(mrkdwn::escaped(mrkdwn::escaped(u"<")), u"&amp;lt;"_qs);
}

void TestMrkdwn::plainTextKeepsItsCharacters_data()
{
    QTest::addColumn<QString>("data");
    QTest::addColumn<QString>("plain");
    QTest::newRow("formatting") << u"*a* & <b>"_qs << u"*a* & <b>"_qs;
    QTest::newRow("breaks") << u"a\nb"_qs << u"a b"_qs;
    QTest::newRow("override") << u"a\u202eb"_qs << u"ab"_qs;
}

void TestMrkdwn::plainTextKeepsItsCharacters()
{
    QFETCH(const QString, data);
    QTEST(mrkdwn::plain(data), "plain");
    QCOMPARE(mrkdwn::plain(mrkdwn::plain(data)), mrkdwn::plain(data));
}

void TestMrkdwn::shortens_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qsizetype>("limit");
    QTest::addColumn<QString>("shortened");
    QTest::newRow("fits") << u"abc"_qs << qsizetype(3) << u"abc"_qs;
    QTest::newRow("cut") << u"abcd"_qs << qsizetype(3) << u"ab\u2026"_qs;
    QTest::newRow("no blank before the dots") << u"ab cd"_qs << qsizetype(4) << u"ab\u2026"_qs;
    QTest::newRow("entity") << u"ab&amp;cd"_qs << qsizetype(7) << u"ab\u2026"_qs;
    QTest::newRow("entity fits") << u"ab&amp;cdef"_qs << qsizetype(8) << u"ab&amp;\u2026"_qs;
    QTest::newRow("token") << u"a <@U012ABC> b"_qs << qsizetype(9) << u"a\u2026"_qs;
    QTest::newRow("pair") << u"a\U0001F600b"_qs << qsizetype(3) << u"a\u2026"_qs;
    QTest::newRow("closes an isolate") << u"\u2068\u05e9\u05dc\u05d5\u05dd\u2069"_qs << qsizetype(4)
                                       << u"\u2068\u05e9\u2026\u2069"_qs;
    QTest::newRow("isolate without room") << u"\u2068\u05e9\u05dc\u2069"_qs << qsizetype(2) << u"\u2026"_qs;
    QTest::newRow("after an isolate") << u"\u2068\u05e9\u2069 abc"_qs << qsizetype(6)
                                      << u"\u2068\u05e9\u2069 a\u2026"_qs;
    QTest::newRow("one") << u"abc"_qs << qsizetype(1) << u"\u2026"_qs;
    QTest::newRow("none") << u"abc"_qs << qsizetype(0) << QString();
    QTest::newRow("less than none") << u"abc"_qs << qsizetype(-4) << QString();
}

void TestMrkdwn::shortens()
{
    QFETCH(const QString, text);
    QFETCH(const qsizetype, limit);
    QTEST(mrkdwn::shortened(text, limit), "shortened");
}

void TestMrkdwn::neverCutsInsideAnEntityOrToken()
{
    NastyText nasty(7);
    static const QRegularExpression broken(u"&(?!amp;|lt;|gt;)|<[^>]*$"_qs);
    for (int i = 0; i < 500; ++i) {
        const QString text = mrkdwn::escaped(nasty.text(30)) + u" <@U012ABC> "_qs + mrkdwn::escaped(nasty.text(30));
        for (qsizetype limit = 0; limit < text.size() + 2; ++limit) {
            const QString shortened = mrkdwn::shortened(text, limit);
            QVERIFY(shortened.size() <= limit);
            QVERIFY2(!broken.match(shortened).hasMatch(), qPrintable(shortened));
            QVERIFY(shortened.isValidUtf16());
            QCOMPARE(shortened.count(QChar(0x2068)), shortened.count(QChar(0x2069)));
        }
    }
}

void TestMrkdwn::plainShorteningCutsBetweenCodePoints()
{
    QCOMPARE(mrkdwn::shortenedPlain(u"a&amp;b"_qs, 4), u"a&a\u2026"_qs);
    QCOMPARE(mrkdwn::shortenedPlain(u"a\U0001F600b"_qs, 3), u"a\u2026"_qs);
    QCOMPARE(mrkdwn::shortenedPlain(u"a<b"_qs, 3), u"a<b"_qs);
}

void TestMrkdwn::mentionsOnlyIdsAndHere_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("mention");
    QTest::newRow("user") << u"U012ABC"_qs << u"<@U012ABC>"_qs;
    QTest::newRow("enterprise user") << u"W012ABC"_qs << u"<@W012ABC>"_qs;
    QTest::newRow("group") << u"S012ABC"_qs << u"<!subteam^S012ABC>"_qs;
    QTest::newRow("here") << u"here"_qs << u"<!here>"_qs;
    QTest::newRow("channel") << u"channel"_qs << QString();
    QTest::newRow("everyone") << u"everyone"_qs << QString();
    QTest::newRow("name") << u"@anna"_qs << QString();
    QTest::newRow("token") << u"U012> <!channel"_qs << QString();
    QTest::newRow("line break") << u"U012ABC\n"_qs << QString();
    QTest::newRow("empty") << QString() << QString();
}

void TestMrkdwn::mentionsOnlyIdsAndHere()
{
    QFETCH(const QString, id);
    QTEST(mrkdwn::mention(id), "mention");
}

QTEST_GUILESS_MAIN(TestMrkdwn)
#include "tst_mrkdwn.moc"
