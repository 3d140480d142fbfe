// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/keychain.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <cstdio>

using namespace ledgercast;
using namespace std::chrono_literals;

namespace {

/// Runs in a process of its own: prints the secrets of a profile, or the code of the error.
int printSecrets(QCoreApplication &application, const QString &profile, bool wasWritten)
{
    Keychain keychain(profile, wasWritten, 5s);
    keychain.load([&](const Result<Secrets> &secrets) {
        QString answer = secrets ? QStringLiteral("secrets") : secrets.error().code;
        for (auto secret = secrets ? secrets->cbegin() : Secrets().cbegin(); secrets && secret != secrets->cend();
             ++secret)
            answer += u' ' + secret.key() + u'=' + *secret;
        std::printf("%s", qPrintable(answer));
        application.quit();
    });
    return application.exec();
}

} // namespace

/// Against the real Secret Service of packaging/session.
class KeychainTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatWasNeverStoredIsEmpty();
    void whatIsStoredIsFoundByTheNextProcess();
    void whatIsStoredLaterTakesItsPlace();
    void eachProfileHasItsOwn();
    void anAnswerThatComesTooLateIsNotWaitedFor();
    void secretsOfThisRunAreKeptForThisRun();
    void anAbsentKeyringIsSaid();
    void aLockedKeyringIsSaid();

private:
    static void store(const QString &profile, const Secrets &secrets);
    [[nodiscard]] static QString foundByAnotherProcess(const QString &profile, bool wasWritten = true,
                                                       const QString &bus = {});
};

void KeychainTest::initTestCase()
{
    // The last test locks the keyring: never the one of the person who runs the tests.
    if (!qEnvironmentVariableIsSet("LEDGERCAST_PRIVATE_SESSION"))
        QSKIP("there is no keyring of its own: run it with packaging/session");
}

void KeychainTest::store(const QString &profile, const Secrets &secrets)
{
    Keychain keychain(profile, false, 20s);
    std::optional<QString> code;
    keychain.store(secrets, [&](const Result<void> &stored) { code = stored ? QString() : stored.error().code; });
    QTRY_COMPARE_WITH_TIMEOUT(code, QString(), 20'000);
}

QString KeychainTest::foundByAnotherProcess(const QString &profile, bool wasWritten, const QString &bus)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (!bus.isEmpty())
        environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), bus);
    process.setProcessEnvironment(environment);
    process.start(QCoreApplication::applicationFilePath(),
                  {QStringLiteral("--print-secrets"), profile, wasWritten ? QStringLiteral("written") : QString()});
    if (!process.waitForFinished())
        return QStringLiteral("it doesn't end");
    return QString::fromUtf8(process.readAllStandardOutput());
}

void KeychainTest::whatWasNeverStoredIsEmpty()
{
    QCOMPARE(foundByAnotherProcess(QStringLiteral("nobody"), false), QStringLiteral("secrets"));
    // We wrote it, and it isn't there: then the keyring that has it isn't open.
    QCOMPARE(foundByAnotherProcess(QStringLiteral("nobody"), true), QStringLiteral("locked"));
}

void KeychainTest::whatIsStoredIsFoundByTheNextProcess()
{
    store(QStringLiteral("one"), {{secretname::slackToken, QStringLiteral("xoxb-1 \"ü\"")}});
    QCOMPARE(foundByAnotherProcess(QStringLiteral("one")), QStringLiteral("secrets slack.token=xoxb-1 \"ü\""));
}

void KeychainTest::whatIsStoredLaterTakesItsPlace()
{
    store(QStringLiteral("two"), {{secretname::slackToken, QStringLiteral("a")}, {secretname::ionApi, u"b"_qs}});
    store(QStringLiteral("two"), {{secretname::ionApi, QStringLiteral("c")}});
    QCOMPARE(foundByAnotherProcess(QStringLiteral("two")), QStringLiteral("secrets tenant.ionapi=c"));
    store(QStringLiteral("two"), {});
    QCOMPARE(foundByAnotherProcess(QStringLiteral("two")), QStringLiteral("secrets"));
}

void KeychainTest::eachProfileHasItsOwn()
{
    store(QStringLiteral("left"), {{secretname::ionApi, QStringLiteral("l")}});
    store(QStringLiteral("right"), {{secretname::ionApi, QStringLiteral("r")}});
    QCOMPARE(foundByAnotherProcess(QStringLiteral("left")), QStringLiteral("secrets tenant.ionapi=l"));
}

void KeychainTest::anAnswerThatComesTooLateIsNotWaitedFor()
{
    int answers = 0;
    QString code;
    {
        Keychain keychain(QStringLiteral("one"), true, 0ms);
        keychain.load([&](const Result<Secrets> &secrets) {
            ++answers;
            code = secrets ? QString() : secrets.error().code;
        });
        QCOMPARE(answers, 0); // from the event loop, never at once
        QTRY_COMPARE(answers, 1);
        QCOMPARE(code, QStringLiteral("no_answer"));
    }
    // The late answer finds nobody, and breaks nothing.
    QVERIFY(!foundByAnotherProcess(QStringLiteral("one")).isEmpty());
    QCoreApplication::processEvents();
    QCOMPARE(answers, 1);
}

void KeychainTest::secretsOfThisRunAreKeptForThisRun()
{
    SessionSecretStore session;
    bool isStored = false;
    Secrets loaded;
    session.store({{secretname::ionApi, QStringLiteral("x")}}, [&](const Result<void> &) { isStored = true; });
    QVERIFY(!isStored);
    QTRY_VERIFY(isStored);
    session.load([&](const Result<Secrets> &secrets) { loaded = *secrets; });
    QTRY_COMPARE(loaded.value(secretname::ionApi), QStringLiteral("x"));
}

void KeychainTest::anAbsentKeyringIsSaid()
{
    QCOMPARE(foundByAnotherProcess(QStringLiteral("one"), true, QStringLiteral("unix:path=/nonexistent/bus")),
             QStringLiteral("absent"));
}

void KeychainTest::aLockedKeyringIsSaid()
{
    store(QStringLiteral("kept"), {{secretname::ionApi, QStringLiteral("x")}});
    QProcess lock;
    lock.start(QStringLiteral("dbus-send"),
               {QStringLiteral("--session"), QStringLiteral("--print-reply"),
                QStringLiteral("--dest=org.freedesktop.secrets"), QStringLiteral("/org/freedesktop/secrets"),
                QStringLiteral("org.freedesktop.Secret.Service.Lock"),
                QStringLiteral("array:objpath:/org/freedesktop/secrets/collection/login")});
    QVERIFY(lock.waitForFinished());
    QVERIFY(lock.readAllStandardOutput().contains("collection/login"));
    const QString found = foundByAnotherProcess(QStringLiteral("kept"));
    QVERIFY2(found == u"locked" || found == u"no_answer", qPrintable(found)); // with a prompt open it waits
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == u"--print-secrets")
        return printSecrets(application, arguments.value(2), arguments.value(3) == u"written");
    KeychainTest test;
    return QTest::qExec(&test, arguments);
}

#include "tst_keychain.moc"
