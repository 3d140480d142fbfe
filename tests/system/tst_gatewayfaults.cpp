// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/soakreader.h"
#include "tests/system/soaktenant.h"

#include <QLoggingCategory>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ledgercast;
using namespace ledgercast::test;

/// What becomes of M3's feeds while the gateway or M3 does what it shouldn't, and afterwards.
class TestGatewayFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void saysWhatIsWrongAndLosesNothing_data();
    void saysWhatIsWrongAndLosesNothing();

private:
    const QDate m_firstDay{2025, 10, 6};
    const QDate m_today{2025, 10, 15};
    FakeClock m_clock{toInstant(QDateTime(m_today, QTime(13, 0), Qt::UTC))};
    SoakTenant m_tenant{1, m_today, m_firstDay, m_clock};
    QMap<QString, QByteArray> m_documents; ///< as they are read without faults
};

void TestGatewayFaults::initTestCase()
{
    QLoggingCategory::setFilterRules(u"ledgercast.*=false"_s);
    SoakReader calm(m_tenant.ionApiFile(), m_firstDay, m_clock);
    QVERIFY(calm.pass().errors.isEmpty());
    m_documents = calm.documents();
    QVERIFY(m_documents.size() > 300);
}

void TestGatewayFaults::saysWhatIsWrongAndLosesNothing_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QString>("code"); ///< of the errors, one of them; empty: all is read all the same
    QTest::addColumn<QString>("words");
    const QString passing = u"Ledgercast tries again"_s;
    QTest::addRow("429") << u"ion.http429=1:7"_s << u"http_429"_s << u"slow down"_s;
    QTest::addRow("429 without a time") << u"ion.http429_bare=1"_s << u"http_429"_s << u"slow down"_s;
    QTest::addRow("504") << u"ion.http504=1"_s << u"http_504"_s << passing;
    QTest::addRow("503 with a web page") << u"ion.html503=1"_s << u"http_503"_s << passing;
    QTest::addRow("a reset") << u"ion.reset=1"_s << u"connection_lost"_s << QString();
    QTest::addRow("half an answer") << u"ion.truncated=1"_s << u"connection_lost unexpected_answer"_s << QString();
    QTest::addRow("revoked") << u"ion.account_revoked=1"_s << u"invalid_grant"_s << u"Ask for a new .ionapi file"_s;
    QTest::addRow("half a list") << u"ion.partial=1"_s << u"CPF9898"_s << u"ended before its list did"_s;
    QTest::addRow("some 429") << u"ion.http429=0.2:7"_s << QString() << QString();
    QTest::addRow("some 504") << u"ion.http504=0.02"_s << QString() << QString();
    QTest::addRow("a slow policy") << u"ion.slow=0.1:20"_s << QString() << QString();
    QTest::addRow("a list cut at 100") << u"ion.cap=1:100"_s << QString() << QString();
    QTest::addRow("padded texts") << u"ion.padded=1"_s << QString() << QString();
}

void TestGatewayFaults::saysWhatIsWrongAndLosesNothing()
{
    QFETCH(QString, fault);
    QFETCH(QString, code);
    QFETCH(QString, words);
    SoakReader reader(m_tenant.ionApiFile(), m_firstDay, m_clock);
    m_tenant.setFaults(fault);
    const SoakReader::Pass failing = reader.pass();
    m_tenant.setFaults({});
    QCOMPARE(failing.errors.isEmpty(), code.isEmpty());
    for (const QString &error : failing.errors)
        QVERIFY2(code.split(u' ').contains(error.section(u' ', 1)), qPrintable(error));
    for (const QString &message : failing.messages)
        QVERIFY2(message.contains(words) && message.endsWith(u'.'), qPrintable(message));
    m_clock.advance(std::chrono::hours(1)); // a refused account is tried again then
    const SoakReader::Pass rest = reader.pass();
    QVERIFY2(rest.errors.isEmpty(), qPrintable(rest.errors.join(u", ")));
    QCOMPARE(reader.documents(), m_documents);
}

QTEST_GUILESS_MAIN(TestGatewayFaults)
#include "tst_gatewayfaults.moc"
