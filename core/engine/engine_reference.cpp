// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"

#include "core/base/log.h"
#include "core/domain/referencelist.h"
#include "core/engine/person.h"
#include "core/routing/referencecsv.h"
#include "core/slack/slackclient.h"
#include "core/store/reader.h"
#include "core/store/referencefiles.h"

// Lists of master data as files in a channel.
namespace ledgercast {

namespace {

using State = ReferenceReport::State;

ReferenceReport::List notPosted(const QString &list, const Error &error)
{
    return {list, State::Failed, 0, error};
}

const QString nothingRecorded = QStringLiteral("empty");

QString codeOf(const Error &error)
{
    return error.code.isEmpty() ? QStringLiteral("error") : error.code;
}

/// Why a list isn't sent, which no trying again changes.
Error refusal(const QString &sentence, const QString &code)
{
    return {ErrorKind::Input, QCoreApplication::translate("Engine", "Post a reference list"), sentence, {}, code};
}

} // namespace

void Engine::postReferences()
{
    m_scope.start(postReferencesNow());
}

QCoro::Task<void> Engine::postReferencesNow()
{
    ReferenceReport report;
    if (m_settings.referenceChannel.isEmpty()) {
        report.error =
            refusal(tr("No channel is set for the reference lists, so nothing was sent. Name one: ledgercast "
                       "settings set slack.reference_channel CHANNEL"),
                    QStringLiteral("no_channel"));
    } else if (m_secrets.value(secretname::slackToken).isEmpty()) {
        report.error = refusal(tr("Slack isn't connected, so nothing was sent. Connect it on the Connections page."),
                               QStringLiteral("not_configured"));
    } else if (m_settings.isDryRun) {
        report.error =
            refusal(tr("This is a dry run, in which nothing is posted. Switch it off first: ledgercast settings "
                       "set engine.dry_run false"),
                    QStringLiteral("dry_run"));
    } else if (m_isPostingReferences) {
        report.error =
            Error{ErrorKind::Busy, tr("Post a reference list"), tr("The reference lists are being sent already.")};
    } else {
        auto posting = postLists(m_settings.referenceLists, person());
        report.lists = co_await posting;
    }
    Q_EMIT referencesPosted(report);
}

/// Once a day, and only what has changed. Its failure is nobody else's: it is said once.
QCoro::Task<void> Engine::keepReferences()
{
    const bool isOff = m_settings.referenceChannel.isEmpty() || m_settings.isDryRun || m_isDryRunForced;
    if (isOff || m_isStopping || m_isPostingReferences || m_status.slack.state != LinkStatus::State::Ready)
        co_return;
    ReferenceFiles files(*m_database);
    const auto dayOf = [this](Instant at) { return toDateTime(at).toTimeZone(m_settings.zone()).date(); };
    QStringList due;
    QHash<QString, QString> failures;
    for (const QString &list : std::as_const(m_settings.referenceLists)) {
        const auto last = files.lastCheck(list);
        if (!last) {
            report(last.error());
            co_return;
        }
        if (!*last || dayOf((*last)->at) != dayOf(m_clock.now()))
            due << list;
        failures.insert(list, *last ? (*last)->failure : QString());
    }
    auto posting = postLists(due, AuditEvent{}.actor);
    const QList<ReferenceReport::List> lists = co_await posting;
    for (const ReferenceReport::List &list : lists) {
        const QString code = list.error ? codeOf(*list.error) : QString();
        if (code == nothingRecorded)
            continue; // not yet: the next read may bring it
        // What passes by itself is tried again after the next read, and still said once.
        const Instant at = list.error && list.error->isRetryable() ? Instant{} : m_clock.now();
        if (const auto noted = files.checked(list.list, {at, code}); !noted)
            report(noted.error());
        if (!list.error || code == failures.value(list.list))
            continue;
        qCWarning(logEngine) << "the reference list isn't posted:" << list.list << list.error->message
                             << list.error->detail << list.error->code;
        Q_EMIT notice(tr("%1 weren't posted to #%2. %3")
                          .arg(referenceTitle(list.list), m_settings.referenceChannel, list.error->message));
    }
}

QCoro::Task<QList<ReferenceReport::List>> Engine::postLists(QStringList names, QString actor)
{
    m_isPostingReferences = true;
    QList<ReferenceReport::List> done;
    for (const QString &name : std::as_const(names)) {
        if (m_isStopping)
            break;
        auto posting = postList(name, actor);
        done << co_await posting;
    }
    m_isPostingReferences = false;
    if (!done.isEmpty())
        storeCommitted();
    co_return done;
}

/// What the channel may read of the list, and where it is. Errors: Input, Storage.
Result<Engine::ReferenceContent> Engine::referenceContent(const ReferenceList &list) const
{
    const QString name = m_settings.referenceChannel;
    const QList<Channel> known = channels();
    const Channel *channel = findChannel(name, known);
    if (!channel)
        return fail(refusal(tr("Ledgercast can't see #%1. Create it, or invite the app there.").arg(name),
                            QStringLiteral("channel_not_found")));
    const ChannelGuard::Decision decision = m_guard.decide(channel->id);
    if (!decision.isAllowed)
        return fail(refusal(m_guard.sentenceOn(channel->id), heldfor::guard));
    const QStringList columns = readableColumns(list, decision.maskedFields);
    if (!isTelling(columns))
        return fail(refusal(tr("The channel guard hides from #%1 which record a row would be about, so the list isn't "
                               "sent there.")
                                .arg(name),
                            heldfor::guard));
    const auto documents = Reader(*m_database).currentDocuments(list.recordType);
    if (!documents)
        return fail(documents.error());
    if (documents->isEmpty())
        return fail(refusal(tr("Nothing of this kind is recorded yet, so there is no list. It comes with the first "
                               "read of its feed."),
                            nothingRecorded));
    return ReferenceContent{channel->id, referenceCsv(columns, *documents), static_cast<int>(documents->size())};
}

QCoro::Task<ReferenceReport::List> Engine::postList(QString name, QString actor)
{
    const ReferenceList *list = findReferenceList(name);
    if (!list)
        co_return notPosted(name,
                            refusal(tr("There is no reference list called %1.").arg(name), QStringLiteral("no_list")));
    const Result<ReferenceContent> content = referenceContent(*list);
    if (!content)
        co_return notPosted(name, content.error());
    ReferenceFiles store(*m_database);
    const auto before = store.files(name);
    if (!before)
        co_return notPosted(name, before.error());
    // What an end in between has left: nobody knows whether it is in the channel, so it goes.
    auto clearing = deleteFiles(*before, ReferenceFile::State::Sending, actor);
    if (const auto cleared = co_await clearing; !cleared)
        co_return notPosted(name, cleared.error());
    auto leaving = deleteFiles(*before, ReferenceFile::State::Leaving, actor);
    if (const auto left = co_await leaving; !left)
        co_return notPosted(name, left.error());
    const QString digest = referenceDigest(content->csv);
    for (const ReferenceFile &file : *before) {
        if (file.state == ReferenceFile::State::Posted && file.digest == digest && file.channelId == content->channelId)
            co_return ReferenceReport::List{name, State::Unchanged, content->rows, {}};
    }
    auto sending = sendList(*list, *content, digest, actor);
    if (const auto sent = co_await sending; !sent)
        co_return notPosted(name, sent.error());
    const auto after = store.files(name);
    auto replacing = deleteFiles(after.value_or(QList<ReferenceFile>{}), ReferenceFile::State::Leaving, actor);
    const auto replaced = co_await replacing;
    ReferenceReport::List posted{name, State::Posted, content->rows, {}};
    if (!replaced) // it is tried again with the next list; two for a while are better than none
        posted.error = replaced.error();
    co_return posted;
}

QCoro::Task<Result<void>> Engine::sendList(ReferenceList list, ReferenceContent content, QString digest, QString actor)
{
    ReferenceFiles store(*m_database);
    auto asking = m_slack->uploadPlace(list.fileName(), content.csv.size());
    const Result<UploadPlace> place = co_await asking;
    if (!place)
        co_return fail(withFileScope(place.error()));
    const ReferenceFile file{list.name, content.channelId, place->fileId, digest};
    if (const auto begun = store.begin(file, actor, m_clock.now()); !begun)
        co_return begun; // what can't be recorded isn't sent
    auto sending = m_slack->sendFile(*place, content.csv);
    if (const auto sent = co_await sending; !sent)
        co_return sent;
    auto showing = m_slack->showFile(place->fileId, referenceTitle(list.name), content.channelId);
    if (const auto shown = co_await showing; !shown)
        co_return shown;
    co_return store.posted(file, actor, m_clock.now());
}

QCoro::Task<Result<void>> Engine::deleteFiles(QList<ReferenceFile> files, ReferenceFile::State state, QString actor)
{
    ReferenceFiles store(*m_database);
    for (const ReferenceFile &file : std::as_const(files)) {
        if (file.state != state)
            continue;
        auto deleting = m_slack->deleteFile(file.fileId);
        if (const auto deleted = co_await deleting; !deleted)
            co_return fail(withFileScope(deleted.error()));
        if (const auto noted = store.gone(file, actor, m_clock.now()); !noted)
            co_return noted;
    }
    co_return Result<void>();
}

Error Engine::withFileScope(Error error)
{
    if (error.kind == ErrorKind::Permission)
        error.message = tr("The Slack app may not send files. Add the scope files:write to the app (ledgercast slack "
                           "manifest --files) and install it again.");
    return error;
}

} // namespace ledgercast
