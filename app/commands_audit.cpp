// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/commands.h"
#include "app/output.h"
#include "core/domain/recordtype.h"
#include "core/routing/csvtable.h"
#include "core/settings/profile.h"
#include "core/settings/settings.h"
#include "core/store/database.h"
#include "core/store/reader.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

namespace ledgercast::commands {

namespace {

QString isoTime(Instant instant)
{
    return toDateTime(instant).toString(Qt::ISODateWithMs);
}

QString localTime(Instant instant)
{
    return toDateTime(instant).toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

QJsonObject toJson(const EntryRow &row)
{
    QJsonObject object{
        {QStringLiteral("id"), row.id},
        {QStringLiteral("at"), isoTime(row.at)},
        {QStringLiteral("kind"), toWord(row.kind)},
        {QStringLiteral("type"), row.type},
        {QStringLiteral("number"), row.number},
        {QStringLiteral("party"), row.partyName},
        {QStringLiteral("amount"), row.amount ? QJsonValue(row.amount->amount.toString()) : QJsonValue()},
        {QStringLiteral("currency"), row.amount ? QJsonValue(row.amount->currency) : QJsonValue()},
        {QStringLiteral("company"), row.company},
        {QStringLiteral("cost_centres"), QJsonArray::fromStringList(row.costCentres)},
        {QStringLiteral("channels"), QJsonArray::fromStringList(row.channels)},
        {QStringLiteral("state"), toWord(row.state)},
        {QStringLiteral("reason"), row.reason}};
    if (row.finding)
        object.insert(QStringLiteral("exception"), toJson(*row.finding));
    return object;
}

QList<QStringList> exceptionRows(const EntryRow &row)
{
    const Finding &finding = *row.finding;
    const bool isCleared = row.kind == ChangeKind::ExceptionCleared;
    return {{QStringLiteral("  ") + (isCleared ? QStringLiteral("cleared") : QStringLiteral("exception")),
             displayName(finding.kind) + QStringLiteral(", ") + finding.reference},
            {QStringLiteral("  finding"), finding.sentence},
            {QStringLiteral("  expected"), finding.expected},
            {QStringLiteral("  actual"), finding.actual},
            {QStringLiteral("  tolerance"), finding.tolerance},
            {QStringLiteral("  rule"), finding.rule},
            {QStringLiteral("  next step"), finding.nextStep},
            {QStringLiteral("  origin"), findingOrigin()}};
}

QJsonObject toJson(const AuditEventRow &event)
{
    return {{QStringLiteral("id"), event.id},
            {QStringLiteral("at"), toMs(event.at)},
            {QStringLiteral("kind"), event.kind},
            {QStringLiteral("change"), event.changeId ? QJsonValue(*event.changeId) : QJsonValue()},
            {QStringLiteral("delivery"), event.delivery},
            {QStringLiteral("actor"), event.actor},
            {QStringLiteral("data"), QJsonDocument::fromJson(event.data).object()},
            {QStringLiteral("hash"), QString::fromLatin1(event.hash.toHex())}};
}

QJsonObject toJson(const DeliveryRow &delivery)
{
    QJsonArray attempts;
    for (const AttemptRow &attempt : delivery.attempts)
        attempts.append(QJsonObject{
            {QStringLiteral("number"), attempt.number},
            {QStringLiteral("started"), isoTime(attempt.startedAt)},
            {QStringLiteral("ended"), attempt.endedAt ? QJsonValue(isoTime(*attempt.endedAt)) : QJsonValue()},
            {QStringLiteral("outcome"), attempt.outcome},
            {QStringLiteral("code"), attempt.code},
            {QStringLiteral("detail"), attempt.detail}});
    return {{QStringLiteral("id"), delivery.id},
            {QStringLiteral("role"), toWord(delivery.role)},
            {QStringLiteral("state"), toWord(delivery.state)},
            {QStringLiteral("channel"), delivery.channel},
            {QStringLiteral("route"), delivery.routeName},
            {QStringLiteral("reason"), delivery.reason},
            {QStringLiteral("ts"), delivery.ts},
            {QStringLiteral("permalink"), delivery.permalink},
            {QStringLiteral("message"), QJsonDocument::fromJson(delivery.message).object()},
            {QStringLiteral("attempts"), attempts}};
}

QString amountText(const EntryRow &row)
{
    return row.amount ? row.amount->amount.toString() + u' ' + row.amount->currency : QString();
}

Result<EntryFilter> filterOf(const QCommandLineParser &parser)
{
    EntryFilter filter;
    filter.types = parser.values(QStringLiteral("type"));
    const QStringList states = parser.values(QStringLiteral("state"));
    for (const QString &word : states) {
        const auto state = entryStateFromWord(word.toLower());
        if (!state)
            return fail(ErrorKind::Input, QStringLiteral("Audit"),
                        QStringLiteral("There is no state called %1.").arg(word));
        filter.states << *state;
    }
    filter.search = parser.value(QStringLiteral("search"));
    for (const auto &[name, target] :
         {std::pair{QStringLiteral("since"), &filter.from}, std::pair{QStringLiteral("until"), &filter.until}}) {
        if (!parser.isSet(name))
            continue;
        const QDateTime time = QDateTime::fromString(parser.value(name), Qt::ISODate);
        if (!time.isValid())
            return fail(ErrorKind::Input, QStringLiteral("Audit"),
                        QStringLiteral("--%1 takes a date such as 2026-11-24 or 2026-11-24T14:30.").arg(name));
        *target = toInstant(time);
    }
    return filter;
}

int list(const Reader &reader, const QCommandLineParser &parser)
{
    const auto filter = filterOf(parser);
    if (!filter) {
        printError(filter.error());
        return ExitUsage;
    }
    const int limit = parser.isSet(QStringLiteral("limit")) ? parser.value(QStringLiteral("limit")).toInt() : 50;
    const auto entries =
        reader.entries(*filter, parser.value(QStringLiteral("before")).toLongLong(), std::clamp(limit, 1, 100'000));
    const auto counts = reader.counts(*filter);
    if (!entries || !counts) {
        printError(entries ? counts.error() : entries.error());
        return ExitInternal;
    }
    if (parser.isSet(QStringLiteral("json"))) {
        QJsonArray array;
        for (const EntryRow &row : *entries)
            array.append(toJson(row));
        printJson({{QStringLiteral("entries"), array}, {QStringLiteral("total"), counts->entries}});
        return ExitDone;
    }
    QList<QStringList> rows{{QStringLiteral("Entry"), QStringLiteral("Recorded"), QStringLiteral("Document"),
                             QStringLiteral("Supplier"), QStringLiteral("Amount"), QStringLiteral("Centre"),
                             QStringLiteral("Channel"), QStringLiteral("State")}};
    for (const EntryRow &row : *entries)
        rows << QStringList{QString::number(row.id),
                            localTime(row.at),
                            recordtype::documentLabel(row.type, row.number),
                            row.partyName,
                            amountText(row),
                            row.costCentres.join(u' '),
                            row.channels.join(u' '),
                            toWord(row.state) + (row.reason.isEmpty() ? QString() : u" (" + row.reason + u')')};
    printTable(rows, {0, 4});
    printLine(QStringLiteral("%1 of %2 entries").arg(entries->size()).arg(counts->entries));
    return ExitDone;
}

int show(const Reader &reader, qint64 id, bool isJson)
{
    const auto detail = reader.entry(id);
    if (!detail) {
        printError(detail.error());
        return exitCodeOf(detail.error());
    }
    if (isJson) {
        QJsonArray deliveries;
        for (const DeliveryRow &delivery : detail->deliveries)
            deliveries.append(toJson(delivery));
        QJsonArray events;
        for (const AuditEventRow &event : detail->events)
            events.append(toJson(event));
        QJsonArray differences;
        for (const FieldChange &difference : detail->change.differences)
            differences.append(QJsonObject{{QStringLiteral("field"), difference.field},
                                           {QStringLiteral("before"), difference.before},
                                           {QStringLiteral("after"), difference.after}});
        QJsonObject object = toJson(detail->row);
        object.insert(QStringLiteral("document"), QJsonDocument::fromJson(detail->change.document.toJson()).object());
        object.insert(QStringLiteral("differences"), differences);
        object.insert(QStringLiteral("deliveries"), deliveries);
        object.insert(QStringLiteral("events"), events);
        object.insert(QStringLiteral("source"), QString::fromUtf8(detail->source));
        printJson(object);
        return ExitDone;
    }
    const EntryRow &row = detail->row;
    printLine(QStringLiteral("Entry %1  %2  %3")
                  .arg(row.id)
                  .arg(recordtype::documentLabel(row.type, row.number), toWord(row.state)));
    printLine(QStringLiteral("%1  %2").arg(row.partyName, amountText(row)));
    if (row.finding)
        printTable(exceptionRows(row));
    QList<QStringList> fields;
    for (const CostCentreShare &share : detail->change.document.costCentres)
        fields << QStringList{QStringLiteral("  cost centre"),
                              share.code + (share.provenance.isEmpty() ? QString() : u" (" + share.provenance + u')')};
    for (auto field = detail->change.document.fields.cbegin(); field != detail->change.document.fields.cend(); ++field)
        fields << QStringList{QStringLiteral("  ") + field.key(), field.value()};
    printTable(fields);
    for (const FieldChange &difference : detail->change.differences)
        printLine(QStringLiteral("  changed: %1: %2 -> %3").arg(difference.field, difference.before, difference.after));
    for (const DeliveryRow &delivery : detail->deliveries) {
        const QString more = delivery.permalink.isEmpty() ? delivery.reason : delivery.permalink;
        printLine(QStringLiteral("Message to #%1 (%2): %3 %4")
                      .arg(delivery.channel, toWord(delivery.role), toWord(delivery.state), more));
    }
    for (const AuditEventRow &event : detail->events)
        printLine(QStringLiteral("%1  %2  %3").arg(localTime(event.at), event.kind, QString::fromUtf8(event.data)));
    return ExitDone;
}

Result<void> writeCsv(const Reader &reader, const EntryFilter &filter, QIODevice &file)
{
    file.write("entry,recorded,kind,type,number,supplier,amount,currency,company,cost_centres,channels,state,reason\n");
    for (qint64 before = 0;;) {
        const auto entries = reader.entries(filter, before, 1000);
        if (!entries)
            return fail(entries.error());
        if (entries->isEmpty())
            return {};
        for (const EntryRow &row : *entries) {
            const QStringList cells{QString::number(row.id),
                                    isoTime(row.at),
                                    toWord(row.kind),
                                    row.type,
                                    row.number,
                                    row.partyName,
                                    row.amount ? row.amount->amount.toString() : QString(),
                                    row.amount ? row.amount->currency : QString(),
                                    row.company,
                                    row.costCentres.join(u' '),
                                    row.channels.join(u' '),
                                    toWord(row.state),
                                    row.reason};
            QByteArrayList encoded;
            for (const QString &cell : cells)
                encoded << spreadsheetCell(cell).toUtf8();
            file.write(encoded.join(',') + '\n');
        }
        before = entries->last().id;
    }
}

Result<void> writeEvents(const Reader &reader, QIODevice &file)
{
    for (qint64 after = 0;;) {
        const auto events = reader.events(after, 1000);
        if (!events)
            return fail(events.error());
        if (events->isEmpty())
            return {};
        for (const AuditEventRow &event : *events)
            file.write(QJsonDocument(toJson(event)).toJson(QJsonDocument::Compact) + '\n');
        after = events->last().id;
    }
}

int exportTo(const Reader &reader, const QCommandLineParser &parser, const QString &path)
{
    const auto filter = filterOf(parser);
    if (!filter) {
        printError(filter.error());
        return ExitUsage;
    }
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix != u"csv" && suffix != u"jsonl")
        return commandline::usageError(
            QStringLiteral("Name a .csv file (entries) or a .jsonl file (events with their hashes)."));
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) {
        printError({ErrorKind::Input, QStringLiteral("Export"),
                    QStringLiteral("%1 can't be written: %2.").arg(path, file.errorString())});
        return ExitRefused;
    }
    const auto written = suffix == u"csv" ? writeCsv(reader, *filter, file) : writeEvents(reader, file);
    if (!written || !file.commit()) {
        printError(written ? Error{ErrorKind::DiskFull, QStringLiteral("Export"), file.errorString()}
                           : written.error());
        return ExitInternal;
    }
    return ExitDone;
}

/// Channels that rules lead to and that refuse posts, whether one has failed of it or not.
QJsonArray refusingChannels(const QList<Cause> &causes)
{
    QJsonArray channels;
    for (const Cause &cause : causes) {
        if (cause.kind == Cause::Kind::ChannelBroken)
            channels.append(QJsonObject{{QStringLiteral("channel"), cause.subject},
                                        {QStringLiteral("code"), cause.code},
                                        {QStringLiteral("rule"), cause.rule},
                                        {QStringLiteral("entries"), cause.entries}});
    }
    return channels;
}

int verify(const Reader &reader, bool isJson)
{
    const auto result = reader.verify();
    if (!result) {
        printError(result.error());
        return ExitInternal;
    }
    const QString head = QString::fromLatin1(result->head.toHex());
    if (isJson)
        printJson(
            {{QStringLiteral("events"), result->events},
             {QStringLiteral("intact"), !result->firstBroken},
             {QStringLiteral("first_broken"), result->firstBroken ? QJsonValue(*result->firstBroken) : QJsonValue()},
             {QStringLiteral("head"), head}});
    else if (result->firstBroken)
        printLine(QStringLiteral(
                      "The audit log was changed: event %1 doesn't fit its predecessor. Keep this file and ask who "
                      "had access to it.")
                      .arg(*result->firstBroken));
    else
        printLine(QStringLiteral("%1 events, unbroken. Head %2").arg(result->events).arg(head));
    return result->firstBroken ? ExitNeedsPerson : ExitDone;
}

} // namespace

int audit(const QStringList &arguments)
{
    QCommandLineParser parser;
    for (const char *name : {"type", "state", "search", "since", "until", "before", "limit"})
        parser.addOption({QString::fromLatin1(name), QString(), QStringLiteral("VALUE")});
    parser.addOption({QStringLiteral("json"), QStringLiteral("JSON.")});
    if (const auto code = commandline::parse(parser, QStringLiteral("audit"), arguments))
        return *code;
    const Profile profile(parser.value(QStringLiteral("profile-dir")));
    const auto database = Database::open(profile.databasePath(), Database::Access::ReadOnly);
    if (!database) {
        printError(database.error());
        return exitCodeOf(database.error());
    }
    const Reader reader(**database);
    const bool isJson = parser.isSet(QStringLiteral("json"));
    const QStringList words = parser.positionalArguments();
    if (words == QStringList{QStringLiteral("list")})
        return list(reader, parser);
    if (words == QStringList{QStringLiteral("verify")})
        return verify(reader, isJson);
    bool isNumber = false;
    const qint64 id = words.value(1).toLongLong(&isNumber);
    if (words.value(0) == u"show" && words.size() == 2 && isNumber)
        return show(reader, id, isJson);
    if (words.value(0) == u"export" && words.size() == 2)
        return exportTo(reader, parser, words.at(1));
    return commandline::usageError(QStringLiteral("See: ledgercast audit --help"));
}

int status(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("json"), QStringLiteral("JSON.")});
    if (const auto code = commandline::parse(parser, QStringLiteral("status"), arguments))
        return *code;
    const Profile profile(parser.value(QStringLiteral("profile-dir")));
    const SettingsFile file(profile.settingsPath());
    const Settings settings = file.load();
    const QStringList tenants = file.tenants();
    const auto database = Database::open(profile.databasePath(), Database::Access::ReadOnly);
    if (!database && database.error().kind != ErrorKind::NotFound) {
        printError(database.error());
        return exitCodeOf(database.error());
    }
    QMap<QString, int> states;
    qint64 entries = 0;
    EntryCounts counts;
    QList<Cause> causes;
    QList<FeedRunRow> runs;
    if (database) {
        const Reader reader(**database);
        states = reader.deliveryStates().value_or(states);
        entries = reader.entryCount().value_or(0);
        counts = reader.counts({}).value_or(counts);
        causes = reader.causes().value_or(causes);
        runs = reader.lastRuns(toInstant(QDateTime(QDate::currentDate(), QTime(0, 0)))).value_or(runs);
        runs.removeIf([&](const FeedRunRow &run) { return !tenants.isEmpty() && !tenants.contains(run.tenant); });
        causes.removeIf([&](const Cause &cause) {
            return cause.kind == Cause::Kind::FeedFailed && !tenants.isEmpty() && !tenants.contains(cause.tenant);
        });
    }
    if (parser.isSet(QStringLiteral("json"))) {
        QJsonObject deliveries;
        for (const char *state :
             {"held", "queued", "sending", "posted", "retrying", "unconfirmed", "failed", "dismissed"})
            deliveries.insert(QLatin1StringView(state), states.value(QLatin1StringView(state)));
        QJsonArray feeds;
        for (const FeedRunRow &run : std::as_const(runs))
            feeds.append(QJsonObject{
                {QStringLiteral("tenant"), run.tenant},
                {QStringLiteral("company"), run.company},
                {QStringLiteral("feed"), run.feed},
                {QStringLiteral("last_run"), run.endedAt ? QJsonValue(isoTime(*run.endedAt)) : QJsonValue()},
                {QStringLiteral("error"), run.error.isEmpty() ? QJsonValue() : QJsonValue(run.error)}});
        printJson({{QStringLiteral("tenant"), settings.tenant},
                   {QStringLiteral("tenants"), QJsonArray::fromStringList(tenants)},
                   {QStringLiteral("slack_api"), settings.slackApiUrl.toString()},
                   {QStringLiteral("paused"), settings.isPaused},
                   {QStringLiteral("dry_run"), settings.isDryRun},
                   {QStringLiteral("entries"), entries},
                   {QStringLiteral("unrouted"), counts.unrouted},
                   {QStringLiteral("deliveries"), deliveries},
                   {QStringLiteral("feeds"), feeds},
                   {QStringLiteral("channels"), refusingChannels(causes)},
                   {QStringLiteral("causes"), causes.size()}});
    } else {
        printLine(QStringLiteral("Tenant    %1")
                      .arg(tenants.isEmpty() ? QStringLiteral("none yet: ledgercast import FILE.ionapi")
                                             : tenants.join(QStringLiteral(", "))));
        printLine(QStringLiteral("Posting   %1")
                      .arg(settings.isPaused   ? QStringLiteral("paused")
                           : settings.isDryRun ? QStringLiteral("dry run: nothing is posted")
                                               : QStringLiteral("on")));
        printLine(QStringLiteral("Entries   %1 recorded, %2 unrouted").arg(entries).arg(counts.unrouted));
        QStringList parts;
        for (auto state = states.cbegin(); state != states.cend(); ++state)
            parts << QStringLiteral("%1 %2").arg(state.value()).arg(state.key());
        printLine(QStringLiteral("Messages  %1")
                      .arg(parts.isEmpty() ? QStringLiteral("none") : parts.join(QStringLiteral(", "))));
        for (const FeedRunRow &run : std::as_const(runs))
            printLine(QStringLiteral("Feed      %1 %2: last read %3%4")
                          .arg(tenants.size() > 1 ? QString(run.tenant + u' ' + run.feed) : run.feed, run.company,
                               run.endedAt ? localTime(*run.endedAt) : QString(),
                               run.error.isEmpty() ? QString() : u", " + run.error));
        for (const Cause &cause : std::as_const(causes))
            printLine(QStringLiteral("Attention %1 %2: %3")
                          .arg(cause.code, cause.subject,
                               cause.kind == Cause::Kind::ChannelBroken && cause.entries == 0
                                   ? QStringLiteral("the rule “%1” leads there").arg(cause.rule)
                                   : QStringLiteral("%1 entries").arg(cause.entries)));
    }
    const bool needsPerson = counts.unrouted > 0 || states.value(QStringLiteral("failed")) > 0 ||
                             states.value(QStringLiteral("unconfirmed")) > 0;
    return needsPerson ? ExitNeedsPerson : ExitDone;
}

} // namespace ledgercast::commands
