// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/soakfindings.h"
#include "tests/system/soakreader.h"
#include "tests/system/soaktenant.h"
#include "tests/system/soakwitness.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ledgercast;
using namespace ledgercast::test;

namespace {

constexpr int fewDays = 20;             // working days; LEDGERCAST_DAYS says otherwise: 250 are a year
constexpr quint32 usualSeed = 20251006; // LEDGERCAST_SEED says otherwise
const QDate firstDay(2025, 10, 6);      // a Monday; the turn of the year is in the year that follows
constexpr int daysBefore = 14;          // what there is when reading begins
constexpr int mostTries = 40;

quint32 numberFrom(const char *variable, quint32 usual)
{
    bool isNumber = false;
    const quint32 number = qEnvironmentVariable(variable).toUInt(&isNumber);
    return isNumber ? number : usual;
}

/// A stretch of business, read by day while it goes on and by night while it stands still, with faults both times.
class Soak
{
public:
    Soak(quint32 seed, QDate today)
        : m_random(seed)
        , m_clock(toInstant(QDateTime(today, QTime(13, 0), Qt::UTC)))
        , m_tenant(seed, today, firstDay, m_clock)
        , m_witness(m_tenant.tables())
        , m_findings(m_tenant.business())
        , m_reader(m_tenant.ionApiFile(), firstDay, m_clock)
    {
        m_tenant.moved = [this] { look(); };
        look();
    }

    void liveDay(QDate day)
    {
        ++m_days;
        waitUntil(day, QTime(m_random.bounded(8, 17), m_random.bounded(60)));
        if (m_outageDays > 0 && --m_outageDays > 0) {
            read(); // in vain
            return;
        }
        readByDay();
        if (m_outageDays > 0)
            return;
        waitUntil(day, QTime(23, 20));
        readByNight();
    }
    [[nodiscard]] QDate today() const { return toDateTime(m_clock.now()).date(); }
    [[nodiscard]] QStringList mistakes() const { return m_mistakes; }
    void report();
    /// All faults end, and everything is read.
    void end()
    {
        m_outageDays = 0;
        waitUntil(today().addDays(1), QTime(23, 20)); // what is gone is looked for once a day
        readByNight();
        compareWithAFreshReader();
        judgeTheStore();
    }

private:
    /// Somebody who reads everything now, for the first time and without faults, has the same.
    void compareWithAFreshReader();
    void judgeTheStore();
    void look()
    {
        m_witness.look();
        m_findings.look(today());
    }
    void waitUntil(QDate day, QTime time)
    {
        const Instant then = toInstant(QDateTime(day, time, Qt::UTC));
        if (then > m_clock.now())
            m_clock.advance(then - m_clock.now());
        m_tenant.catchUp();
    }
    [[nodiscard]] bool chance(int percent) { return m_random.bounded(100) < percent; }
    [[nodiscard]] QString someFaults(int often);
    /// Whether every feed came to its end.
    bool read();
    void readByDay();
    void readByNight();
    void takeRecorded();

    QRandomGenerator m_random;
    FakeClock m_clock;
    SoakTenant m_tenant;
    SoakWitness m_witness;
    SoakFindings m_findings;
    SoakReader m_reader;
    QStringList m_mistakes;
    QMap<QString, int> m_errors;
    qint64 m_taken = 0;
    int m_passes = 0;
    int m_days = 0;
    int m_outageDays = 0; ///< until the account is given back
};

/// often: how many of a hundred requests, at most, of each kind.
QString Soak::someFaults(int often)
{
    static const QStringList known{u"ion.http429=%1:7"_s, u"ion.http429_bare=%1"_s,  u"ion.html503=%1"_s,
                                   u"ion.http504=%1"_s,   u"ion.token_expired=%1"_s, u"ion.reset=%1"_s,
                                   u"ion.truncated=%1"_s, u"ion.cap=%1:100"_s};
    QStringList faults;
    for (const QString &fault : known) {
        if (chance(60))
            faults << fault.arg(m_random.bounded(often + 1) / 100.0);
    }
    return faults.join(u',');
}

bool Soak::read()
{
    ++m_passes;
    const SoakReader::Pass pass = m_reader.pass();
    for (const QString &error : pass.errors)
        ++m_errors[error.section(u' ', 1)];
    takeRecorded();
    return pass.errors.isEmpty();
}

void Soak::readByDay()
{
    const QString faults = someFaults(chance(20) ? 30 : 4);
    m_tenant.setFaults(faults);
    m_tenant.setBusy(true);
    if (chance(10)) { // the account is revoked on the way, and given back an hour or days later
        m_tenant.setFaults(faults + u",ion.account_revoked=1:%1"_s.arg(m_tenant.requests() + m_random.bounded(80)));
        m_outageDays = m_random.bounded(4);
    }
    read();
    m_tenant.setBusy(false);
    m_clock.advance(std::chrono::hours(1)); // a refused account is tried again then
    if (chance(10))
        m_reader.restart();
}

void Soak::readByNight()
{
    m_tenant.setFaults(someFaults(3));
    const QDate day = today();
    look();
    for (int tries = 0; !read(); ++tries) {
        m_clock.advance(std::chrono::minutes(1));
        if (tries == mostTries) {
            m_mistakes << u"no pass went through"_s;
            return;
        }
    }
    QStringList mistakes = m_witness.settle();
    if (today() == day) // else the grace of a receipt may have ended meanwhile
        mistakes += m_findings.settle(m_reader, day);
    for (const QString &mistake : std::as_const(mistakes))
        m_mistakes << day.toString(Qt::ISODate) + u' ' + mistake;
}

void Soak::takeRecorded()
{
    QSqlQuery changes = m_reader.query(
        u"SELECT change.id, document.type, document.key, change.content FROM change JOIN document ON document.id = "
        "change.document_id WHERE change.exception = '' AND change.id > %1 ORDER BY change.id"_s.arg(m_taken));
    while (changes.next()) {
        m_taken = changes.value(0).toLongLong();
        m_witness.recorded(changes.value(1).toString(), changes.value(2).toString(),
                           QJsonDocument::fromJson(changes.value(3).toByteArray()).object());
    }
}

void Soak::compareWithAFreshReader()
{
    m_tenant.setFaults({});
    SoakReader fresh(m_tenant.ionApiFile(), firstDay, m_clock);
    if (const auto pass = fresh.pass(); !pass.errors.isEmpty())
        m_mistakes << u"a fresh reader fails: "_s + pass.errors.join(u", "_s);
    const auto wanted = fresh.documents();
    auto had = m_reader.documents();
    for (auto document = wanted.cbegin(); document != wanted.cend(); ++document) {
        if (had.take(document.key()) != *document)
            m_mistakes << document.key() + u" is not as it is read afresh"_s;
    }
    const QSet<QString> present = m_witness.present();
    for (auto document = had.cbegin(); document != had.cend(); ++document) {
        if (!present.contains(document.key()))
            m_mistakes << document.key() + u" is there no more"_s;
    }
    qInfo("a fresh reader finds %lld documents", qint64(wanted.size()));
}

void Soak::judgeTheStore()
{
    qInfo("%lld entries, %lld deliveries", m_reader.number(u"SELECT count(*) FROM change"_s),
          m_reader.number(u"SELECT count(*) FROM delivery"_s));
    const qint64 twice = m_reader.number(
        u"SELECT count(*) FROM (SELECT 1 FROM delivery GROUP BY change_id, channel, role HAVING count(*) > 1)"_s);
    if (twice > 0)
        m_mistakes << u"%1 entries are sent twice"_s.arg(twice);
    if (!m_reader.isChainWhole())
        m_mistakes << u"the audit log is broken"_s;
}

void Soak::report()
{
    qInfo("%d working days to %s, %d passes, %d requests", m_days, qPrintable(today().toString(Qt::ISODate)), m_passes,
          m_tenant.requests());
    const auto counts = m_witness.counts();
    for (auto count = counts.cbegin(); count != counts.cend(); ++count)
        qInfo("%s: %d documents, %d versions, %d states unseen", qPrintable(count.key()), count->documents,
              count->versions, count->unseen);
    for (auto error = m_errors.cbegin(); error != m_errors.cend(); ++error)
        qInfo("error %s: %d feeds", qPrintable(error.key()), *error);
    qInfo("%lld mismatches planted in all, some of them gone before anybody could see them",
          qint64(m_tenant.business().planted().size()));
    const auto scores = m_findings.scores();
    for (auto score = scores.cbegin(); score != scores.cend(); ++score)
        qInfo("%s: planted %d, found %d, precision %.4f, recall %.4f", qPrintable(score.key()), score->planted,
              score->found, score->precision(), score->recall());
    const QStringList invented = m_findings.invented(m_reader);
    for (const QString &name : invented)
        m_mistakes << u"raised, but at no time so: "_s + name;
}

} // namespace

/// A year of business in virtual time: nothing is lost, nothing recorded twice, nothing invented.
class TestSoak : public QObject
{
    Q_OBJECT

public:
    static void initMain() { qputenv("QTEST_FUNCTION_TIMEOUT", "36000000"); } // a year takes its time

private Q_SLOTS:
    void recordsEveryVersionOnceAndFindsWhatWasPlanted();
};

void TestSoak::recordsEveryVersionOnceAndFindsWhatWasPlanted()
{
    QLoggingCategory::setFilterRules(u"ledgercast.*=false"_s);
    const quint32 seed = numberFrom("LEDGERCAST_SEED", usualSeed);
    const int days = static_cast<int>(numberFrom("LEDGERCAST_DAYS", fewDays));
    const QDate start = firstDay.addDays(daysBefore);
    QElapsedTimer timer;
    timer.start();
    Soak soak(seed, start);
    int lived = 0;
    for (QDate day = start; lived < days && soak.mistakes().isEmpty(); day = day.addDays(1)) {
        if (day.dayOfWeek() > 5)
            continue;
        soak.liveDay(day);
        ++lived;
        if (lived % 25 == 0)
            qInfo("day %d after %lld s", lived, timer.elapsed() / 1000);
    }
    soak.end();
    soak.report();
    qInfo("seed %u: %lld s", seed, timer.elapsed() / 1000);
    const QStringList mistakes = soak.mistakes();
    QVERIFY2(mistakes.isEmpty(),
             qPrintable(u"seed %1: %2 mistakes\n%3"_s.arg(seed)
                            .arg(mistakes.size())
                            .arg(mistakes.first(std::min<qsizetype>(mistakes.size(), 10)).join(u'\n'))));
}

QTEST_GUILESS_MAIN(TestSoak)
#include "tst_soak.moc"
