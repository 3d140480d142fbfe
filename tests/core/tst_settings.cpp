// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/profile.h"
#include "core/settings/settings.h"

#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace ledgercast;

class SettingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFileThatIsNotThereGivesTheDefaults();
    void everySettingIsListedWithItsDefault_data();
    void everySettingIsListedWithItsDefault();
    void aValueThatIsAllowedIsKept_data();
    void aValueThatIsAllowedIsKept();
    void aValueThatIsNotAllowedIsRefusedInWords_data();
    void aValueThatIsNotAllowedIsRefusedInWords();
    void aListWrittenByHandIsRead_data();
    void aListWrittenByHandIsRead();
    void anUnknownKeyIsRefusedWithItsNeighbours();
    void whatComesFromTheTenantCannotBeSetByHand();
    void aSpoiledFileKeepsTheDefaultsAndSaysSo();
    void setWritesItsOwnKeyOnly();
    void everySettingSurvivesTheFile();
    void aFileOfQSettingsOwnIniIsRead();
    void everyTenantHasItsOwn();
    void aTenantThatIsNotThereIsNamed();
    void theNextTenantIsTheFirstOnceThatIsRemoved();
    void theFileIsForItsOwnerOnly();
    void aFileThatCannotBeWrittenIsSaid();
    void oneEngineAProfile();

private:
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("settings.ini")); }
    [[nodiscard]] SettingsFile file() const { return SettingsFile(path()); }
    void write(const QByteArray &text) const
    {
        QFile out(path());
        QVERIFY(out.open(QIODevice::WriteOnly));
        QCOMPARE(out.write(text), text.size());
    }
    [[nodiscard]] QByteArray text() const
    {
        QFile in(path());
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }

    /// ACME_PRD, read 50 times a minute as company 100, and ACME_TST with FSM.
    void twoTenants()
    {
        Settings first = file().load();
        first.tenant = QStringLiteral("ACME_PRD");
        first.requestsPerMinute = 50;
        first.companies = {QStringLiteral("100")};
        first.burstLimit = 7;
        QVERIFY(file().save(first));
        Settings second = file().load(QStringLiteral("ACME_TST"));
        QCOMPARE(second.tenant, QStringLiteral("ACME_TST"));
        QCOMPARE(second.requestsPerMinute, 100);
        QCOMPARE(second.burstLimit, 7);
        second.product = QStringLiteral("fsm");
        QVERIFY(file().save(second));
    }

    QTemporaryDir m_folder;

private Q_SLOTS:
    void init() { QFile::remove(path()); }
};

void SettingsTest::aFileThatIsNotThereGivesTheDefaults()
{
    QCOMPARE(file().load(), Settings{});
    QVERIFY(file().mistakes().isEmpty());
    QVERIFY(!QFile::exists(path()));
}

void SettingsTest::everySettingIsListedWithItsDefault_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("standard");
    const auto row = [](const char *key, const char *standard) {
        QTest::newRow(key) << QString::fromLatin1(key) << QString::fromLatin1(standard);
    };
    row("cloudsuite.tenant", "");
    row("cloudsuite.environment", "");
    row("cloudsuite.application", "");
    row("cloudsuite.base_url", "");
    row("cloudsuite.companies", "");
    row("cloudsuite.division", "");
    row("cloudsuite.requests_per_minute", "100");
    row("cloudsuite.cost_centre_dimension", "2");
    row("cloudsuite.invoice_transaction_code", "40");
    row("cloudsuite.payment_transaction_code", "50");
    row("cloudsuite.page_rows", "1000");
    row("cloudsuite.product", "m3");
    row("cloudsuite.fsm_data_area", "fsm");
    row("cloudsuite.csi_configuration", "");
    row("cloudsuite.csi_unit_code", "1");
    row("cloudsuite.ln_company", "");
    row("cloudsuite.ln_dimension", "1");
    row("feeds.start_from", "today");
    row("feeds.enabled", "");
    row("feeds.schedule", "every 5m");
    row("feeds.schedules", "");
    row("feeds.holidays", "");
    row("cloudsuite.time_zone", "");
    row("cloudsuite.link_pattern", "");
    row("cloudsuite.link_patterns", "");
    row("matching.grace_days", "3");
    row("matching.duplicate_days", "60");
    row("matching.duplicate_same_day", "false");
    row("matching.due_days", "3");
    row("matching.discount_days", "2");
    row("matching.ignored", "");
    row("slack.api_url", "https://slack.com/api/");
    row("slack.client_id", "");
    row("slack.sign_in_port", "47823");
    row("slack.message_interval_ms", "1000");
    row("slack.posts_per_minute", "600");
    row("slack.timeout_ms", "30000");
    row("slack.events_port", "0");
    row("slack.events_address", "127.0.0.1");
    row("slack.events_certificate", "");
    row("slack.events_key", "");
    row("slack.reference_channel", "");
    row("slack.reference_lists", "suppliers;accounts;cost_centres");
    row("slack.look_after_ms", "2000;5000;12000");
    row("slack.digest_times", "08:00,16:00");
    row("slack.quiet_hours", "");
    row("slack.mutes", "");
    row("slack.burst_limit", "200");
    row("slack.burst_window_ms", "60000");
    row("engine.dry_run", "false");
    row("engine.paused", "false");
    row("engine.paused_until_ms", "0");
    row("profile.id", "");
    row("profile.has_secrets", "false");
}

void SettingsTest::everySettingIsListedWithItsDefault()
{
    QFETCH(const QString, key);
    QFETCH(const QString, standard);
    QStringList keys;
    for (const SettingInfo &info : file().list()) {
        keys << info.key;
        if (info.key != key)
            continue;
        QCOMPARE(info.standard, standard);
        QCOMPARE(info.value, standard);
        QVERIFY(!info.description.isEmpty());
    }
    QVERIFY(keys.contains(key));
    QCOMPARE(keys.size(), 54); // a new one gets its row above
}

void SettingsTest::aValueThatIsAllowedIsKept_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("kept");
    const auto row = [](const char *key, const char *value, const char *kept = nullptr) {
        QTest::addRow("%s = %s", key, value)
            << QString::fromLatin1(key) << QString::fromLatin1(value) << QString::fromLatin1(kept ? kept : value);
    };
    row("cloudsuite.companies", "100;200");
    row("cloudsuite.companies", "100,200", "100;200");
    row("cloudsuite.companies", " 100 ; 100 ;; 7 ", "100;7");
    row("cloudsuite.companies", "");
    row("cloudsuite.division", " AAA ", "AAA");
    row("cloudsuite.requests_per_minute", "1");
    row("cloudsuite.requests_per_minute", "6000");
    row("cloudsuite.cost_centre_dimension", "1");
    row("cloudsuite.cost_centre_dimension", "7");
    row("cloudsuite.invoice_transaction_code", "99");
    row("cloudsuite.page_rows", "10");
    row("cloudsuite.page_rows", "10000");
    row("feeds.start_from", "now");
    row("feeds.start_from", "Today", "today");
    row("feeds.start_from", "2026-11-01");
    row("feeds.enabled", "supplier_invoices,purchase_orders", "supplier_invoices;purchase_orders");
    row("feeds.schedule", "hours mon-fri 07:00-18:00 every 5m; month-end 3+2 every 1m");
    row("feeds.schedules", "cost_centres=daily 06:00 | payments=every 15m");
    row("feeds.holidays", "2026-12-26 2026-12-25", "2026-12-25,2026-12-26");
    row("cloudsuite.time_zone", "Europe/Berlin");
    row("cloudsuite.link_pattern", "https://portal.example.com/{tenant}?key={key}");
    row("cloudsuite.link_patterns", "payment=https://portal.example.com/{number}");
    row("matching.grace_days", "0");
    row("matching.duplicate_same_day", "yes", "true");
    row("matching.ignored", "due_soon, Overdue", "due_soon;overdue");
    row("matching.ignored", "");
    row("slack.api_url", "http://127.0.0.1:8080/api/");
    row("slack.client_id", "17653672481.19874698323");
    row("slack.sign_in_port", "50000");
    row("slack.message_interval_ms", "0");
    row("slack.posts_per_minute", "0");
    row("slack.timeout_ms", "100");
    row("slack.events_port", "8443");
    row("slack.reference_channel", "#fin-reference", "fin-reference");
    row("slack.reference_channel", "");
    row("slack.reference_lists", "Accounts, suppliers", "accounts;suppliers");
    row("slack.look_after_ms", "0;600000");
    row("slack.look_after_ms", "1,2,2", "1;2"); // the same time twice is one look
    row("engine.dry_run", "YES", "true");
    row("engine.dry_run", "off", "false");
    row("engine.paused", "1", "true");
    row("engine.paused_until_ms", "4102444800000");
}

void SettingsTest::aValueThatIsAllowedIsKept()
{
    QFETCH(const QString, key);
    QFETCH(const QString, value);
    QFETCH(const QString, kept);
    const auto set = file().set(key, value);
    QVERIFY2(set, set ? "" : qPrintable(set.error().message));
    QCOMPARE(file().value(key).value_or(QString()), kept);
    QVERIFY(file().mistakes().isEmpty());
}

void SettingsTest::aValueThatIsNotAllowedIsRefusedInWords_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("allowed");
    const auto row = [](const char *key, const char *value, const char *allowed) {
        QTest::addRow("%s = %s", key, value)
            << QString::fromLatin1(key) << QString::fromLatin1(value) << QString::fromLatin1(allowed);
    };
    row("cloudsuite.companies", "Acme", "three digits");
    row("cloudsuite.companies", "100 200", "three digits");
    row("cloudsuite.requests_per_minute", "0", "from 1 to 6000");
    row("cloudsuite.requests_per_minute", "6001", "from 1 to 6000");
    row("cloudsuite.requests_per_minute", "many", "from 1 to 6000");
    row("cloudsuite.requests_per_minute", "", "from 1 to 6000");
    row("cloudsuite.cost_centre_dimension", "8", "from 1 to 7");
    row("cloudsuite.invoice_transaction_code", "100", "from 1 to 99");
    row("cloudsuite.page_rows", "9", "from 10 to 10000");
    row("feeds.start_from", "yesterday", "now, today or a date");
    row("feeds.start_from", "2026-02-30", "now, today or a date");
    row("feeds.start_from", "2026-11-01 or so", "now, today or a date");
    row("feeds.start_from", "", "now, today or a date");
    row("feeds.schedule", "sometimes", "a schedule such as");
    row("feeds.schedules", "payments", "feeds with their schedules");
    row("feeds.schedules", "payments=hourly", "a schedule for payments");
    row("feeds.holidays", "2026-02-30", "dates such as");
    row("cloudsuite.time_zone", "Middle/Earth", "name of a time zone");
    row("cloudsuite.link_pattern", "http://portal.example.com/{key}", "must start with https://");
    row("cloudsuite.link_pattern", "https://portal.example.com/{kee}", "{kee} isn't known");
    row("cloudsuite.link_patterns", "invoice=https://portal.example.com/", "isn't a record type");
    row("matching.grace_days", "366", "from 0 to 365");
    row("matching.due_days", "-1", "from 0 to 60");
    row("matching.ignored", "due_soon;late", "kinds of exceptions: price_variance, ");
    row("slack.api_url", "", "an address");
    row("slack.api_url", "slack.com", "an address");
    row("slack.api_url", "ftp://slack.com/api/", "an address");
    row("slack.message_interval_ms", "-1", "from 0 to 60000");
    row("slack.posts_per_minute", "100001", "from 0 to 100000");
    row("slack.timeout_ms", "99", "from 100 to 300000");
    row("slack.events_port", "65536", "from 0 to 65535");
    row("slack.reference_channel", "fin reference", "the name of a channel");
    row("slack.reference_lists", "accounts;customers", "some of: suppliers");
    row("slack.look_after_ms", "2000", "at least two");
    row("slack.look_after_ms", "soon;later", "rising milliseconds");
    row("slack.look_after_ms", "5000;2000", "rising milliseconds");
    row("slack.look_after_ms", "5000;600001", "rising milliseconds");
    row("engine.dry_run", "maybe", "true or false");
    row("engine.paused", "", "true or false");
    row("engine.paused_until_ms", "99999999999999999999", "from 0 to");
}

void SettingsTest::aValueThatIsNotAllowedIsRefusedInWords()
{
    QFETCH(const QString, key);
    QFETCH(const QString, value);
    QFETCH(const QString, allowed);
    const auto set = file().set(key, value);
    QVERIFY(!set);
    QCOMPARE(set.error().kind, ErrorKind::Input);
    QVERIFY2(set.error().message.contains(key), qPrintable(set.error().message));
    QVERIFY2(set.error().message.contains(u'"' + value + u'"'), qPrintable(set.error().message));
    QVERIFY2(set.error().message.contains(allowed), qPrintable(set.error().message));
    QCOMPARE(file().load(), Settings{});
}

void SettingsTest::aListWrittenByHandIsRead_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("comma") << QByteArray("companies=100,200");
    QTest::newRow("semicolon") << QByteArray("companies=100;200");
    QTest::newRow("with blanks") << QByteArray(" companies = 100 ; 200 ");
    QTest::newRow("quoted") << QByteArray("companies=\"100;200\"");
    QTest::newRow("comma, quoted") << QByteArray("companies=\"100, 200\"");
    QTest::newRow("written on Windows") << QByteArray("companies=100;200\r");
    QTest::newRow("below a comment") << QByteArray("; both of them\n# really\ncompanies=100;200");
}

void SettingsTest::aListWrittenByHandIsRead()
{
    QFETCH(const QByteArray, line);
    write("[cloudsuite]\n" + line + "\ndivision=AAA\n");
    QCOMPARE(file().load().companies, QStringList({QStringLiteral("100"), QStringLiteral("200")}));
    QCOMPARE(file().load().division, QStringLiteral("AAA"));
    QVERIFY(file().mistakes().isEmpty());
}

void SettingsTest::anUnknownKeyIsRefusedWithItsNeighbours()
{
    const auto set = file().set(QStringLiteral("feeds.intervall"), QStringLiteral("5"));
    QVERIFY(!set);
    QCOMPARE(set.error().kind, ErrorKind::NotFound);
    QVERIFY(set.error().message.contains(QStringLiteral("feeds.intervall")));
    QVERIFY(set.error().message.contains(QStringLiteral("feeds.schedules")));
    const auto value = file().value(QStringLiteral("colour"));
    QVERIFY(!value);
    QVERIFY(value.error().message.contains(QStringLiteral("ledgercast settings list")));
}

void SettingsTest::whatComesFromTheTenantCannotBeSetByHand()
{
    for (const SettingInfo &info : file().list()) {
        if (!info.isReadOnly)
            continue;
        const auto set = file().set(info.key, QStringLiteral("true"));
        QVERIFY2(!set, qPrintable(info.key));
        QVERIFY(set.error().message.contains(info.key));
    }
    QVERIFY(!QFile::exists(path()));
}

void SettingsTest::aSpoiledFileKeepsTheDefaultsAndSaysSo()
{
    write("[feeds]\nschedule=soon\nstart_from=now\nstart=later\n[engine\n= \nnonsense\n");
    const Settings settings = file().load();
    QCOMPARE(settings.schedule, Schedule());
    QCOMPARE(settings.startFrom, QStringLiteral("now"));
    const QStringList mistakes = file().mistakes();
    QCOMPARE(mistakes.size(), 2);
    QVERIFY(mistakes.at(0).startsWith(QStringLiteral("feeds.schedule can't be \"soon\": it takes a schedule such as")));
    QVERIFY(mistakes.at(0).endsWith(QStringLiteral("every 5m is in force instead.")));
    QVERIFY(mistakes.at(1).contains(QStringLiteral("There is no setting feeds.start.")));
}

void SettingsTest::setWritesItsOwnKeyOnly()
{
    write("[future]\nthing=1;2\n[feeds]\nschedule=every 7m\n");
    QVERIFY(file().set(QStringLiteral("engine.dry_run"), QStringLiteral("true")));
    QCOMPARE(text(), "[engine]\ndry_run=true\n\n[feeds]\nschedule=every 7m\n\n[future]\nthing=1;2\n");
    QVERIFY(file().set(QStringLiteral("engine.dry_run"), QStringLiteral("false")));
    QVERIFY(!text().contains("dry_run"));
}

void SettingsTest::everySettingSurvivesTheFile()
{
    Settings settings;
    settings.tenant = QStringLiteral("ACME_TST");
    settings.environment = QStringLiteral("Test");
    settings.application = QStringLiteral(" \"Finance\" \\ Köln; Basel = 2, 50 % ");
    settings.application = settings.application.trimmed();
    settings.baseUrl = QUrl(QStringLiteral("https://mingle-ionapi.example.com/ACME_TST"));
    settings.companies = {QStringLiteral("100"), QStringLiteral("200")};
    settings.division = QStringLiteral("AAA");
    settings.requestsPerMinute = 60;
    settings.startFrom = QStringLiteral("2026-11-01");
    settings.enabledFeeds = {QStringLiteral("a"), QStringLiteral("b")};
    settings.slackTimeout = std::chrono::milliseconds(1234);
    settings.lookAfter = {std::chrono::milliseconds(1), std::chrono::milliseconds(2)};
    settings.isPaused = true;
    settings.pausedUntilMs = 1'795'000'000'000;
    settings.profileId = QStringLiteral("{5ad39c63}");
    settings.hasStoredSecrets = true;
    QVERIFY(file().save(settings));
    QCOMPARE(file().load(), settings);
    QVERIFY(file().save(Settings{}));
    QCOMPARE(text().trimmed(), QByteArray());
}

void SettingsTest::aFileOfQSettingsOwnIniIsRead()
{
    {
        QSettings old(path(), QSettings::IniFormat);
        old.setValue(QStringLiteral("cloudsuite/companies"), QStringLiteral("100;200"));
        old.setValue(QStringLiteral("cloudsuite/application"), QStringLiteral("The \"new\" one, Köln"));
        old.setValue(QStringLiteral("cloudsuite/base_url"), QStringLiteral("https://example.com/ACME?a=b"));
        old.setValue(QStringLiteral("engine/dry_run"), QStringLiteral("true"));
    }
    const Settings settings = file().load();
    QCOMPARE(settings.companies.size(), 2);
    QCOMPARE(settings.application, QStringLiteral("The \"new\" one, Köln"));
    QCOMPARE(settings.baseUrl, QUrl(QStringLiteral("https://example.com/ACME?a=b")));
    QVERIFY(settings.isDryRun);
}

void SettingsTest::everyTenantHasItsOwn()
{
    twoTenants();
    const QString other = QStringLiteral("ACME_TST");
    QCOMPARE(file().tenants(), QStringList({QStringLiteral("ACME_PRD"), other}));
    QVERIFY(text().contains("[tenant.ACME_TST]\n"));
    QVERIFY(file().set(QStringLiteral("cloudsuite.companies"), QStringLiteral("200;300"), other));
    QVERIFY(file().set(QStringLiteral("slack.burst_limit"), QStringLiteral("9"), other)); // the profile's
    const Settings first = file().load();
    const Settings second = file().load(other);
    QCOMPARE(first.tenant, QStringLiteral("ACME_PRD"));
    QCOMPARE(first.companies, QStringList{QStringLiteral("100")});
    QCOMPARE(first.product, QStringLiteral("m3"));
    QCOMPARE(first.burstLimit, 9);
    QCOMPARE(second.companies, QStringList({QStringLiteral("200"), QStringLiteral("300")}));
    QCOMPARE(second.requestsPerMinute, 100);
    QCOMPARE(second.product, QStringLiteral("fsm"));
    QCOMPARE(second.burstLimit, 9);
    QCOMPARE(*file().value(QStringLiteral("cloudsuite.product"), other), QStringLiteral("fsm"));
    QVERIFY(file().mistakes().isEmpty());
    write(text() + "cloudsuite/page_rows=few\n"); // in the last group
    QCOMPARE(file().mistakes().size(), 1);
}

void SettingsTest::aTenantThatIsNotThereIsNamed()
{
    twoTenants();
    const auto value = file().value(QStringLiteral("cloudsuite.product"), QStringLiteral("ACME_DEV"));
    QVERIFY(!value);
    QCOMPARE(value.error().kind, ErrorKind::NotFound);
    QVERIFY(value.error().message.contains(QStringLiteral("ACME_PRD, ACME_TST")));
    QVERIFY(!file().set(QStringLiteral("cloudsuite.product"), QStringLiteral("ln"), QStringLiteral("ACME_DEV")));
    QVERIFY(!file().remove(QStringLiteral("ACME_DEV")));
    QCOMPARE(file().tenants().size(), 2);
}

void SettingsTest::theNextTenantIsTheFirstOnceThatIsRemoved()
{
    twoTenants();
    QVERIFY(file().remove(QStringLiteral("ACME_PRD")));
    QCOMPARE(file().tenants(), QStringList{QStringLiteral("ACME_TST")});
    const Settings left = file().load();
    QCOMPARE(left.tenant, QStringLiteral("ACME_TST"));
    QCOMPARE(left.product, QStringLiteral("fsm"));
    QCOMPARE(left.requestsPerMinute, 100);
    QVERIFY(left.companies.isEmpty());
    QCOMPARE(left.burstLimit, 7);
    QVERIFY(!text().contains("[tenant."));
    QVERIFY(file().remove(QStringLiteral("ACME_TST")));
    QVERIFY(file().tenants().isEmpty());
    QCOMPARE(file().load().product, QStringLiteral("m3"));
    QCOMPARE(file().load().burstLimit, 7);
}

void SettingsTest::theFileIsForItsOwnerOnly()
{
    QVERIFY(file().set(QStringLiteral("engine.dry_run"), QStringLiteral("true")));
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFileInfo(path()).permissions() & others));
}

void SettingsTest::aFileThatCannotBeWrittenIsSaid()
{
    SettingsFile nowhere(m_folder.filePath(QStringLiteral("settings.ini/of/nothing.ini")));
    write("[engine]\n");
    const auto set = nowhere.set(QStringLiteral("engine.dry_run"), QStringLiteral("true"));
    QVERIFY(!set);
    QCOMPARE(set.error().kind, ErrorKind::Storage);
    QVERIFY(set.error().message.contains(QStringLiteral("nothing.ini")));
}

void SettingsTest::oneEngineAProfile()
{
    const Profile profile(m_folder.filePath(QStringLiteral("profile")));
    QVERIFY(profile.prepare());
    auto lock = profile.lock();
    QVERIFY(lock);
    const auto second = profile.lock();
    QVERIFY(!second);
    QCOMPARE(second.error().code, QStringLiteral("already_running"));
    QVERIFY(second.error().message.contains(QString::number(QCoreApplication::applicationPid())));
    lock->reset();
    QVERIFY(profile.lock());
}

QTEST_GUILESS_MAIN(SettingsTest)
#include "tst_settings.moc"
