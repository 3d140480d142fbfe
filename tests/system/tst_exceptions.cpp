// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/programrun.h"
#include "tests/support/sandboxprocess.h"

#include <QDate>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMap>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ledgercast;
using namespace ledgercast::test;

namespace {

constexpr int graceDays = 3;

/// What is in the one and what is in the other, "kind order line", once for each time.
struct Score
{
    int expected = 0;
    int found = 0;
    int common = 0; ///< of what is expected, found
    int right = 0;  ///< of what was found, planted at any time

    [[nodiscard]] double precision() const { return found == 0 ? 1.0 : double(right) / found; }
    [[nodiscard]] double recall() const { return expected == 0 ? 1.0 : double(common) / expected; }
};

} // namespace

/// Whether what the sandbox planted is what the program finds, no more and no less, while business goes on.
class TestExceptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void findsWhatWasPlantedAndNothingElse();
    void aSecondPassRaisesNothing();
    void theLogShowsWhy();
    void whatIsIgnoredIsClearedWithTheNextPass();

private:
    [[nodiscard]] bool sync();
    [[nodiscard]] QMap<QString, int> planted(QDate since);
    [[nodiscard]] QMap<QString, int> found();
    [[nodiscard]] QJsonArray exceptions();

    const QDate m_today = QDate::currentDate();
    const QDate m_firstDay = m_today.addDays(-90);
    SandboxProcess m_sandbox{{u"--date"_s, m_today.addDays(-40).toString(Qt::ISODate), u"--no-limits"_s}};
    ProgramRun m_program;
};

void TestExceptions::initTestCase()
{
    if (qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        QSKIP("The program keeps its secrets in a Secret Service, and there is no session bus.");
    QVERIFY(m_sandbox.isListening());
    const QByteArray mistake = m_program.connectTo(
        m_sandbox, "priority,name,record_types,cost_centres,companies,min_amount,exceptions,channel,"
                   "mention,delivery\n1,All,,,,,,fin-ap,,immediate\n");
    QVERIFY2(mistake.isEmpty(), mistake.constData());
    for (const auto &[key, value] : {std::pair{u"feeds.start_from"_s, m_firstDay.toString(Qt::ISODate)},
                                     {u"engine.dry_run"_s, u"true"_s},
                                     {u"cloudsuite.companies"_s, u"100;200;300"_s}})
        QCOMPARE(m_program.run({u"settings"_s, u"set"_s, key, value}).code, 0);
}

bool TestExceptions::sync()
{
    const Outcome sync = m_program.run(
        {u"sync"_s, u"--once"_s, u"--json"_s, u"--feeds"_s, u"purchase_orders,pending_invoices,goods_receipts"_s});
    for (const QJsonValue &feed : sync.json()[u"feeds"].toArray()) {
        if (!feed[u"error"].toString().isEmpty())
            return false;
    }
    if (sync.code != 0 && sync.code != 3)
        qInfo("%s", qPrintable(sync.words()));
    return sync.code == 0 || sync.code == 3;
}

QMap<QString, int> TestExceptions::planted(QDate since)
{
    QMap<QString, int> planted;
    const auto answer = httpRequest(QUrl(m_sandbox.webUrl() + u"_sandbox/standing"));
    for (const QJsonValue &one : QJsonDocument::fromJson(answer.body).array()) {
        const QString kind = one[u"kind"].toString();
        const QDate date = QDate::fromString(one[u"date"].toString(), Qt::ISODate);
        if (date < since || kind == u"likely_duplicate")
            continue;
        if (kind == u"missing_receipt" && m_today <= date.addDays(graceDays))
            continue;
        ++planted[QStringList{kind, one[u"order"].toString(), QString::number(one[u"line"].toInt())}.join(u' ')];
    }
    return planted;
}

QJsonArray TestExceptions::exceptions()
{
    return m_program.run({u"audit"_s, u"list"_s, u"--type"_s, u"exception"_s, u"--limit"_s, u"100000"_s, u"--json"_s})
        .json()[u"entries"]
        .toArray();
}

QMap<QString, int> TestExceptions::found()
{
    QMap<QString, int> found;
    QSet<QString> seen;
    for (const QJsonValue &entry : exceptions()) { // the newest first
        const QString id = entry[u"exception"][u"id"].toString();
        if (seen.contains(id) || id.startsWith(u"likely_duplicate"))
            continue;
        seen.insert(id);
        const QStringList line = id.section(u'|', 1, 1).split(u'/');
        if (entry[u"kind"].toString() == u"raised")
            ++found[QStringList{id.section(u'|', 0, 0), line.value(1), line.value(2)}.join(u' ')];
    }
    return found;
}

void TestExceptions::findsWhatWasPlantedAndNothingElse()
{
    QMap<QString, Score> scores;
    for (int step = 0; step < 6; ++step) {
        if (step > 0)
            QVERIFY(m_sandbox.control(u"advance"_s, {{u"minutes"_s, 2 * 24 * 60}}));
        QVERIFY(sync());
        const auto all = this->planted({});
        const auto planted = this->planted(m_firstDay); // what is older may not be read at all
        const auto found = this->found();
        const QStringList keys = planted.keys() + found.keys();
        for (const QString &key : keys) {
            if (found.value(key) < planted.value(key) || found.value(key) > all.value(key))
                qInfo("step %d: %s planted %d, found %d", step, qPrintable(key), planted.value(key), found.value(key));
        }
        for (const auto &[name, counts] : {std::pair{&Score::expected, &planted}, {&Score::found, &found}}) {
            for (auto count = counts->cbegin(); count != counts->cend(); ++count)
                scores[count.key().section(u' ', 0, 0)].*name += *count;
        }
        for (auto count = found.cbegin(); count != found.cend(); ++count)
            scores[count.key().section(u' ', 0, 0)].right += std::min(*count, all.value(count.key()));
        for (auto count = planted.cbegin(); count != planted.cend(); ++count)
            scores[count.key().section(u' ', 0, 0)].common += std::min(*count, found.value(count.key()));
    }
    QCOMPARE(scores.size(), 3);
    for (auto score = scores.cbegin(); score != scores.cend(); ++score) {
        qInfo("%s: planted %d, found %d, precision %.3f, recall %.3f", qPrintable(score.key()), score->expected,
              score->found, score->precision(), score->recall());
        QVERIFY(score->expected > 0);
        QCOMPARE(score->precision(), 1.0);
        QCOMPARE(score->recall(), 1.0);
    }
}

void TestExceptions::aSecondPassRaisesNothing()
{
    const qsizetype before = exceptions().size();
    QVERIFY(sync());
    QCOMPARE(exceptions().size(), before);
    QCOMPARE(m_program.run({u"audit"_s, u"verify"_s}).code, 0);
}

void TestExceptions::theLogShowsWhy()
{
    const QJsonValue entry = exceptions().first();
    const QString shown =
        QString::fromUtf8(m_program.run({u"audit"_s, u"show"_s, QString::number(entry[u"id"].toInteger())}).output);
    for (const auto part : {"expected"_L1, "actual"_L1, "tolerance"_L1, "rule"_L1, "next_step"_L1}) {
        const QString value = entry[u"exception"][part].toString();
        QVERIFY2(!value.isEmpty() && shown.contains(value), qPrintable(shown));
    }
    QVERIFY2(shown.contains(u"derived by Ledgercast"), qPrintable(shown));
}

void TestExceptions::whatIsIgnoredIsClearedWithTheNextPass()
{
    const auto kinds = [this] {
        QSet<QString> kinds;
        const QStringList keys = found().keys();
        for (const QString &key : keys)
            kinds.insert(key.section(u' ', 0, 0));
        return kinds;
    };
    QVERIFY(kinds().contains(u"price_variance"_s));
    QCOMPARE(m_program.run({u"settings"_s, u"set"_s, u"matching.ignored"_s, u"price_variance"_s}).code, 0);
    QVERIFY(sync());
    QVERIFY(!kinds().contains(u"price_variance"_s));
    QVERIFY(kinds().contains(u"quantity_mismatch"_s));
}

QTEST_GUILESS_MAIN(TestExceptions)
#include "tst_exceptions.moc"
