// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo.h"

#include "app/commandline.h"
#include "app/commands.h"
#include "app/output.h"
#include "app/session.h"
#include "core/domain/recordtype.h"
#include "core/store/reader.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>

static void initDemoResources()
{
    Q_INIT_RESOURCE(demo);
}

namespace ledgercast {

DemoSetup::DemoSetup(Engine *engine, const SandboxChild &sandbox, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_ionApiFile(sandbox.ionApiFile())
    , m_slackUrl(sandbox.slackUrl())
    , m_slackToken(sandbox.slackToken())
{
    connect(m_engine, &Engine::ionApiImported, this, &DemoSetup::imported);
    connect(m_engine, &Engine::slackConnected, this, &DemoSetup::connected);
    connect(m_engine, &Engine::routesImported, this, &DemoSetup::done);
}

Result<void> DemoSetup::prepareProfile(const Profile &profile)
{
    if (const auto prepared = profile.prepare(); !prepared)
        return prepared;
    SettingsFile file(profile.settingsPath());
    for (const auto &[key, value] :
         {std::pair{"cloudsuite.companies", "100;200;300"}, std::pair{"cloudsuite.requests_per_minute", "300"},
          std::pair{"feeds.schedule", "every 1m"}}) {
        if (const auto set = file.set(QString::fromLatin1(key), QString::fromLatin1(value)); !set)
            return set;
    }
    return {};
}

void DemoSetup::start()
{
    QMetaObject::invokeMethod(m_engine, [engine = m_engine, file = m_ionApiFile] { engine->importIonApi(file); });
}

void DemoSetup::imported()
{
    QMetaObject::invokeMethod(
        m_engine, [engine = m_engine, token = m_slackToken, url = m_slackUrl] { engine->connectSlack(token, url); });
}

void DemoSetup::connected()
{
    initDemoResources();
    QFile rules(QStringLiteral(":/ledgercast/demo/routes.csv"));
    const bool isOpen = rules.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen);
    QMetaObject::invokeMethod(m_engine, [engine = m_engine, csv = rules.readAll()] { engine->importRoutes(csv); });
}

namespace commands {

namespace {

void printDemo(const Reader &reader, const SyncReport &report)
{
    QList<QStringList> rows{{QStringLiteral("Channel"), QStringLiteral("Document"), QStringLiteral("Supplier"),
                             QStringLiteral("Amount"), QStringLiteral("Centre"), QStringLiteral("State")}};
    const auto entries = reader.entries({}, 0, 10'000).value_or(QList<EntryRow>{});
    for (const EntryRow &row : entries) {
        if (row.state == EntryState::Recorded)
            continue;
        const QString amount = row.amount ? row.amount->amount.toString() + u' ' + row.amount->currency : QString();
        rows << QStringList{row.channels.isEmpty() ? QStringLiteral("-")
                                                   : u'#' + row.channels.join(QStringLiteral(" #")),
                            recordtype::documentLabel(row.type, row.number),
                            row.partyName,
                            amount,
                            row.costCentres.join(u' '),
                            toWord(row.state) + (row.reason.isEmpty() ? QString() : u" (" + row.reason + u')')};
    }
    std::sort(rows.begin() + 1, rows.end());
    printTable(rows, {3});
    printLine({});
    QList<QStringList> feeds{{QStringLiteral("Feed"), QStringLiteral("Company"), QStringLiteral("Read"),
                              QStringLiteral("New"), QStringLiteral("Updated"), QStringLiteral("Calls")}};
    for (const SyncReport::Feed &feed : report.feeds)
        feeds << QStringList{feed.feed,
                             feed.company,
                             QString::number(feed.read),
                             QString::number(feed.created),
                             QString::number(feed.updated),
                             QString::number(feed.calls)};
    printTable(feeds, {2, 3, 4, 5});
    const auto counts =
        reader.day(Instant(), Instant(Milliseconds(std::numeric_limits<qint64>::max() / 2))).value_or(DayCounts{});
    printLine({});
    printLine(
        QStringLiteral(
            "%1 recorded, %2 of them known before: %3 routed, %4 without a rule; %5 posted, %6 failed, %7 waiting, %8 "
            "not wanted (below a rule's amount).")
            .arg(counts.recorded)
            .arg(counts.known)
            .arg(counts.routed)
            .arg(counts.unrouted)
            .arg(counts.posted)
            .arg(counts.failed)
            .arg(counts.queued)
            .arg(counts.held));
    printLine(QStringLiteral("%1 messages in Slack; %2 calls to CloudSuite, %3 to Slack.")
                  .arg(report.deliveries.value(QStringLiteral("posted")))
                  .arg(report.cloudSuiteCalls)
                  .arg(report.slackCalls));
}

} // namespace

int demo(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption(
        {QStringLiteral("seed"), QStringLiteral("Business year."), QStringLiteral("N"), QStringLiteral("1")});
    parser.addOption({QStringLiteral("date"), QStringLiteral("Business day."), QStringLiteral("DATE")});
    parser.addOption({QStringLiteral("healthy"), QStringLiteral("No archived channel.")});
    parser.addOption({QStringLiteral("keep"), QStringLiteral("Leave the profile here."), QStringLiteral("DIR")});
    parser.addOption({QStringLiteral("json"), QStringLiteral("JSON.")});
    if (const auto code = commandline::parse(parser, QStringLiteral("demo"), arguments))
        return *code;
    const QTemporaryDir temporary;
    const Profile profile(parser.isSet(QStringLiteral("keep")) ? parser.value(QStringLiteral("keep"))
                                                               : temporary.path());
    SandboxChild sandbox;
    QStringList options{QStringLiteral("--seed"), parser.value(QStringLiteral("seed")), QStringLiteral("--speed"),
                        QStringLiteral("0")};
    if (parser.isSet(QStringLiteral("date")))
        options << QStringLiteral("--date") << parser.value(QStringLiteral("date"));
    if (parser.isSet(QStringLiteral("healthy")))
        options << QStringLiteral("--healthy");
    auto ready = sandbox.start(options);
    if (ready)
        ready = DemoSetup::prepareProfile(profile);
    // The sandbox's secrets are none: they need no keychain.
    Session session(profile, std::make_unique<SessionSecretStore>());
    if (ready)
        ready = session.open();
    if (!ready) {
        printError(ready.error());
        return exitCodeOf(ready.error());
    }
    Engine &engine = session.engine();
    DemoSetup setup(&engine, sandbox);
    QObject::connect(&engine, &Engine::failed, &session, [&](const Error &error) {
        printError(error);
        session.finish(exitCodeOf(error));
    });
    const bool isJson = parser.isSet(QStringLiteral("json"));
    SyncReport report;
    const auto finish = [&] {
        if (!engine.isDeliverySettled())
            return;
        report.deliveries = engine.deliveryReport();
        report.slackCalls = engine.slackCalls();
        const auto database = Database::open(profile.databasePath(), Database::Access::ReadOnly);
        if (!database) {
            printError(database.error());
            return session.finish(ExitInternal);
        }
        const Reader reader(**database);
        EntryFilter unrouted;
        unrouted.states = {EntryState::Unrouted};
        const int waiting = static_cast<int>(reader.counts(unrouted).value_or(EntryCounts{}).entries);
        if (isJson)
            printJson(toJson(report, waiting));
        else
            printDemo(reader, report);
        // What the sandbox plants (an archived channel, a cost centre without a rule) is the demonstration, no failure.
        session.finish(report.error ? exitCodeOf(*report.error) : int(ExitDone));
    };
    QObject::connect(&engine, &Engine::syncFinished, &session, [&](const SyncReport &finished) {
        report = finished;
        if (!isJson)
            std::fprintf(stderr, "Read and recorded. Posting, one message a second in each channel...\n");
        finish();
        QObject::connect(&engine, &Engine::deliveriesSettled, &session, finish);
    });
    QObject::connect(&setup, &DemoSetup::done, &engine, [&] { engine.syncNow(); });
    if (!isJson)
        std::fprintf(stderr,
                     "The sandbox runs: a CloudSuite tenant and a Slack workspace on this computer. Slack: %s\n",
                     sandbox.webPage().toUtf8().constData());
    return session.run([&] { setup.start(); });
}

} // namespace commands

} // namespace ledgercast
