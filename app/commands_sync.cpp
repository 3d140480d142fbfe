// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/commands.h"
#include "app/output.h"
#include "app/session.h"
#include "app/terminationsignals.h"
#include "core/store/reader.h"

#include <QJsonArray>

namespace ledgercast::commands {

namespace {

int unroutedCount(const Profile &profile)
{
    const auto database = Database::open(profile.databasePath(), Database::Access::ReadOnly);
    if (!database)
        return 0;
    EntryFilter filter;
    filter.states = {EntryState::Unrouted};
    const auto counts = Reader(**database).counts(filter);
    return counts ? static_cast<int>(counts->entries) : 0;
}

void printReport(const SyncReport &report, int unrouted)
{
    QStringList tenants;
    for (const SyncReport::Feed &feed : report.feeds) {
        if (!tenants.contains(feed.tenant))
            tenants << feed.tenant;
    }
    QList<QStringList> rows{{QStringLiteral("Feed"), QStringLiteral("Company"), QStringLiteral("Read"),
                             QStringLiteral("New"), QStringLiteral("Updated"), QStringLiteral("Unchanged"),
                             QStringLiteral("Calls"), QString()}};
    for (const SyncReport::Feed &feed : report.feeds)
        rows << QStringList{tenants.size() > 1 ? QString(feed.tenant + u' ' + feed.feed) : feed.feed,
                            feed.company,
                            QString::number(feed.read),
                            QString::number(feed.created),
                            QString::number(feed.updated),
                            QString::number(feed.unchanged),
                            QString::number(feed.calls),
                            feed.error ? feed.error->message : feed.warnings.join(QStringLiteral("; "))};
    printTable(rows, {2, 3, 4, 5, 6});
    QStringList states;
    for (auto state = report.deliveries.cbegin(); state != report.deliveries.cend(); ++state) {
        if (state.value() > 0)
            states << QStringLiteral("%1 %2").arg(state.value()).arg(state.key());
    }
    printLine(QStringLiteral("Messages: %1")
                  .arg(states.isEmpty() ? QStringLiteral("none") : states.join(QStringLiteral(", "))));
    if (unrouted > 0)
        printLine(QStringLiteral("%1 entries have no rule: see ledgercast audit list --state unrouted").arg(unrouted));
    printLine(
        QStringLiteral("Calls: %1 to CloudSuite, %2 to Slack").arg(report.cloudSuiteCalls).arg(report.slackCalls));
    if (report.error)
        printError(*report.error);
}

QJsonObject backfillJson(const SyncReport &report)
{
    QJsonObject json = toJson(report, 0);
    QJsonArray feeds = json[u"feeds"].toArray();
    for (qsizetype at = 0; at < feeds.size(); ++at) {
        QJsonObject feed = feeds.at(at).toObject();
        feed.insert(QStringLiteral("told"), report.feeds.at(at).told);
        feeds.replace(at, feed);
    }
    json.insert(QStringLiteral("feeds"), feeds);
    return json;
}

/// Waits for the deliveries of a pass, then prints and ends.
void finishSync(Session &session, SyncReport report, const Profile &profile, bool isJson, int slackCallsBefore)
{
    report.deliveries = session.engine().deliveryReport();
    report.slackCalls = session.engine().slackCalls() - slackCallsBefore;
    const int unrouted = unroutedCount(profile);
    if (isJson)
        printJson(toJson(report, unrouted));
    else
        printReport(report, unrouted);
    session.finish(exitCodeOf(report, unrouted));
}

void syncThenFinish(Session &session, const Profile &profile, const QStringList &feeds, const QString &tenant,
                    bool isJson)
{
    Engine &engine = session.engine();
    const int before = engine.slackCalls();
    QObject::connect(&engine, &Engine::syncFinished, &session, [&, before, isJson](const SyncReport &report) {
        if (engine.isDeliverySettled())
            return finishSync(session, report, profile, isJson, before);
        QObject::connect(&engine, &Engine::deliveriesSettled, &session, [&, report, before, isJson] {
            if (engine.isDeliverySettled())
                finishSync(session, report, profile, isJson, before);
        });
    });
    engine.syncNow(feeds, tenant);
}

} // namespace

int sync(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("once"), QStringLiteral("One pass.")});
    parser.addOption({QStringLiteral("feeds"), QStringLiteral("Feeds, separated by ','."), QStringLiteral("a,b")});
    parser.addOption({QStringLiteral("tenant"), QStringLiteral("One tenant."), QStringLiteral("TI")});
    parser.addOption({QStringLiteral("dry-run"), QStringLiteral("Post nothing.")});
    parser.addOption({QStringLiteral("json"), QStringLiteral("JSON.")});
    if (const auto code = commandline::parse(parser, QStringLiteral("sync"), arguments))
        return *code;
    if (!parser.isSet(QStringLiteral("once")) || !parser.positionalArguments().isEmpty())
        return commandline::usageError(
            QStringLiteral("ledgercast sync --once makes one pass; ledgercast run keeps reading."));
    const Profile profile(parser.value(QStringLiteral("profile-dir")));
    const QString tenant = parser.value(QStringLiteral("tenant"));
    if (const auto known = SettingsFile(profile.settingsPath()).checkTenant(tenant); !known) {
        printError(known.error());
        return exitCodeOf(known.error());
    }
    Session session(profile, nullptr);
    if (const auto opened = session.open(); !opened) {
        printError(opened.error());
        return exitCodeOf(opened.error());
    }
    if (parser.isSet(QStringLiteral("dry-run")))
        session.engine().forceDryRun();
    const TerminationSignals signals_;
    QObject::connect(&signals_, &TerminationSignals::terminated, &session, [&] { session.finish(ExitUnreachable); });
    const QStringList feeds = parser.value(QStringLiteral("feeds")).split(u',', Qt::SkipEmptyParts);
    return session.run([&] { syncThenFinish(session, profile, feeds, tenant, parser.isSet(QStringLiteral("json"))); });
}

int backfill(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("from"), QStringLiteral("First day."), QStringLiteral("DATE")});
    parser.addOption({QStringLiteral("record"), QStringLiteral("Record only.")});
    parser.addOption({QStringLiteral("digest"), QStringLiteral("Record, and post in digests.")});
    parser.addOption({QStringLiteral("feeds"), QStringLiteral("Feeds, separated by ','."), QStringLiteral("a,b")});
    parser.addOption({QStringLiteral("tenant"), QStringLiteral("The tenant."), QStringLiteral("TI")});
    parser.addOption({QStringLiteral("json"), QStringLiteral("JSON.")});
    if (const auto code = commandline::parse(parser, QStringLiteral("backfill"), arguments))
        return *code;
    const QDate from = QDate::fromString(parser.value(QStringLiteral("from")), Qt::ISODate);
    const bool isTold = parser.isSet(QStringLiteral("digest"));
    if (!from.isValid() || isTold == parser.isSet(QStringLiteral("record")) || !parser.positionalArguments().isEmpty())
        return commandline::usageError(
            QStringLiteral("A day and what to do are needed: --from 2026-11-01, and --record or --digest"));
    const Profile profile(parser.value(QStringLiteral("profile-dir")));
    Session session(profile, nullptr);
    if (const auto opened = session.open(); !opened) {
        printError(opened.error());
        return exitCodeOf(opened.error());
    }
    Engine &engine = session.engine();
    const bool isJson = parser.isSet(QStringLiteral("json"));
    QObject::connect(&engine, &Engine::failed, &session, [&](const Error &error) {
        printError(error);
        const bool isUnknown = error.code == u"no_feed" || error.code == u"no_tenant" || error.code == u"no_day";
        session.finish(isUnknown ? int(ExitRefused) : exitCodeOf(error));
    });
    QObject::connect(&engine, &Engine::notice, &session,
                     [](const QString &line) { std::fprintf(stderr, "%s\n", line.toUtf8().constData()); });
    QObject::connect(&engine, &Engine::backfilled, &session, [&](const SyncReport &report) {
        if (report.error)
            return; // its failure ends the command
        if (isJson)
            printJson(backfillJson(report));
        else
            printReport(report, 0);
        session.finish(ExitDone);
    });
    return session.run([&] {
        engine.backfill(parser.value(QStringLiteral("tenant")),
                        parser.value(QStringLiteral("feeds")).split(u',', Qt::SkipEmptyParts), from, isTold);
    });
}

int run(const QStringList &arguments)
{
    QCommandLineParser parser;
    if (const auto code = commandline::parse(parser, QStringLiteral("run"), arguments))
        return *code;
    Session session(Profile(parser.value(QStringLiteral("profile-dir"))), nullptr);
    if (const auto opened = session.open(); !opened) {
        printError(opened.error());
        return exitCodeOf(opened.error());
    }
    const TerminationSignals signals_;
    QObject::connect(&signals_, &TerminationSignals::terminated, &session, [&] { session.finish(ExitDone); });
    return session.run([] {}, true);
}

int replay(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("failed"), QStringLiteral("All failed entries.")});
    parser.addOption({QStringLiteral("channel"), QStringLiteral("Another channel."), QStringLiteral("NAME")});
    parser.addOption({QStringLiteral("composed-today"), QStringLiteral("With today's designs.")});
    parser.addOption({QStringLiteral("json"), QStringLiteral("JSON.")});
    if (const auto code = commandline::parse(parser, QStringLiteral("replay"), arguments))
        return *code;
    QList<qint64> ids;
    const QStringList words = parser.positionalArguments();
    for (const QString &word : words) {
        bool isNumber = false;
        ids << word.toLongLong(&isNumber);
        if (!isNumber)
            return commandline::usageError(
                QStringLiteral("%1 isn't an entry number. See: ledgercast audit list").arg(word));
    }
    if (ids.isEmpty() != parser.isSet(QStringLiteral("failed")))
        return commandline::usageError(QStringLiteral("Name entries, or --failed. See: ledgercast replay --help"));
    const Profile profile(parser.value(QStringLiteral("profile-dir")));
    Session session(profile, nullptr);
    if (const auto opened = session.open(); !opened) {
        printError(opened.error());
        return exitCodeOf(opened.error());
    }
    const bool isJson = parser.isSet(QStringLiteral("json"));
    Engine &engine = session.engine();
    QObject::connect(&engine, &Engine::failed, &session, [&](const Error &error) {
        printError(error);
        session.finish(exitCodeOf(error));
    });
    QObject::connect(&engine, &Engine::notice, &session,
                     [](const QString &line) { std::fprintf(stderr, "%s\n", line.toUtf8().constData()); });
    return session.run([&] {
        const int before = engine.slackCalls();
        if (ids.isEmpty()) {
            const auto database = Database::open(profile.databasePath(), Database::Access::ReadOnly);
            if (database)
                ids = Reader(**database).failedEntries().value_or(QList<qint64>{});
        }
        engine.replay(ids, parser.value(QStringLiteral("channel")), parser.isSet(QStringLiteral("composed-today")));
        const auto end = [&, before] {
            if (engine.isDeliverySettled())
                finishSync(session, {}, profile, isJson, before);
        };
        QObject::connect(&engine, &Engine::deliveriesSettled, &session, end);
        end();
    });
}

} // namespace ledgercast::commands
