// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/message/messagedesign.h"
#include "tests/support/programrun.h"
#include "tests/support/sandboxprocess.h"

#include <QDir>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ledgercast;
using namespace ledgercast::test;

/// The main job by command line: a .ionapi file in, messages in Slack out.
class TestMainJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsRecordsAndPostsOnce();
    void aSecondPassFindsNothingNew();
    void secretsAreInNoFile();
    void aFailedPostIsReplayedElsewhere();
    void newRulesReleaseWhatWaited();
    void aLaterChangeGoesToItsThread();
    void aLaterChangeTakesItsPlace();
    void wrongInputIsRefusedInWords_data();
    void wrongInputIsRefusedInWords();
    void theDemonstrationPrintsItsTable();

private:
    static constexpr auto header = "priority,name,record_types,cost_centres,companies,min_amount,exceptions,channel,"
                                   "mention,delivery\n";
    SandboxProcess m_sandbox{{u"--date"_s, QDate::currentDate().toString(Qt::ISODate), u"--no-limits"_s}};
    ProgramRun m_program;
};

void TestMainJob::initTestCase()
{
    if (qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        QSKIP("The program keeps its secrets in a Secret Service, and there is no session bus.");
    QVERIFY(m_sandbox.isListening());
    const QByteArray mistake = m_program.connectTo(
        m_sandbox, header + QByteArray("1,IT,supplier_invoice;purchase_order,4200,,,,fin-it,,immediate\n"
                                       "2,Invoices,supplier_invoice,4000-4999,,,,fin-ap,,immediate\n"
                                       "3,Orders,purchase_order,*;unknown,,,,procurement,,immediate\n"));
    QVERIFY2(mistake.isEmpty(), mistake.constData());
    QCOMPARE(m_program.run({u"settings"_s, u"set"_s, u"slack.look_after_ms"_s, u"50;200;1000"_s}).code, 0);
}

void TestMainJob::readsRecordsAndPostsOnce()
{
    const Outcome sync = m_program.run({u"sync"_s, u"--once"_s, u"--json"_s});
    // 3: done, but an archived channel and cost centres without a rule need a person.
    QVERIFY2(sync.code == 3, qPrintable(sync.words()));
    const QJsonObject report = sync.json();
    QCOMPARE(report[u"feeds"].toArray().size(), 16);
    for (const QJsonValue &feed : report[u"feeds"].toArray()) {
        QVERIFY(feed[u"read"].toInt() > 0);
        QCOMPARE(feed[u"read"], feed[u"new"]);
        QVERIFY(feed[u"calls"].toInt() > 0);
    }
    const int posted = report[u"deliveries"][u"posted"].toInt();
    QVERIFY(posted > 20);
    QVERIFY(report[u"deliveries"][u"failed"].toInt() > 0);
    const QMap<QString, int> inSlack = deliveriesInSlack(m_sandbox);
    QCOMPARE(inSlack.size(), posted);
    for (const int count : inSlack)
        QCOMPARE(count, 1);
    QCOMPARE(m_program.run({u"audit"_s, u"verify"_s}).code, 0);
}

void TestMainJob::aSecondPassFindsNothingNew()
{
    const int before = static_cast<int>(deliveriesInSlack(m_sandbox).size());
    const Outcome sync = m_program.run({u"sync"_s, u"--once"_s, u"--json"_s});
    for (const QJsonValue &feed : sync.json()[u"feeds"].toArray()) {
        QCOMPARE(feed[u"new"].toInt(), 0);
        QCOMPARE(feed[u"updated"].toInt(), 0);
    }
    QCOMPARE(deliveriesInSlack(m_sandbox).size(), before);
}

void TestMainJob::secretsAreInNoFile()
{
    const QJsonObject file = m_sandbox.ionApi();
    const QStringList names = QDir(m_program.directory()).entryList(QDir::Files | QDir::Hidden);
    QVERIFY(names.size() >= 2);
    for (const QString &name : names) {
        QFile content(QDir(m_program.directory()).filePath(name));
        QVERIFY(content.open(QIODevice::ReadOnly));
        const QByteArray bytes = content.readAll();
        for (const auto key : {"cs"_L1, "sask"_L1})
            QVERIFY2(!bytes.contains(file[key].toString().toUtf8()), qPrintable(name));
        QVERIFY2(!bytes.contains(m_sandbox.slackToken().toUtf8()), qPrintable(name));
        QCOMPARE(content.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }
}

void TestMainJob::aFailedPostIsReplayedElsewhere()
{
    const Outcome listed = m_program.run({u"audit"_s, u"list"_s, u"--state"_s, u"failed"_s, u"--json"_s});
    const QJsonArray failed = listed.json()[u"entries"].toArray();
    QVERIFY2(!failed.isEmpty(), qPrintable(listed.words()));
    const QString id = QString::number(failed.first()[u"id"].toInteger());
    const int before = static_cast<int>(deliveriesInSlack(m_sandbox).size());
    // To the same archived channel: it fails again, and says so.
    QCOMPARE(m_program.run({u"replay"_s, id}).code, 3);
    QVERIFY(m_sandbox.control(u"unarchive"_s, {{u"channel"_s, u"fin-it"_s}}));
    const Outcome replayed = m_program.run({u"replay"_s, id});
    QVERIFY2(replayed.code == 0 || replayed.code == 3, qPrintable(replayed.words()));
    QVERIFY(deliveriesInSlack(m_sandbox).size() > before);
    const QJsonObject shown = m_program.run({u"audit"_s, u"show"_s, id, u"--json"_s}).json();
    QCOMPARE(shown[u"state"].toString(), u"replayed"_s);
}

void TestMainJob::newRulesReleaseWhatWaited()
{
    const auto unrouted = [this] {
        return m_program.run({u"audit"_s, u"list"_s, u"--state"_s, u"unrouted"_s, u"--json"_s})
            .json()[u"entries"]
            .toArray()
            .size();
    };
    QVERIFY(unrouted() > 0);
    const QByteArray rules = header + QByteArray("1,All,,*;unknown,,,,finance-alerts,,immediate\n");
    QCOMPARE(m_program.run({u"routes"_s, u"import"_s, u"-"_s}, rules).code, 0);
    QCOMPARE(unrouted(), 0);
    m_program.run({u"sync"_s, u"--once"_s});
    const QMap<QString, int> inSlack = deliveriesInSlack(m_sandbox);
    for (const int count : inSlack)
        QCOMPARE(count, 1);
}

void TestMainJob::aLaterChangeGoesToItsThread()
{
    const qsizetype before = deliveriesInSlack(m_sandbox).size();
    QVERIFY(m_sandbox.control(u"advance"_s, {{u"minutes"_s, 240}}));
    const Outcome sync = m_program.run({u"sync"_s, u"--once"_s, u"--json"_s});
    int updated = 0;
    for (const QJsonValue &feed : sync.json()[u"feeds"].toArray())
        updated += feed[u"updated"].toInt();
    QVERIFY2(updated > 0, qPrintable(sync.words()));
    const QMap<QString, int> inSlack = deliveriesInSlack(m_sandbox);
    QVERIFY(inSlack.size() > before);
    for (const int count : inSlack)
        QCOMPARE(count, 1);
}

void TestMainJob::aLaterChangeTakesItsPlace()
{
    const QDir folder(m_program.directory() + u"/messages");
    QVERIFY(folder.mkpath(u"."_s));
    const auto standard = builtInMessageDesigns();
    for (MessageDesign design : *standard) {
        if (design.recordType == u"*")
            continue;
        design.updates = MessageDesign::Updates::InPlace;
        QFile file(folder.filePath(design.recordType + u".json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(toJson(design));
    }
    QVERIFY(m_sandbox.control(u"advance"_s, {{u"minutes"_s, 240}}));
    const Outcome sync = m_program.run({u"sync"_s, u"--once"_s, u"--json"_s});
    QVERIFY2(sync.code == 0 || sync.code == 3, qPrintable(sync.words()));
    const QJsonArray channels =
        m_sandbox.slack(u"conversations.list"_s, {{u"limit"_s, 200}}).json()[u"channels"].toArray();
    int edited = 0;
    for (const QJsonValue &channel : channels) {
        const QByteArray history =
            m_sandbox.slack(u"conversations.history"_s, {{u"channel"_s, channel[u"id"]}, {u"limit"_s, 200}}).body;
        edited += static_cast<int>(history.count("Updated <!date^"));
    }
    QVERIFY(edited > 0);
    const QMap<QString, int> inSlack = deliveriesInSlack(m_sandbox);
    for (const int count : inSlack)
        QCOMPARE(count, 1);
}

void TestMainJob::wrongInputIsRefusedInWords_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<int>("code");
    QTest::addRow("no such command") << QStringList{u"frobnicate"_s} << QByteArray() << 2;
    QTest::addRow("no such option") << QStringList{u"status"_s, u"--nonsense"_s} << QByteArray() << 2;
    QTest::addRow("no such file") << QStringList{u"import"_s, u"/nowhere.ionapi"_s} << QByteArray() << 5;
    QTest::addRow("not a token") << QStringList{u"slack"_s, u"connect"_s, u"--token-stdin"_s} << QByteArray("hello\n")
                                 << 5;
    QTest::addRow("rules without header")
        << QStringList{u"routes"_s, u"import"_s, u"-"_s} << QByteArray("1,2,3\n") << 5;
    QTest::addRow("no such setting") << QStringList{u"settings"_s, u"get"_s, u"nonsense"_s} << QByteArray() << 5;
    QTest::addRow("no such entry") << QStringList{u"audit"_s, u"show"_s, u"99999999"_s} << QByteArray() << 5;
}

void TestMainJob::wrongInputIsRefusedInWords()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, input);
    QFETCH(int, code);
    const Outcome outcome = m_program.run(arguments, input);
    QVERIFY2(outcome.code == code, qPrintable(outcome.words()));
    QVERIFY(!outcome.errors.isEmpty());
}

void TestMainJob::theDemonstrationPrintsItsTable()
{
    ProgramRun demo;
    QProcess process;
    process.start(QStringLiteral(LEDGERCAST_PROGRAM), {u"demo"_s, u"--json"_s, u"--keep"_s, demo.directory()});
    QVERIFY(process.waitForFinished(200'000));
    QCOMPARE(process.exitCode(), 0);
    Outcome outcome;
    outcome.output = process.readAllStandardOutput();
    QVERIFY(outcome.json()[u"deliveries"][u"posted"].toInt() > 0);
}

QTEST_GUILESS_MAIN(TestMainJob)
#include "tst_mainjob.moc"
