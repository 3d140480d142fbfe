// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"

#include "core/base/log.h"
#include "core/engine/person.h"
#include "core/engine/storedpeople.h"
#include "core/routing/peoplecsv.h"
#include "core/slack/slackclient.h"
#include "core/store/personlookups.h"
#include "core/store/reader.h"

// Who people of the ERP are in Slack.
namespace ledgercast {

namespace {

/// A person who leaves, or gets an account, is noticed the day after.
constexpr Milliseconds lookupAge = std::chrono::hours(24);
/// users.lookupByEmail is a Tier 3 method (50 calls a minute): a long table takes its turns.
/// https://docs.slack.dev/reference/methods/users.lookupByEmail
constexpr Milliseconds lookupPause = std::chrono::minutes(1);
constexpr qsizetype lookupsAtOnce = 40;
constexpr qsizetype toldAddresses = 5;

} // namespace

Result<void> Engine::loadPeople()
{
    auto people = storedPeople(Reader(*m_database));
    if (!people)
        return fail(people.error());
    m_people = *std::move(people);
    return {};
}

void Engine::importPeople(const QByteArray &csv)
{
    const auto rows = parsePeopleCsv(csv);
    if (!rows)
        return report(rows.error());
    const auto stored = m_tables->replace(ImportedTables::people, toCsv(*rows), person(), m_clock.now());
    if (!stored)
        return report(stored.error());
    if (const auto loaded = loadPeople(); !loaded)
        return report(loaded.error());
    m_peopleDueAt.reset();
    storeCommitted();
    QString sentence =
        tr("%n person(s) can be mentioned, in messages composed from now on.", nullptr, static_cast<int>(rows->size()));
    if (const auto emails = People::emailsOf(*rows); !emails.isEmpty())
        sentence += u' ' + tr("Slack is asked who %n e-mail address(es) are with the next connection.", nullptr,
                              static_cast<int>(emails.size()));
    Q_EMIT notice(sentence);
    Q_EMIT tableImported();
}

/// The addresses of the table that Slack wasn't asked about for a day, those longest ago first.
Result<QStringList> Engine::dueEmails() const
{
    const Reader reader(*m_database);
    const auto csv = reader.importedCsv(ImportedTables::people);
    if (!csv)
        return fail(csv.error());
    const auto rows = csv->isEmpty() ? Result<QList<PersonRow>>(QList<PersonRow>{}) : parsePeopleCsv(*csv);
    if (!rows)
        return fail(rows.error());
    const auto lookups = reader.personLookups();
    if (!lookups)
        return fail(lookups.error());
    QStringList due = People::emailsOf(*rows);
    const auto askedAt = [&](const QString &email) { return lookups->value(email, {{}, Instant{}}).askedAt; };
    due.removeIf(
        [&](const QString &email) { return lookups->contains(email) && m_clock.now() - askedAt(email) < lookupAge; });
    std::stable_sort(due.begin(), due.end(),
                     [&](const QString &one, const QString &other) { return askedAt(one) < askedAt(other); });
    return due;
}

void Engine::lookAtPeople()
{
    const bool isDue = !m_peopleDueAt || m_clock.now() >= *m_peopleDueAt;
    if (isDue && m_status.slack.state == LinkStatus::State::Ready && !m_isTesting)
        m_scope.start(lookUpPeople());
}

QCoro::Task<void> Engine::lookUpPeople()
{
    m_peopleDueAt = m_clock.now() + lookupPause;
    const auto due = dueEmails();
    if (!due) {
        report(due.error());
        co_return;
    }
    QStringList strangers;
    PersonLookups lookups(*m_database);
    const QStringList asked = due->mid(0, lookupsAtOnce);
    for (const QString &email : asked) {
        auto looking = m_slack->userIdOf(email);
        const Result<QString> id = co_await looking;
        if (m_isStopping)
            co_return;
        const bool isUnknown = !id && id.error().code == u"users_not_found";
        if (!id && !isUnknown) {
            tellUnasked(id.error());
            break;
        }
        if (const auto kept = lookups.put(email, {id.value_or(QString()), m_clock.now()}); !kept) {
            report(kept.error());
            co_return;
        }
        if (isUnknown)
            strangers << email;
    }
    if (const auto loaded = loadPeople(); !loaded)
        report(loaded.error());
    if (strangers.isEmpty())
        co_return;
    QString list = strangers.mid(0, toldAddresses).join(QStringLiteral(", "));
    if (strangers.size() > toldAddresses)
        list += QStringLiteral(", …");
    Q_EMIT notice(tr("Slack knows nobody by %1. They aren't mentioned until the table of people names them as Slack "
                     "does.")
                      .arg(list));
}

/// What passes is tried again by itself; the rest needs a person, and is said once a day.
void Engine::tellUnasked(const Error &error)
{
    if (error.isRetryable()) {
        qCInfo(logEngine) << "people aren't looked up:" << error.message << error.code;
        return;
    }
    m_peopleDueAt = m_clock.now() + lookupAge;
    qCWarning(logEngine) << error.operation << error.message << error.detail << error.code;
    // No failure of what was asked for: everything else goes on.
    Q_EMIT notice(error.kind == ErrorKind::Permission
                      ? tr("The Slack app may not look people up by e-mail address, so those the table of people names "
                           "by one aren't mentioned. Add the scopes users:read and users:read.email to the app and "
                           "install it again, or put Slack ids in the table.")
                      : tr("People aren't looked up in Slack, so those the table of people names by e-mail address "
                           "may not be mentioned. %1")
                            .arg(error.message));
}

} // namespace ledgercast
