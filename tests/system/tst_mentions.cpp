// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/programrun.h"
#include "tests/support/sandboxprocess.h"

#include <QDate>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ledgercast;
using namespace ledgercast::test;

/// Approvers and owners of cost centres are called in Slack once a table says who they are there.
class TestMentionedPeople : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aTableThatCannotBeReadChangesNothing();
    void peopleAreCalledByTheirIdAndByTheirAddress();
    void theTableIsGivenBack();

private:
    [[nodiscard]] QString slackIdOf(const QString &email);
    /// Texts of all messages of a channel.
    [[nodiscard]] QStringList messagesIn(const QString &channel);

    SandboxProcess m_sandbox{{u"--date"_s, QDate::currentDate().toString(Qt::ISODate), u"--no-limits"_s}};
    ProgramRun m_program;
    QString m_claire;
};

void TestMentionedPeople::initTestCase()
{
    if (qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        QSKIP("The program keeps its secrets in a Secret Service, and there is no session bus.");
    QVERIFY(m_sandbox.isListening());
    const QByteArray mistake = m_program.connectTo(
        m_sandbox, "priority,name,record_types,cost_centres,companies,min_amount,exceptions,channel,mention,delivery\n"
                   "1,Invoices,pending_invoice;supplier_invoice,,,,,fin-ap,approver,immediate\n"
                   "2,Orders,purchase_order,,,,,procurement,cost_centre_owner,immediate\n");
    QVERIFY2(mistake.isEmpty(), mistake.constData());
    QCOMPARE(m_program
                 .run({u"settings"_s, u"set"_s, u"feeds.start_from"_s,
                       QDate::currentDate().addDays(-3).toString(Qt::ISODate)})
                 .code,
             0);
    m_claire = slackIdOf(u"claire.moreau@acme.example"_s);
    QVERIFY(m_claire.startsWith(u'U'));
}

QString TestMentionedPeople::slackIdOf(const QString &email)
{
    return m_sandbox.slack(u"users.lookupByEmail"_s, {{u"email"_s, email}}).json()[u"user"][u"id"].toString();
}

QStringList TestMentionedPeople::messagesIn(const QString &channel)
{
    const QJsonArray channels =
        m_sandbox.slack(u"conversations.list"_s, {{u"limit"_s, 200}}).json()[u"channels"].toArray();
    QStringList texts;
    for (const QJsonValue &one : channels) {
        if (one[u"name"] != channel)
            continue;
        const QJsonArray messages =
            m_sandbox.slack(u"conversations.history"_s, {{u"channel"_s, one[u"id"]}, {u"limit"_s, 200}})
                .json()[u"messages"]
                .toArray();
        for (const QJsonValue &message : messages)
            texts << QString::fromUtf8(QJsonDocument(message[u"blocks"].toArray()).toJson(QJsonDocument::Compact));
    }
    return texts;
}

void TestMentionedPeople::aTableThatCannotBeReadChangesNothing()
{
    const Outcome refused =
        m_program.run({u"people"_s, u"import"_s, u"-"_s}, "person,slack\nCMOREAU,U012AB3CD\nJBRANDT,@jan\n");
    QCOMPARE(refused.code, 5);
    QVERIFY2(refused.errors.contains("Line 3, slack: "), refused.errors.constData());
    QCOMPARE(m_program.run({u"people"_s, u"export"_s}).output, "person,slack\r\n");
}

void TestMentionedPeople::peopleAreCalledByTheirIdAndByTheirAddress()
{
    const Outcome imported = m_program.run({u"people"_s, u"import"_s, u"-"_s},
                                           "person,slack\ncmoreau," + m_claire.toUtf8() +
                                               "\nJBRANDT,Jan.Brandt@acme.example\nELIND,max.former@acme.example\n");
    QVERIFY2(imported.code == 0, qPrintable(imported.words()));
    // Whose a cost centre is, is known once it was read.
    QCOMPARE(m_program.run({u"sync"_s, u"--once"_s, u"--feeds"_s, u"cost_centres"_s}).code, 0);
    const Outcome synced = m_program.run({u"sync"_s, u"--once"_s, u"--json"_s});
    QVERIFY2(synced.code == 0 || synced.code == 3, qPrintable(synced.words()));
    const QString jan = u"<@%1>"_s.arg(slackIdOf(u"jan.brandt@acme.example"_s));
    const QString claire = u"<@%1>"_s.arg(m_claire);
    for (const QString &channel : {u"fin-ap"_s, u"procurement"_s}) {
        const QStringList messages = messagesIn(channel);
        QVERIFY2(!messages.isEmpty(), qPrintable(channel));
        QVERIFY2(!messages.filter(claire).isEmpty(), qPrintable(channel + messages.join(u'\n')));
        QVERIFY2(!messages.filter(jan).isEmpty(), qPrintable(channel));
        static const QRegularExpression mentioned(u"<[@!](?!date)[^>]*>"_s);
        for (const QString &message : messages) {
            for (auto found = mentioned.globalMatch(message); found.hasNext();) {
                const QString mention = found.next().captured();
                QVERIFY2(mention == claire || mention == jan, qPrintable(message));
            }
        }
    }
    QCOMPARE(m_sandbox.state()[u"slack"][u"errors"][u"users_not_found"].toInt(), 1);
}

void TestMentionedPeople::theTableIsGivenBack()
{
    const Outcome exported = m_program.run({u"people"_s, u"export"_s});
    QCOMPARE(exported.code, 0);
    QCOMPARE(exported.output, "person,slack\r\ncmoreau," + m_claire.toUtf8() +
                                  "\r\nJBRANDT,Jan.Brandt@acme.example\r\nELIND,max.former@acme.example\r\n");
    QCOMPARE(m_program.run({u"audit"_s, u"verify"_s}).code, 0);
}

QTEST_GUILESS_MAIN(TestMentionedPeople)
#include "tst_mentions.moc"
