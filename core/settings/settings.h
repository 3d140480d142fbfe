// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/floodrules.h"
#include "core/domain/recordlink.h"
#include "core/domain/referencelist.h"

#include <QMap>
#include <QStringList>
#include <QUrl>

namespace ledgercast {

/// Everything a person can set, typed, with its default: what one tenant is read with, and what the whole profile has.
/// Secrets are never here.
struct Settings
{
    // The tenant, as its .ionapi named it; its credentials are in the keychain.
    QString tenant;
    QString environment;
    QString application;
    QUrl baseUrl;

    QStringList companies; ///< empty: the service account's own
    QString division;      ///< empty: all
    int requestsPerMinute = 100;
    int costCentreDimension = 2;     ///< which AIT carries the cost centre, 1 to 7
    int invoiceTransactionCode = 40; ///< FPLEDG TRCD of a supplier invoice
    int paymentTransactionCode = 50; ///< FPLEDG TRCD of a payment
    int pageRows = 1000;
    QString product = QStringLiteral("m3"); ///< of CloudSuite: "m3", "fsm", "csi" or "ln"
    QString fsmDataArea = QStringLiteral("fsm");
    QString csiConfiguration; ///< of the site, for X-Infor-MongooseConfig
    int csiUnitCode = 1;      ///< which unit code is the cost centre, 1 to 4
    QString lnCompany;        ///< empty: the service account's own
    int lnDimension = 1;      ///< which dimension is the cost centre, 1 to 12

    QString startFrom = QStringLiteral("today"); ///< "now", "today" or a date
    QStringList enabledFeeds;                    ///< empty: all
    Schedule schedule;                           ///< of every feed that has none of its own; default: every 5 minutes
    QMap<QString, Schedule> feedSchedules;       ///< by feed
    QString timeZone;                            ///< of the tenant, IANA id; empty: this computer's
    QSet<QDate> holidays;
    LinkPatterns recordLinks; ///< to the pages of records in CloudSuite; none: off

    // What comparing records looks for.
    int graceDays = 3;      ///< from an invoice until its missing receipt counts, where no tolerance says otherwise
    int duplicateDays = 60; ///< between the dates of two invoices that may be one
    bool duplicatesTakeSameDay = false;
    int dueDays = 3;               ///< working days ahead that an invoice is called due soon
    int discountDays = 2;          ///< and its discount ending
    QStringList ignoredExceptions; ///< kinds that aren't looked for

    QUrl slackApiUrl = QUrl(QStringLiteral("https://slack.com/api/"));
    QString slackClientId;   ///< of the app that is signed in with; its secret is in the keychain, if anywhere
    int signInPort = 47'823; ///< of the redirect address that is registered in the app
    std::chrono::milliseconds slackInterval{1000}; ///< between two messages of a channel; 0: no limit
    int slackPostsPerMinute = 600;                 ///< of the workspace; 0: no limit
    std::chrono::milliseconds slackTimeout{30'000};
    // Where Slack may send signed events to this computer; behind a proxy or a tunnel that has a public address.
    int eventsPort = 0; ///< 0: nowhere
    QString eventsAddress = QStringLiteral("127.0.0.1");
    QString eventsCertificate;                         ///< PEM file with the chain; empty: plain HTTP
    QString eventsKey;                                 ///< PEM file
    QString referenceChannel;                          ///< gets lists of master data as files; empty: none does
    QStringList referenceLists = referenceListNames(); ///< which ones
    QList<std::chrono::milliseconds> lookAfter{std::chrono::milliseconds(2000), std::chrono::milliseconds(5000),
                                               std::chrono::milliseconds(12'000)}; ///< after an unclear answer
    QList<int> digestTimes = FloodRules().digestTimes;                             ///< minutes of the day
    std::optional<QuietHours> quietHours;
    QList<Mute> mutes;
    int burstLimit = FloodRules().burstLimit; ///< 0: none
    std::chrono::milliseconds burstWindow = FloodRules().burstWindow;
    bool isDryRun = false;
    bool isPaused = false;
    qint64 pausedUntilMs = 0; ///< 0 while paused: until resumed

    QString profileId;             ///< names the keychain entry
    bool hasStoredSecrets = false; ///< we wrote the keychain before

    friend bool operator==(const Settings &, const Settings &) = default;

    [[nodiscard]] const Schedule &scheduleOf(const QString &feed) const;
    [[nodiscard]] QTimeZone zone() const;
    [[nodiscard]] BusinessTime businessTime() const;
    [[nodiscard]] FloodRules floodRules() const;
    /// The first day whose documents are posted.
    [[nodiscard]] QDate startDate(QDate today) const;
};

/// One setting as the command line shows it.
struct SettingInfo
{
    QString key;
    QString value;
    QString standard; ///< the default
    QString description;
    bool isReadOnly = false; ///< set by import and connect, not by hand
};

/// The settings file of a profile (INI, mode 0600): read at once, written key by key, safe against two writers. The
/// keys of the first tenant stand in groups of their own name, those of a further one in the group "tenant.NAME". Where
/// a tenant is named, an empty name means the first.
class SettingsFile
{
public:
    explicit SettingsFile(QString path) : m_path(std::move(path)) {}

    /// The first, then the others by their name.
    [[nodiscard]] QStringList tenants() const;
    /// Errors: NotFound, naming those that there are. An empty name is always good.
    [[nodiscard]] Result<void> checkTenant(const QString &tenant) const;
    /// As this tenant is read. One that isn't in the file: nothing is set of it but its name.
    [[nodiscard]] Settings load(const QString &tenant = {}) const;
    /// What stands in the file and isn't obeyed: unknown keys and values that aren't allowed, a sentence each.
    [[nodiscard]] QStringList mistakes() const;
    /// Of the tenant that they name; the first one, if there is none yet.
    [[nodiscard]] Result<void> save(const Settings &settings);
    /// Forgets a tenant's settings; after the first one's end the next is the first.
    [[nodiscard]] Result<void> remove(const QString &tenant);

    [[nodiscard]] QList<SettingInfo> list(const QString &tenant = {}) const;
    /// Errors: NotFound (no such key, the nearest ones named; no such tenant), Input (not a value for it, with what
    /// is).
    [[nodiscard]] Result<QString> value(const QString &key, const QString &tenant = {}) const;
    [[nodiscard]] Result<void> set(const QString &key, const QString &value, const QString &tenant = {});

private:
    [[nodiscard]] Result<void> write(const Settings &settings, const QStringList &keys);

    QString m_path;
};

} // namespace ledgercast
