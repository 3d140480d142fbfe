// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/commands.h"
#include "app/output.h"
#include "app/session.h"
#include "core/cloudsuite/tenantclient.h"
#include "core/settings/profile.h"

#include <QJsonArray>

#include <functional>

namespace ledgercast::commands {

namespace {

QString tableOf(const FeedEntry &feed)
{
    return feed.list ? feed.list->program + u'/' + feed.list->transaction : feed.table;
}

int listFeeds(const Profile &profile, const QString &tenant, bool isJson)
{
    const SettingsFile file(profile.settingsPath());
    if (const auto known = file.checkTenant(tenant); !known) {
        printError(known.error());
        return exitCodeOf(known.error());
    }
    const Settings settings = file.load(tenant);
    const auto catalogue =
        FeedCatalogue::load(profile.catalogDirectory(), TenantClient::valuesOf(settings), settings.product);
    if (!catalogue) {
        printError(catalogue.error());
        return exitCodeOf(catalogue.error());
    }
    QJsonArray array;
    QList<QStringList> rows;
    for (const FeedEntry &feed : catalogue->feeds()) {
        const bool isOn = settings.enabledFeeds.isEmpty() || settings.enabledFeeds.contains(feed.id);
        array.append(QJsonObject{{QStringLiteral("feed"), feed.id},
                                 {QStringLiteral("label"), feed.label},
                                 {QStringLiteral("record_type"), feed.recordType},
                                 {QStringLiteral("from"), tableOf(feed)},
                                 {QStringLiteral("on"), isOn}});
        rows << QStringList{feed.id, feed.label, tableOf(feed), isOn ? QStringLiteral("on") : QStringLiteral("off")};
    }
    if (isJson)
        printJson({{QStringLiteral("product"), settings.product}, {QStringLiteral("feeds"), array}});
    else
        printTable(rows);
    return ExitDone;
}

QJsonObject toJson(const FeedTrial &trial)
{
    QJsonArray rows;
    for (const FeedTrial::Row &row : trial.rows) {
        QJsonArray values;
        for (const FeedTrial::Value &value : row.values)
            values.append(QJsonObject{{QStringLiteral("column"), value.column},
                                      {QStringLiteral("field"), value.field},
                                      {QStringLiteral("raw"), value.raw},
                                      {QStringLiteral("value"), value.value},
                                      {QStringLiteral("error"), value.error}});
        QJsonArray centres;
        for (const CostCentreShare &share : row.document.costCentres)
            centres.append(share.code);
        rows.append(QJsonObject{{QStringLiteral("key"), row.document.key},
                                {QStringLiteral("status"), row.document.status},
                                {QStringLiteral("cost_centres"), centres},
                                {QStringLiteral("values"), values}});
    }
    return {{QStringLiteral("feed"), trial.feed},
            {QStringLiteral("record_type"), trial.recordType},
            {QStringLiteral("from"), trial.table},
            {QStringLiteral("calls"), trial.calls},
            {QStringLiteral("rows"), rows},
            {QStringLiteral("warnings"), QJsonArray::fromStringList(trial.warnings)}};
}

void print(const FeedTrial &trial)
{
    if (trial.rows.isEmpty())
        printLine(QStringLiteral("%1 (%2): it can be read, and there is nothing in it.").arg(trial.label, trial.table));
    for (const FeedTrial::Row &row : trial.rows) {
        QStringList centres;
        for (const CostCentreShare &share : row.document.costCentres)
            centres << share.code;
        printLine(QStringLiteral("%1 %2 from %3, status %4, cost centres: %5")
                      .arg(trial.recordType, row.document.key, trial.table, row.document.status,
                           centres.isEmpty() ? QStringLiteral("none found") : centres.join(QStringLiteral(", "))));
        QList<QStringList> lines;
        for (const FeedTrial::Value &value : row.values)
            lines << QStringList{QStringLiteral("  ") + value.column, value.raw.left(40),
                                 value.field.isEmpty() ? QStringLiteral("(not used)") : value.field,
                                 value.error.isEmpty() ? value.value.left(40) : QStringLiteral("! ") + value.error};
        printTable(lines);
        printLine({});
    }
    for (const QString &warning : trial.warnings)
        printLine(warning);
}

/// Runs the work with an engine that is ready; a failure ends the command.
int withEngine(const Profile &profile, const std::function<void(Session &)> &work)
{
    Session session(profile, nullptr);
    if (const auto opened = session.open(); !opened) {
        printError(opened.error());
        return exitCodeOf(opened.error());
    }
    QObject::connect(&session.engine(), &Engine::failed, &session, [&](const Error &error) {
        printError(error);
        const bool isUnknown = error.code == u"no_feed" || error.code == u"no_tenant";
        session.finish(isUnknown ? int(ExitRefused) : exitCodeOf(error));
    });
    return session.run([&] { work(session); });
}

bool isSound(const FeedTrial &trial)
{
    bool isSound = trial.warnings.isEmpty();
    for (const FeedTrial::Row &row : trial.rows) {
        for (const FeedTrial::Value &value : row.values)
            isSound = isSound && value.error.isEmpty();
    }
    return isSound;
}

int tryFeed(const Profile &profile, const QString &tenant, const QString &feed, int rows, bool isJson)
{
    return withEngine(profile, [&](Session &session) {
        QObject::connect(&session.engine(), &Engine::feedTried, &session, [&](const FeedTrial &trial) {
            if (isJson)
                printJson(toJson(trial));
            else
                print(trial);
            session.finish(isSound(trial) ? ExitDone : ExitNeedsPerson);
        });
        session.engine().tryFeed(tenant, feed, rows);
    });
}

void print(const Reconciliation &result)
{
    printLine(QStringLiteral("%1, changed from %2 to %3: Data Fabric has %4, recorded are %5.")
                  .arg(result.label, result.from.toString(Qt::ISODate), result.to.toString(Qt::ISODate))
                  .arg(result.expected)
                  .arg(result.recorded));
    for (const QString &key : result.missing)
        printLine(QStringLiteral("  missing: ") + key);
    if (!result.missing.isEmpty())
        printLine(QStringLiteral("They come with the next read, if they changed lately. Older ones lie before "
                                 "feeds.start_from, or the service account can't see them in M3."));
}

} // namespace

int reconcile(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("tenant"), QStringLiteral("The tenant."), QStringLiteral("TI")});
    parser.addOption({QStringLiteral("feed"), QStringLiteral("The feed."), QStringLiteral("F")});
    parser.addOption({QStringLiteral("from"), QStringLiteral("First day."), QStringLiteral("DATE")});
    parser.addOption({QStringLiteral("to"), QStringLiteral("Last day."), QStringLiteral("DATE")});
    parser.addOption({QStringLiteral("json"), QStringLiteral("JSON.")});
    if (const auto code = commandline::parse(parser, QStringLiteral("reconcile"), arguments))
        return *code;
    const QString tenant = parser.value(QStringLiteral("tenant"));
    const QString feed = parser.value(QStringLiteral("feed"));
    const QDate from = QDate::fromString(parser.value(QStringLiteral("from")), Qt::ISODate);
    const QDate to = QDate::fromString(parser.value(QStringLiteral("to")), Qt::ISODate);
    if (feed.isEmpty() || !from.isValid() || !to.isValid() || to < from || !parser.positionalArguments().isEmpty())
        return commandline::usageError(QStringLiteral(
            "A feed and two days are needed, such as --feed supplier_invoices --from 2026-11-01 --to 2026-11-24"));
    const bool isJson = parser.isSet(QStringLiteral("json"));
    return withEngine(Profile(parser.value(QStringLiteral("profile-dir"))), [&](Session &session) {
        QObject::connect(&session.engine(), &Engine::reconciled, &session, [&](const Reconciliation &result) {
            if (isJson)
                printJson({{QStringLiteral("feed"), result.feed},
                           {QStringLiteral("from"), result.from.toString(Qt::ISODate)},
                           {QStringLiteral("to"), result.to.toString(Qt::ISODate)},
                           {QStringLiteral("cloudsuite"), result.expected},
                           {QStringLiteral("recorded"), result.recorded},
                           {QStringLiteral("missing"), QJsonArray::fromStringList(result.missing)},
                           {QStringLiteral("calls"), result.calls}});
            else
                print(result);
            session.finish(result.missing.isEmpty() ? ExitDone : ExitNeedsPerson);
        });
        session.engine().reconcile(tenant, feed, from, to);
    });
}

int feeds(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption(
        {QStringLiteral("rows"), QStringLiteral("How many rows."), QStringLiteral("N"), QStringLiteral("3")});
    parser.addOption({QStringLiteral("tenant"), QStringLiteral("The tenant."), QStringLiteral("TI")});
    parser.addOption({QStringLiteral("json"), QStringLiteral("JSON.")});
    if (const auto code = commandline::parse(parser, QStringLiteral("feeds"), arguments))
        return *code;
    const QString tenant = parser.value(QStringLiteral("tenant"));
    const Profile profile(parser.value(QStringLiteral("profile-dir")));
    const bool isJson = parser.isSet(QStringLiteral("json"));
    const QStringList words = parser.positionalArguments();
    if (words == QStringList{QStringLiteral("list")})
        return listFeeds(profile, tenant, isJson);
    bool isNumber = false;
    const int rows = parser.value(QStringLiteral("rows")).toInt(&isNumber);
    if (words.size() != 2 || words.first() != u"try" || !isNumber || rows < 1 || rows > 100)
        return commandline::usageError(QStringLiteral("See: ledgercast feeds --help"));
    return tryFeed(profile, tenant, words.last(), rows, isJson);
}

} // namespace ledgercast::commands
