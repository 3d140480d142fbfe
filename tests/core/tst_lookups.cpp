// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/lookups.h"

#include <QTest>

using namespace ledgercast;
using namespace std::chrono_literals;

namespace {

const Instant start = instantFromMs(1'795'000'000'000);
const Lookups::Place room{QStringLiteral("C1"), {}};
const Lookups::Place aThread{QStringLiteral("C1"), QStringLiteral("1795.1")};

Lookups lookups()
{
    return Lookups({2s, 5s, 12s});
}

} // namespace

class TestLookups : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void looksAfterEachPause();
    void believesAbsenceAfterTheLastLookOnly();
    void looksOncePerPlace();
    void looksFromTheFirstAttempt();
    void doesNotLookTwiceAtATime();
    void looksAgainAfterAFailedLook();
    void forgetsWhatIsRemoved();
    void startsAnewForANewAttempt();
};

void TestLookups::looksAfterEachPause()
{
    Lookups waiting = lookups();
    waiting.add(QStringLiteral("a"), room, start, 0ms, start + 30s);
    QVERIFY(waiting.takeDue(start + 31s).isEmpty());
    QCOMPARE(waiting.nextDue(), start + 32s);
    QCOMPARE(waiting.takeDue(start + 32s).size(), 1);
    QVERIFY(!waiting.notFound(QStringLiteral("a"), start + 33s));
    QCOMPARE(waiting.nextDue(), start + 36s);
}

void TestLookups::believesAbsenceAfterTheLastLookOnly()
{
    Lookups waiting = lookups();
    waiting.add(QStringLiteral("a"), room, start, 0ms, start);
    QList<bool> believed;
    for (int look = 0; look < 3; ++look) {
        QCOMPARE(waiting.takeDue(start + 1h * (look + 1)).size(), 1);
        believed << waiting.notFound(QStringLiteral("a"), start + 1h * (look + 1));
    }
    QCOMPARE(believed, QList<bool>({false, false, true}));
    QVERIFY(!waiting.contains(QStringLiteral("a")));
    QVERIFY(!waiting.notFound(QStringLiteral("a"), start + 4h));
}

void TestLookups::looksOncePerPlace()
{
    Lookups waiting = lookups();
    waiting.add(QStringLiteral("a"), room, start, 0ms, start);
    waiting.add(QStringLiteral("b"), room, start, 0ms, start);
    waiting.add(QStringLiteral("c"), aThread, start, 0ms, start);
    const QList<Lookups::Look> looks = waiting.takeDue(start + 2s);
    QCOMPARE(looks.size(), 2);
    QCOMPARE(looks.at(0).ids, QStringList({QStringLiteral("a"), QStringLiteral("b")}));
    QCOMPARE(looks.at(1).place.threadTs, aThread.threadTs);
}

void TestLookups::looksFromTheFirstAttempt()
{
    Lookups waiting = lookups();
    waiting.add(QStringLiteral("late"), room, start + 1s, -10min, start + 1s);
    waiting.add(QStringLiteral("early"), room, start, 0ms, start + 1s);
    const Lookups::Look look = waiting.takeDue(start + 3s).value(0);
    QCOMPARE(look.sentAt, start);
    QCOMPARE(look.since, start + 1s - 10min);
}

void TestLookups::doesNotLookTwiceAtATime()
{
    Lookups waiting = lookups();
    waiting.add(QStringLiteral("a"), room, start, 0ms, start);
    QCOMPARE(waiting.takeDue(start + 1h).size(), 1);
    QVERIFY(waiting.takeDue(start + 2h).isEmpty());
    QVERIFY(!waiting.nextDue());
    QVERIFY(waiting.contains(QStringLiteral("a")));
}

void TestLookups::looksAgainAfterAFailedLook()
{
    Lookups waiting = lookups();
    waiting.add(QStringLiteral("a"), room, start, 0ms, start);
    QCOMPARE(waiting.takeDue(start + 2s).size(), 1);
    waiting.postpone(QStringLiteral("a"), start + 1min);
    QCOMPARE(waiting.nextDue(), start + 1min);
    // A failed look shows nothing, so it counts for nothing.
    QCOMPARE(waiting.takeDue(start + 1min).size(), 1);
    QVERIFY(!waiting.notFound(QStringLiteral("a"), start + 1min));
    QCOMPARE(waiting.takeDue(start + 2min).size(), 1);
    QVERIFY(!waiting.notFound(QStringLiteral("a"), start + 2min));
}

void TestLookups::forgetsWhatIsRemoved()
{
    Lookups waiting = lookups();
    waiting.add(QStringLiteral("a"), room, start, 0ms, start);
    QVERIFY(waiting.remove(QStringLiteral("a")));
    QVERIFY(!waiting.remove(QStringLiteral("a")));
    QVERIFY(!waiting.nextDue());
    waiting.postpone(QStringLiteral("a"), start);
    QVERIFY(waiting.takeDue(start + 1h).isEmpty());
}

void TestLookups::startsAnewForANewAttempt()
{
    Lookups waiting = lookups();
    waiting.add(QStringLiteral("a"), room, start, 0ms, start);
    QCOMPARE(waiting.takeDue(start + 2s).size(), 1);
    waiting.add(QStringLiteral("a"), aThread, start + 1min, 0ms, start + 1min);
    const QList<Lookups::Look> looks = waiting.takeDue(start + 2min);
    QCOMPARE(looks.size(), 1);
    QCOMPARE(looks.first().place.threadTs, aThread.threadTs);
    QCOMPARE(looks.first().since, start + 1min);
}

QTEST_GUILESS_MAIN(TestLookups)
#include "tst_lookups.moc"
