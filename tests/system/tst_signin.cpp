// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/programrun.h"
#include "tests/support/sandboxprocess.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTest>

using namespace ledgercast::test;

namespace {

int freePort()
{
    QTcpServer server;
    if (!server.listen(QHostAddress::LocalHost))
        qFatal("no port");
    return server.serverPort();
}

} // namespace

/// The program signs in to the sandbox's Slack by its command line, as a person would with a browser.
class TestSignIn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aPastedAddressSignsIn();
    void aTokenThatEndedIsRenewed();
    void cancelOnThePageEndsIt();
    void aWrongSecretIsSaidInWords();
    void anAddressThatIsNotRegisteredIsSaidOnThePage();
    void secretsAreNoArguments();

private:
    /// Begins; the address to open, or empty.
    QUrl begin(QProcess &process, const QByteArray &secret);
    /// Presses a button of Slack's page: where it leads.
    QByteArray decide(const QUrl &address, const QByteArray &decision);
    Outcome finish(QProcess &process, const QByteArray &pasted);

    std::unique_ptr<SandboxProcess> m_sandbox;
    std::unique_ptr<ProgramRun> m_program;
    QByteArray m_said; ///< before the address was pasted
    int m_port = 0;
};

void TestSignIn::init()
{
    m_port = freePort();
    m_said.clear();
    m_program = std::make_unique<ProgramRun>();
    m_sandbox = std::make_unique<SandboxProcess>(
        QStringList{QStringLiteral("--redirect-url"), QStringLiteral("https://localhost:%1/slack/oauth").arg(m_port)});
    QVERIFY(m_sandbox->isListening());
}

QUrl TestSignIn::begin(QProcess &process, const QByteArray &secret)
{
    m_program->start(process,
                     {QStringLiteral("slack"), QStringLiteral("sign-in"), QStringLiteral("--client-id"),
                      m_sandbox->slackClientId(), QStringLiteral("--client-secret-stdin"), QStringLiteral("--port"),
                      QString::number(m_port), QStringLiteral("--api-url"), m_sandbox->slackUrl()});
    process.write(secret + '\n');
    static const QRegularExpression address(QStringLiteral("^http://\\S+$"), QRegularExpression::MultilineOption);
    QRegularExpressionMatch match;
    while (!match.hasMatch() && process.waitForReadyRead(60'000)) {
        m_said += process.readAllStandardOutput();
        match = address.match(QString::fromUtf8(m_said));
    }
    return QUrl(match.captured());
}

QByteArray TestSignIn::decide(const QUrl &address, const QByteArray &decision)
{
    const HttpAnswer page = httpRequest(address);
    if (page.status != 200 || !page.body.contains("name=\"decision\" value=\"allow\""))
        return {};
    const HttpAnswer answer =
        httpRequest(address, "decision=" + decision, {{"Content-Type", "application/x-www-form-urlencoded"}});
    return answer.status == 302 ? answer.headers.value("location") : QByteArray();
}

Outcome TestSignIn::finish(QProcess &process, const QByteArray &pasted)
{
    process.write(pasted + '\n');
    Outcome outcome;
    if (process.waitForFinished(60'000))
        outcome.code = process.exitCode();
    outcome.output = m_said + process.readAllStandardOutput();
    outcome.errors = process.readAllStandardError();
    return outcome;
}

void TestSignIn::aPastedAddressSignsIn()
{
    QProcess process;
    const QByteArray secret = m_sandbox->slackClientSecret().toLatin1();
    const QUrl address = begin(process, secret);
    QVERIFY2(address.isValid(), m_said.constData());
    const QByteArray redirected = decide(address, "allow");
    QVERIFY2(redirected.startsWith("https://localhost:"), redirected.constData());
    const Outcome outcome = finish(process, redirected);
    QVERIFY2(outcome.code == 0, qPrintable(outcome.words()));
    QVERIFY(outcome.output.contains("Connected to Acme Finance as @ledgercast."));
    QVERIFY(!outcome.words().toUtf8().contains(secret));
    QCOMPARE(m_program->run({QStringLiteral("slack"), QStringLiteral("channels")}).code, 0);
    const Outcome settings =
        m_program->run({QStringLiteral("settings"), QStringLiteral("get"), QStringLiteral("slack.client_id")});
    QCOMPARE(QString::fromUtf8(settings.output).trimmed(), m_sandbox->slackClientId());
}

void TestSignIn::aTokenThatEndedIsRenewed()
{
    QVERIFY(m_sandbox->control(QStringLiteral("oauth"),
                               {{QStringLiteral("token_seconds"), 43200}, {QStringLiteral("grace_seconds"), 0}}));
    QProcess process;
    const QUrl address = begin(process, m_sandbox->slackClientSecret().toLatin1());
    const Outcome outcome = finish(process, decide(address, "allow"));
    QVERIFY2(outcome.code == 0, qPrintable(outcome.words()));
    // Each command is a process of its own: what it renewed has to be in the keychain for the next.
    for (int i = 0; i < 3; ++i) {
        QVERIFY(m_sandbox->control(QStringLiteral("oauth"), {{QStringLiteral("expire"), true}}));
        const Outcome listed = m_program->run({QStringLiteral("slack"), QStringLiteral("channels")});
        QVERIFY2(listed.code == 0, qPrintable(listed.words()));
    }
    const QJsonObject calls = m_sandbox->state()[QLatin1String("slack")][QLatin1String("calls")].toObject();
    QCOMPARE(calls[QLatin1String("oauth.v2.access")].toInt(), 4);
}

void TestSignIn::cancelOnThePageEndsIt()
{
    QProcess process;
    const QUrl address = begin(process, m_sandbox->slackClientSecret().toLatin1());
    const Outcome outcome = finish(process, decide(address, "cancel"));
    QVERIFY2(outcome.code == 5, qPrintable(outcome.words()));
    QVERIFY(outcome.errors.contains("wasn't allowed"));
}

void TestSignIn::aWrongSecretIsSaidInWords()
{
    QProcess process;
    const QUrl address = begin(process, "0123456789abcdef0123456789abcdef");
    const Outcome outcome = finish(process, decide(address, "allow"));
    QVERIFY2(outcome.code == 5, qPrintable(outcome.words()));
    QVERIFY(outcome.errors.contains("client secret isn't this app's"));
}

void TestSignIn::anAddressThatIsNotRegisteredIsSaidOnThePage()
{
    QVERIFY(m_sandbox->control(
        QStringLiteral("oauth"),
        {{QStringLiteral("redirect_urls"), QJsonArray{QStringLiteral("https://localhost:1/slack/oauth")}}}));
    QProcess process;
    const QUrl address = begin(process, m_sandbox->slackClientSecret().toLatin1());
    const HttpAnswer page = httpRequest(address);
    QCOMPARE(page.status, 400);
    QVERIFY(page.body.contains("did not match any configured URIs"));
    const Outcome outcome = finish(process, "https://slack.com/oauth");
    QVERIFY2(outcome.code == 5, qPrintable(outcome.words()));
}

void TestSignIn::secretsAreNoArguments()
{
    const Outcome outcome = m_program->run(
        {QStringLiteral("slack"), QStringLiteral("sign-in"), QStringLiteral("--client-id"), QStringLiteral("1.2")});
    QCOMPARE(outcome.code, 2);
    QVERIFY(outcome.errors.contains("standard input"));
    const Outcome wrong =
        m_program->run({QStringLiteral("slack"), QStringLiteral("sign-in"), QStringLiteral("--client-id"),
                        QStringLiteral("1.2"), QStringLiteral("--client-secret-stdin")},
                       "xoxb-no-secret\n");
    QCOMPARE(wrong.code, 5);
    QVERIFY(wrong.errors.contains("isn't a client ID"));
    const Outcome manifest =
        m_program->run({QStringLiteral("slack"), QStringLiteral("manifest"), QStringLiteral("--oauth"),
                        QStringLiteral("--port"), QStringLiteral("50000")});
    QCOMPARE(manifest.json()[QLatin1String("oauth_config")][QLatin1String("redirect_urls")].toArray(),
             QJsonArray{QStringLiteral("https://localhost:50000/slack/oauth")});
    QVERIFY(!manifest.json()[QLatin1String("oauth_config")][QLatin1String("scopes")].toObject().isEmpty());
}

QTEST_GUILESS_MAIN(TestSignIn)

#include "tst_signin.moc"
