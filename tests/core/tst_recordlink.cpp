// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/recordlink.h"

#include <QTest>

using namespace ledgercast;

class TestRecordLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesInWords_data();
    void refusesInWords();
    void putsTheValuesIn();
    void aTypesOwnPatternComesFirst();
    void withoutPatternThereIsNoLink();
};

void TestRecordLink::refusesInWords_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("says");
    QTest::newRow("http") << u"http://portal.example.com/{key}"_qs << u"https://"_qs;
    QTest::newRow("script") << u"javascript:alert(1)"_qs << u"https://"_qs;
    QTest::newRow("host from a value") << u"https://{tenant}/x"_qs << u"host"_qs;
    QTest::newRow("no host") << u"https:///x"_qs << u"host"_qs;
    QTest::newRow("password") << u"https://a:b@portal.example.com/"_qs << u"host"_qs;
    QTest::newRow("unknown") << u"https://portal.example.com/{invoce}"_qs << u"{invoce} isn't known"_qs;
    QTest::newRow("open brace") << u"https://portal.example.com/{key"_qs << u"partner"_qs;
    QTest::newRow("space") << u"https://portal.example.com/a b"_qs << u"address"_qs;
}

void TestRecordLink::refusesInWords()
{
    QFETCH(const QString, pattern);
    QFETCH(const QString, says);
    const auto parsed = LinkPattern::parse(pattern);
    QVERIFY(!parsed);
    QVERIFY2(parsed.error().contains(says), qUtf8Printable(parsed.error()));
}

void TestRecordLink::putsTheValuesIn()
{
    Document document;
    document.tenant = u"ACME_PRD"_qs;
    document.type = u"supplier_invoice"_qs;
    document.company = u"100"_qs;
    document.number = u"88 213/&#?"_qs;
    document.key = u"100/AAA/Y1/88213"_qs;
    const auto pattern = LinkPattern::parse(
        u"https://portal.example.com/{tenant}?program={program}&div={division}&no={number}&key={key}"_qs);
    QVERIFY(pattern);
    QCOMPARE(pattern->linkTo(document).toEncoded(),
             QByteArray("https://portal.example.com/ACME_PRD?program=APS200&div=&no=88%20213%2F%26%23%3F&key="
                        "100%2FAAA%2FY1%2F88213"));
    document.number.clear();
    QVERIFY(!pattern->linkTo(document).isValid());
}

void TestRecordLink::aTypesOwnPatternComesFirst()
{
    const QString byType =
        u"purchase_order=https://b.example.com/{number}?a=1 | payment=https://c.example.com/{key}"_qs;
    const auto patterns = LinkPatterns::parse(u"https://a.example.com/{number}"_qs, byType);
    QVERIFY(patterns);
    Document order;
    order.type = u"purchase_order"_qs;
    order.number = u"7"_qs;
    QCOMPARE(patterns->linkTo(order), QUrl(u"https://b.example.com/7?a=1"_qs));
    order.type = u"voucher"_qs;
    QCOMPARE(patterns->linkTo(order), QUrl(u"https://a.example.com/7"_qs));
    const auto again = LinkPatterns::parse(patterns->general(), patterns->byType());
    QVERIFY(again && *again == *patterns);
    QVERIFY(!LinkPatterns::parse({}, u"order=https://a.example.com"_qs));
    QVERIFY(!LinkPatterns::parse({}, u"payment=ftp://a.example.com"_qs));
}

void TestRecordLink::withoutPatternThereIsNoLink()
{
    const auto patterns = LinkPatterns::parse({}, u" | "_qs);
    QVERIFY(patterns && patterns->isEmpty());
    QVERIFY(!patterns->linkTo({}).isValid());
}

QTEST_APPLESS_MAIN(TestRecordLink)
#include "tst_recordlink.moc"
