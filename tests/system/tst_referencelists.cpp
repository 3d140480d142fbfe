// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/programrun.h"
#include "tests/support/sandboxprocess.h"

#include <QDate>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ledgercast;
using namespace ledgercast::test;

/// Lists of master data in a channel: sent once, replaced when they change, and never twice.
class TestReferenceLists : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void withoutAChannelNothingIsSent();
    void aReadSendsThemOnce();
    void whatChangedIsReplaced();
    void anAnswerThatIsLostLeavesNoSecondFile();
    void theGuardIsAsked();
    void withoutTheScopeASentenceSaysSo();

private:
    [[nodiscard]] QJsonArray filesInSlack()
    {
        return httpRequest(QUrl(m_sandbox.webUrl() + u"_sandbox/files")).json()[u"files"].toArray();
    }
    [[nodiscard]] QByteArray contentOf(const QString &name);
    [[nodiscard]] Outcome post() { return m_program.run({u"reference"_s, u"post"_s, u"--json"_s}); }
    [[nodiscard]] static QStringList statesIn(const Outcome &outcome);
    void rename(const QString &supplier);

    SandboxProcess m_sandbox{{u"--date"_s, QDate::currentDate().toString(Qt::ISODate), u"--no-limits"_s}};
    ProgramRun m_program;
};

void TestReferenceLists::initTestCase()
{
    if (qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        QSKIP("The program keeps its secrets in a Secret Service, and there is no session bus.");
    QVERIFY(m_sandbox.isListening());
    const QByteArray mistake = m_program.connectTo(
        m_sandbox, "priority,name,record_types,cost_centres,companies,min_amount,exceptions,channel,mention,delivery\n"
                   "1,All,,,,,,fin-ap,,immediate\n");
    QVERIFY2(mistake.isEmpty(), mistake.constData());
    QCOMPARE(m_program.run({u"settings"_s, u"set"_s, u"feeds.enabled"_s, u"suppliers;accounts;cost_centres"_s}).code,
             0);
}

QByteArray TestReferenceLists::contentOf(const QString &name)
{
    for (const QJsonValue &file : filesInSlack()) {
        if (file[u"name"] == name)
            return file[u"content"].toString().toUtf8();
    }
    return {};
}

QStringList TestReferenceLists::statesIn(const Outcome &outcome)
{
    QStringList states;
    for (const QJsonValue &list : outcome.json()[u"lists"].toArray())
        states << list[u"list"].toString() + u'=' + list[u"state"].toString();
    return states;
}

void TestReferenceLists::withoutAChannelNothingIsSent()
{
    const Outcome synced = m_program.run({u"sync"_s, u"--once"_s, u"--json"_s});
    QVERIFY2(synced.code == 0 || synced.code == 3, qPrintable(synced.words()));
    QVERIFY(filesInSlack().isEmpty());
    const Outcome refused = post();
    QCOMPARE(refused.code, 5);
    QVERIFY2(refused.errors.contains("slack.reference_channel"), refused.errors.constData());
}

void TestReferenceLists::aReadSendsThemOnce()
{
    QCOMPARE(m_program.run({u"settings"_s, u"set"_s, u"slack.reference_channel"_s, u"finance-alerts"_s}).code, 0);
    for (int pass = 0; pass < 2; ++pass) {
        const Outcome synced = m_program.run({u"sync"_s, u"--once"_s, u"--json"_s});
        QVERIFY2(synced.code == 0 || synced.code == 3, qPrintable(synced.words()));
        QCOMPARE(filesInSlack().size(), 3);
    }
    QVERIFY(contentOf(u"suppliers.csv"_s).contains("tenant,company,division,number,name,status"));
    QVERIFY(contentOf(u"accounts.csv"_s).count('\n') > 5);
    QVERIFY(contentOf(u"cost_centres.csv"_s).contains("4100"));
    const Outcome again = post();
    QVERIFY2(again.code == 0, qPrintable(again.words()));
    QCOMPARE(statesIn(again),
             (QStringList{u"suppliers=unchanged"_s, u"accounts=unchanged"_s, u"cost_centres=unchanged"_s}));
    QCOMPARE(filesInSlack().size(), 3);
}

void TestReferenceLists::rename(const QString &name)
{
    const QByteArray list = contentOf(u"suppliers.csv"_s);
    const QList<QByteArray> cells = list.split('\n').at(1).split(',');
    QVERIFY(m_sandbox.control(u"document"_s, {{u"table"_s, u"CIDMAS"_s},
                                              {u"row"_s, QJsonObject{{u"IDCONO"_s, cells.at(1).toInt()},
                                                                     {u"IDSUNO"_s, QString::fromUtf8(cells.at(3))},
                                                                     {u"IDSUNM"_s, name}}}}));
    const Outcome synced = m_program.run({u"sync"_s, u"--once"_s, u"--json"_s});
    QVERIFY2(synced.code == 0 || synced.code == 3, qPrintable(synced.words()));
}

void TestReferenceLists::whatChangedIsReplaced()
{
    rename(u"=Canary(1)"_s);
    QVERIFY(!contentOf(u"suppliers.csv"_s).contains("Canary")); // once a day by itself
    const Outcome sent = post();
    QVERIFY2(sent.code == 0, qPrintable(sent.words()));
    QCOMPARE(statesIn(sent).first(), u"suppliers=posted"_s);
    QCOMPARE(filesInSlack().size(), 3);
    QVERIFY(contentOf(u"suppliers.csv"_s).contains(",'=Canary(1),"));
}

void TestReferenceLists::anAnswerThatIsLostLeavesNoSecondFile()
{
    rename(u"Lost Answer Ltd"_s);
    QVERIFY(m_sandbox.setFaults(u"slack.accept_then_drop=1"_s));
    const Outcome lost = post();
    QVERIFY(m_sandbox.setFaults(QString()));
    QCOMPARE(statesIn(lost).first(), u"suppliers=failed"_s);
    QCOMPARE(filesInSlack().size(), 4); // it is there, and nobody was told
    const Outcome mended = post();
    QVERIFY2(mended.code == 0, qPrintable(mended.words()));
    QCOMPARE(statesIn(mended).first(), u"suppliers=posted"_s);
    QCOMPARE(filesInSlack().size(), 3);
    QVERIFY(contentOf(u"suppliers.csv"_s).contains("Lost Answer Ltd"));
}

void TestReferenceLists::theGuardIsAsked()
{
    const auto guard = [this](const QByteArray &rows) {
        return m_program.run({u"guard"_s, u"import"_s, u"-"_s}, "channel,allowed,masked_fields\n" + rows);
    };
    QCOMPARE(guard("finance-alerts,yes,party;responsible\n*,yes,\n").code, 0);
    const Outcome masked = post();
    QCOMPARE(masked.code, 3);
    QCOMPARE(statesIn(masked), (QStringList{u"suppliers=failed"_s, u"accounts=posted"_s, u"cost_centres=posted"_s}));
    QVERIFY(!contentOf(u"cost_centres.csv"_s).contains("responsible"));
    QCOMPARE(guard("finance-alerts,no,\n*,yes,\n").code, 0);
    QCOMPARE(post().json()[u"lists"][1][u"code"].toString(), u"guard"_s);
    QCOMPARE(guard("*,yes,\n").code, 0);
    QVERIFY(post().code == 0);
}

void TestReferenceLists::withoutTheScopeASentenceSaysSo()
{
    rename(u"No Scope Ltd"_s);
    QVERIFY(m_sandbox.control(u"scopes"_s, {{u"scopes"_s, u"chat:write,channels:read,groups:read"_s}}));
    const Outcome refused = post();
    QCOMPARE(refused.code, 3);
    QVERIFY2(refused.output.contains("files:write"), refused.output.constData());
    QVERIFY(!contentOf(u"suppliers.csv"_s).contains("No Scope"));
    QCOMPARE(m_program.run({u"audit"_s, u"verify"_s}).code, 0);
}

QTEST_GUILESS_MAIN(TestReferenceLists)
#include "tst_referencelists.moc"
