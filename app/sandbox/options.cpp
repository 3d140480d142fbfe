// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/options.h"

#include "app/sandbox/faults.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QRegularExpression>

#include <cstdio>
#include <cstdlib>
#include <limits>

using namespace Qt::StringLiterals;

namespace ledgercast::sandbox {

namespace {

constexpr int usageExitCode = 2;

[[noreturn]] void refuse(const QString &reason)
{
    std::fputs(qPrintable(u"ledgercast-sandbox: "_s + reason + u"\nSee ledgercast-sandbox --help.\n"_s), stderr);
    std::exit(usageExitCode);
}

qint64 number(const QCommandLineParser &parser, const QString &name, qint64 low, qint64 high)
{
    bool isNumber = false;
    const qint64 value = parser.value(name).toLongLong(&isNumber);
    if (!isNumber || value < low || value > high)
        refuse(u"--%1 needs a whole number from %2 to %3"_s.arg(name).arg(low).arg(high));
    return value;
}

void describe(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        u"Plays an ION API Gateway with a tenant and a Slack workspace on 127.0.0.1, from a seed.\n"
        "The tenant's business can be read as M3, FSM, CSI (configurations ACME_100, ACME_200) and LN.\n"
        "When it listens it prints one line of JSON on standard output: ion, slack, web, slack_token, "
        "slack_app_token,\n"
        "slack_client_id, slack_client_secret, tenant, ionapi.\n"
        "The Slack channels can be read in a browser at the web address.\n\nFaults: a comma list of name=rate or "
        "name=rate:argument, the rate being the share of requests (1 = all), for example "
        "slack.slow=0.1:3000,ion.http429=0.05.\n%1"_s.arg(Faults::help()));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({
        {u"seed"_s, u"Seed of the business year and the faults (default 1)."_s, u"N"_s, u"1"_s},
        {u"tenant"_s, u"Name of the tenant (default ACME_DEM)."_s, u"TI"_s, u"ACME_DEM"_s},
        {u"ion-port"_s, u"Port of the ION half (default: a free one)."_s, u"P"_s, u"0"_s},
        {u"slack-port"_s, u"Port of the Slack half (default: a free one)."_s, u"P"_s, u"0"_s},
        {u"write-ionapi"_s, u"Write the .ionapi file of the tenant here."_s, u"FILE"_s},
        {u"faults"_s, u"Faults to inject."_s, u"SPEC"_s},
        {u"date"_s, u"The business today (default: today)."_s, u"YYYY-MM-DD"_s},
        {u"speed"_s, u"Business minutes a minute; 0 stands still (default 1)."_s, u"N"_s, u"1"_s},
        {u"no-limits"_s, u"No rate limits."_s},
        {u"ion-limit"_s, u"Requests a minute the gateway allows (default 300)."_s, u"N"_s, u"300"_s},
        {u"token-lifetime"_s, u"Lifetime of an ION token (default 7200)."_s, u"SECONDS"_s, u"7200"_s},
        {u"redirect-url"_s, u"Redirect URL of the Slack app (default https://localhost:47823/slack/oauth)."_s, u"URL"_s,
         u"https://localhost:47823/slack/oauth"_s},
        {u"rotate-tokens"_s, u"Bot tokens of a sign-in end and are renewed, as with token rotation (Slack's: 43200)."_s,
         u"SECONDS"_s, u"0"_s},
        {u"healthy"_s, u"No archived channel to begin with."_s},
        {u"exit-with-stdin"_s, u"Quit when standard input closes."_s},
    });
}

} // namespace

Options readOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    describe(parser);
    if (!parser.parse(arguments))
        refuse(parser.errorText());
    if (parser.isSet(u"help"_s))
        parser.showHelp();
    if (parser.isSet(u"version"_s))
        parser.showVersion();
    if (!parser.positionalArguments().isEmpty())
        refuse(u"\"%1\" is not expected"_s.arg(parser.positionalArguments().first()));
    Options options;
    options.seed = static_cast<quint64>(number(parser, u"seed"_s, 0, std::numeric_limits<qint64>::max()));
    static const QRegularExpression name(u"\\A[A-Z0-9_]{1,30}\\z"_s);
    options.tenant = parser.value(u"tenant"_s);
    if (!name.match(options.tenant).hasMatch())
        refuse(u"--tenant needs up to 30 letters A-Z, digits and '_'"_s);
    options.ionPort = static_cast<quint16>(number(parser, u"ion-port"_s, 0, 65535));
    options.slackPort = static_cast<quint16>(number(parser, u"slack-port"_s, 0, 65535));
    options.ionRequestsPerMinute = static_cast<int>(number(parser, u"ion-limit"_s, 1, 1000000));
    options.tokenLifetimeSeconds = static_cast<int>(number(parser, u"token-lifetime"_s, 1, 864000));
    options.rotationSeconds = static_cast<int>(number(parser, u"rotate-tokens"_s, 0, 864000));
    options.redirectUrl = parser.value(u"redirect-url"_s);
    options.ionApiFile = parser.value(u"write-ionapi"_s);
    options.faults = parser.value(u"faults"_s);
    options.hasLimits = !parser.isSet(u"no-limits"_s);
    options.isHealthy = parser.isSet(u"healthy"_s);
    options.exitsWithStdin = parser.isSet(u"exit-with-stdin"_s);
    bool isSpeed = false;
    options.speed = parser.value(u"speed"_s).toDouble(&isSpeed);
    if (!isSpeed || options.speed < 0 || options.speed > 6000)
        refuse(u"--speed needs a number from 0 to 6000"_s);
    options.date =
        parser.isSet(u"date"_s) ? QDate::fromString(parser.value(u"date"_s), Qt::ISODate) : QDate::currentDate();
    if (!options.date.isValid())
        refuse(u"--date needs a date like 2026-11-23"_s);
    if (const auto mistake = Faults(0).set(options.faults))
        refuse(*mistake);
    return options;
}

} // namespace ledgercast::sandbox
