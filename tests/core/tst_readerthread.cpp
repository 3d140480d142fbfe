// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/readerthread.h"
#include "tests/core/storefixture.h"

#include <QSemaphore>
#include <QTest>

using namespace ledgercast;

class ReaderThreadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { store = std::make_unique<StoreFixture>(); }
    void answersComeInOrderInTheAskersThread();
    void aStoreThatComesLaterIsReadThen();
    void whatTheWriterCommitsIsSeen();
    void anAnswerWhoseAskerDiedIsDropped();
    void itEndsWithQuestionsWaiting();

private:
    std::unique_ptr<StoreFixture> store;
};

void ReaderThreadTest::answersComeInOrderInTheAskersThread()
{
    ReaderThread reader(store->path);
    QList<int> answers;
    QList<QThread *> asked(3);
    for (int number = 0; number < 3; ++number)
        reader.ask(
            this,
            [&asked, number](const Reader &) {
                asked[number] = QThread::currentThread();
                return Result<int>(number);
            },
            [&answers](const Result<int> &answer) {
                QCOMPARE(QThread::currentThread(), QCoreApplication::instance()->thread());
                answers << *answer;
            });
    QVERIFY(answers.isEmpty());
    QTRY_COMPARE(answers, QList<int>({0, 1, 2}));
    QVERIFY(asked.at(0) != QThread::currentThread());
    QCOMPARE(asked.at(2), asked.at(0));
}

void ReaderThreadTest::aStoreThatComesLaterIsReadThen()
{
    const QString path = store->folder.filePath(QStringLiteral("later.db"));
    ReaderThread reader(path);
    std::optional<ErrorKind> error;
    std::optional<qint64> count;
    const auto ask = [&] {
        reader.ask(
            this, [](const Reader &asked) { return asked.entryCount(); },
            [&](const Result<qint64> &answer) {
                if (answer)
                    count = *answer;
                else
                    error = answer.error().kind;
            });
    };
    ask();
    QTRY_COMPARE(error, ErrorKind::NotFound);
    QVERIFY(!QFile::exists(path));
    QVERIFY(Database::open(path, Database::Access::ReadWrite));
    ask();
    QTRY_COMPARE(count, 0);
}

void ReaderThreadTest::whatTheWriterCommitsIsSeen()
{
    ReaderThread reader(store->path);
    qint64 count = -1;
    for (int entries = 0; entries < 3; ++entries) {
        reader.ask(
            this, [](const Reader &asked) { return asked.entryCount(); },
            [&](const Result<qint64> &answer) { count = answer.value_or(-2); });
        QTRY_COMPARE(count, entries);
        store->record(QString::number(entries), {QStringLiteral("fin-it")});
    }
}

void ReaderThreadTest::anAnswerWhoseAskerDiedIsDropped()
{
    ReaderThread reader(store->path);
    bool isAnswered = false;
    bool isOver = false;
    auto asker = std::make_unique<QObject>();
    reader.ask(
        asker.get(), [](const Reader &asked) { return asked.entryCount(); },
        [&](const Result<qint64> &) { isAnswered = true; });
    asker.reset();
    reader.ask(
        this, [](const Reader &asked) { return asked.entryCount(); }, [&](const Result<qint64> &) { isOver = true; });
    QTRY_VERIFY(isOver);
    QVERIFY(!isAnswered);
}

void ReaderThreadTest::itEndsWithQuestionsWaiting()
{
    QSemaphore started;
    QSemaphore mayEnd;
    auto reader = std::make_unique<ReaderThread>(store->path);
    bool isAnswered = false;
    for (int number = 0; number < 2; ++number)
        reader->ask(
            this,
            [&](const Reader &asked) {
                started.release();
                mayEnd.acquire();
                return asked.entryCount();
            },
            [&](const Result<qint64> &) { isAnswered = true; });
    started.acquire();
    mayEnd.release(2);
    reader.reset();
    QCoreApplication::processEvents();
    QVERIFY(!isAnswered);
}

QTEST_GUILESS_MAIN(ReaderThreadTest)
#include "tst_readerthread.moc"
