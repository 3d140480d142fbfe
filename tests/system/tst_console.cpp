// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/enginethread.h"
#include "core/store/readerthread.h"
#include "tests/support/sandboxprocess.h"
#include "ui/present/messageexample.h"
#include "ui/theme/theme.h"
#include "ui/widgets/tokenedit.h"
#include "ui/window/mainwindow.h"

#include <QApplication>
#include <QDir>
#include <QDropEvent>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ledgercast;
using ledgercast::test::SandboxProcess;

/// The administrator's first morning: the real window over the real engine and the sandbox.
class TestConsole : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aDroppedFileConnectsTheTenant();
    void aWrongFileIsRefusedInWords();
    void theTestPassesStepByStep();
    void aWrongTokenIsRefusedAndTheRightOneAccepted();
    void syncReadsRecordsAndPosts();
    void thePreviewIsWhatSlackGot();
    void theFailedPostIsFoundReplayedAndPosted();
    void aSavedDesignIsInTheLogAndATestInSlack();
    void bothThemesAreKeptAsPictures();
    void cleanupTestCase();

private:
    template<typename T>
    T *child(const char *name)
    {
        return m_window->findChild<T *>(QLatin1String(name));
    }
    void drop(const QString &path);
    void trigger(const char *action) { child<QAction>(action)->trigger(); }
    void keepPicture(const QString &name);
    [[nodiscard]] QString stateOf(qint64 id);
    /// What Slack has of a delivery, as it was sent: without the ids that Slack gives to blocks.
    [[nodiscard]] QByteArray inSlack(const DeliveryRow &delivery);
    /// The last event of this kind in the audit log.
    [[nodiscard]] QJsonObject eventOf(const QString &kind);

    QTemporaryDir m_folder;
    SandboxProcess m_sandbox{{u"--date"_s, QDate::currentDate().toString(Qt::ISODate), u"--no-limits"_s}};
    Theme m_theme;
    SystemClock m_clock;
    std::unique_ptr<EngineThread> m_engine;
    std::unique_ptr<ReaderThread> m_readers;
    std::unique_ptr<QSettings> m_memory;
    std::unique_ptr<MainWindow> m_window;
};

void TestConsole::initTestCase()
{
    QVERIFY(m_sandbox.isListening());
    m_theme.install(*qApp);
    const Profile profile(m_folder.path());
    SettingsFile settings(profile.settingsPath());
    for (const auto &[key, value] :
         {std::pair{u"slack.api_url"_s, m_sandbox.slackUrl()},
          std::pair{u"cloudsuite.requests_per_minute"_s, u"6000"_s}, std::pair{u"slack.message_interval_ms"_s, u"0"_s},
          std::pair{u"slack.posts_per_minute"_s, u"0"_s}, std::pair{u"feeds.schedule"_s, u"every 60m"_s}})
        QVERIFY(settings.set(key, value));
    m_engine = std::make_unique<EngineThread>(profile, std::make_unique<SessionSecretStore>());
    QVERIFY(m_engine->beginOpen());
    QVERIFY(m_engine->finishOpen());
    m_readers = std::make_unique<ReaderThread>(profile.databasePath());
    m_memory = std::make_unique<QSettings>(profile.windowStatePath(), QSettings::IniFormat);
    m_window = std::make_unique<MainWindow>(m_theme, *m_memory);
    m_window->showOutlines();
    m_window->furnish(m_engine->engine(), *m_readers, m_clock);
    m_window->resize(1360, 860);
    m_window->start(false);
    m_engine->start();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void TestConsole::drop(const QString &path)
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    auto *zone = child<QWidget>("dropZone");
    QDragEnterEvent enter(zone->rect().center(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(zone, &enter);
    QDropEvent event(zone->rect().center(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(zone, &event);
}

void TestConsole::aWrongFileIsRefusedInWords()
{
    QFile file(m_folder.filePath(u"wrong.ionapi"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[1, 2, 3]");
    file.close();
    drop(file.fileName());
    const auto isRefused = [&] {
        const QList<QLabel *> labels = child<QWidget>("dropZone")->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->text().contains(u"ionapi"_s) && label->text().size() > 60;
        });
    };
    QTRY_VERIFY(isRefused());
    QCOMPARE(child<QLabel>("tenantName")->text().left(8), u"ACME_DEM"_s);
}

void TestConsole::aDroppedFileConnectsTheTenant()
{
    m_window->showPage(u"connections"_s);
    drop(m_sandbox.ionApiFile());
    QTRY_COMPARE_WITH_TIMEOUT(child<QLabel>("tenantName")->text().left(8), u"ACME_DEM"_s, 10'000);
}

void TestConsole::theTestPassesStepByStep()
{
    trigger("action.test-connections");
    QTRY_VERIFY_WITH_TIMEOUT(child<QLabel>("testSummary")->text().contains(u"passed"_s), 30'000);
    auto *steps = child<QListView>("testSteps");
    QVERIFY(steps->model()->rowCount() >= 7);
    keepPicture(u"connections"_s);
}

void TestConsole::aWrongTokenIsRefusedAndTheRightOneAccepted()
{
    QTest::mouseClick(child<QPushButton>("pasteTokenButton"), Qt::LeftButton);
    auto *field = child<QLineEdit>("tokenField");
    QVERIFY(field);
    QCOMPARE(field->echoMode(), QLineEdit::Password);
    field->setText(u"xoxp-1-2-3"_s);
    QTest::mouseClick(child<QPushButton>("tokenConnect"), Qt::LeftButton);
    QCOMPARE(field->text(), QString());
    QTRY_VERIFY(child<QWidget>("tokenProblem")->isVisible());
    field->setText(m_sandbox.slackToken());
    QTest::mouseClick(child<QPushButton>("tokenConnect"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(child<QLabel>("slackTeam")->text(), u"Acme Finance"_s, 10'000);
    QTRY_VERIFY(!child<QWidget>("tokenDialog"));
}

void TestConsole::syncReadsRecordsAndPosts()
{
    QMetaObject::invokeMethod(&m_engine->engine(), [engine = &m_engine->engine()] {
        engine->importRoutes("priority,name,record_types,cost_centres,companies,min_amount,exceptions,channel,mention,"
                             "delivery\n"
                             "1,IT,supplier_invoice;purchase_order,4200,,,,fin-it,,immediate\n"
                             "2,Invoices,supplier_invoice,4000-4999,,,,fin-ap,,immediate\n"
                             "3,Orders,purchase_order,*;unknown,,,,procurement,,immediate\n");
    });
    m_window->showPage(u"overview"_s);
    trigger("action.sync-now");
    QTRY_VERIFY_WITH_TIMEOUT(m_window->hub().snapshot().status.lastSyncAt.has_value(), 120'000);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->hub().snapshot().today.posted > 10, 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->hub().snapshot().entryStates.value(u"queued"_s), 0, 60'000);
    QVERIFY(m_window->hub().snapshot().entryStates.value(u"failed"_s) > 0);
    QVERIFY(!m_window->hub().snapshot().attention.isEmpty());
    keepPicture(u"overview"_s);
}

QByteArray TestConsole::inSlack(const DeliveryRow &delivery)
{
    const auto database = Database::open(Profile(m_folder.path()).databasePath(), Database::Access::ReadOnly);
    QString channel = delivery.channel;
    const auto channels = Reader(**database).channels().value();
    for (const Channel &known : channels)
        channel = known.name == delivery.channel ? known.id : channel;
    const auto answer = m_sandbox.slack(
        u"conversations.history"_s,
        {{u"channel"_s, channel}, {u"oldest"_s, delivery.ts}, {u"latest"_s, delivery.ts}, {u"inclusive"_s, true}});
    const QJsonObject found = QJsonDocument::fromJson(answer.body).object()[u"messages"].toArray().at(0).toObject();
    QJsonArray blocks;
    for (const QJsonValue &value : found[u"blocks"].toArray()) {
        QJsonObject block = value.toObject();
        block.remove(u"block_id"_s);
        blocks.append(block);
    }
    return QJsonDocument(QJsonObject{{u"blocks"_s, blocks}, {u"text"_s, found[u"text"]}})
        .toJson(QJsonDocument::Compact);
}

/// What the page Messages makes of a recorded entry, what the outbox kept and what Slack has are the same bytes. The
/// first invoices go out before the names of cost centres are read, so that the example has none either.
void TestConsole::thePreviewIsWhatSlackGot()
{
    const auto database = Database::open(Profile(m_folder.path()).databasePath(), Database::Access::ReadOnly);
    const Reader reader(**database);
    const EngineStatus &status = m_window->hub().snapshot().status;
    MessageExample example;
    example.routes = reader.routes().value();
    example.links = status.recordLinks;
    example.timeZone = status.timeZone.isEmpty() ? QTimeZone::systemTimeZone() : QTimeZone(status.timeZone);
    int compared = 0;
    const auto designs = builtInMessageDesigns();
    for (const MessageDesign &design : *designs) {
        EntryFilter posted;
        posted.types = {design.recordType};
        posted.states = {EntryState::Posted};
        const auto rows = reader.entries(posted, 0, 10).value();
        for (const EntryRow &row : rows) {
            const EntryDetail entry = reader.entry(row.id).value();
            if (entry.change.kind != ChangeKind::Created)
                continue;
            example.change = entry.change;
            const DeliveryRow &sent = entry.deliveries.constFirst();
            const QByteArray shown = previewOf(design, design, example).messages.value(0);
            QVERIFY2(shown == sent.message, QByteArray(shown + '\n' + sent.message).constData());
            QCOMPARE(inSlack(sent), sent.message);
            ++compared;
        }
    }
    QVERIFY2(compared > 3, qPrintable(QString::number(compared)));
}

QString TestConsole::stateOf(qint64 id)
{
    const auto database = Database::open(Profile(m_folder.path()).databasePath(), Database::Access::ReadOnly);
    const auto detail = Reader(**database).entry(id);
    return detail ? toWord(detail->row.state) : QString();
}

void TestConsole::theFailedPostIsFoundReplayedAndPosted()
{
    EntryFilter failed;
    failed.states = {EntryState::Failed};
    m_window->showPage(u"activity"_s);
    m_window->currentPage()->showEntries(failed);
    auto *table = child<QTableView>("entriesTable");
    QTRY_VERIFY(table->model()->rowCount() > 0);
    table->setFocus();
    table->selectRow(0);
    const qint64 id = table->model()->index(0, 0).data(Qt::UserRole + 1).toLongLong();
    QVERIFY(id > 0);
    QCOMPARE(stateOf(id), u"failed"_s);
    auto *replay = child<QAction>("action.replay");
    QTRY_VERIFY(replay->isEnabled());
    QTest::qWait(0);
    keepPicture(u"activity"_s);
    QVERIFY(m_sandbox.control(u"unarchive"_s, {{u"channel"_s, u"fin-it"_s}}));
    replay->trigger();
    if (auto *yes = child<QAbstractButton>("questionYes"))
        QTest::mouseClick(yes, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(id), u"replayed"_s, 30'000);
}

QJsonObject TestConsole::eventOf(const QString &kind)
{
    const auto database = Database::open(Profile(m_folder.path()).databasePath(), Database::Access::ReadOnly);
    const Reader reader(**database);
    QJsonObject last;
    qint64 after = 0;
    for (auto events = reader.events(after, 1000); events && !events->isEmpty(); events = reader.events(after, 1000)) {
        for (const AuditEventRow &event : *events) {
            if (event.kind == kind)
                last = QJsonDocument::fromJson(event.data).object();
        }
        after = events->last().id;
    }
    return last;
}

void TestConsole::aSavedDesignIsInTheLogAndATestInSlack()
{
    m_window->showPage(u"messages"_s);
    auto *headline = child<TokenEdit>("headlineEdit");
    QTRY_VERIFY(!headline->templateText().isEmpty());
    QTRY_VERIFY(child<QPushButton>("sendTestButton")->isEnabled());
    const QString standard = headline->templateText();
    headline->setFocus();
    QTest::keyClick(headline, Qt::Key_Home, Qt::ControlModifier);
    QTest::keyClicks(headline, u"Look: "_s);
    QTest::mouseClick(child<QPushButton>("saveButton"), Qt::LeftButton);
    QTRY_VERIFY(!eventOf(u"message_design_changed"_s).isEmpty());
    const QJsonObject changed = eventOf(u"message_design_changed"_s);
    QCOMPARE(changed[u"before"][u"headline"].toString(), standard);
    QCOMPARE(changed[u"after"][u"headline"].toString(), QString(u"Look: " + standard));
    QVERIFY(QFile::exists(Profile(m_folder.path()).messagesDirectory() + u"/supplier_invoice.json"));
    QTest::mouseClick(child<QPushButton>("sendTestButton"), Qt::LeftButton);
    auto *search = child<QLineEdit>("channelSearch");
    QVERIFY(search);
    search->setText(u"fin-ap"_s);
    QTest::mouseClick(child<QPushButton>("channelChoose"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!eventOf(u"test_posted"_s).isEmpty(), 10'000);
    QVERIFY(!eventOf(u"test_posted"_s)[u"ts"].toString().isEmpty());
    const QJsonObject sent = eventOf(u"test_sending"_s);
    QVERIFY(sent[u"message"][u"text"].toString().startsWith(u"Test: "_s));
    keepPicture(u"messages"_s);
}

void TestConsole::keepPicture(const QString &name)
{
    const QString folder = QStringLiteral(LEDGERCAST_PICTURES);
    QVERIFY(QDir().mkpath(folder));
    const QString theme = m_theme.isDark() ? u"-dark"_s : QString();
    QVERIFY(m_window->grab().save(folder + u'/' + name + theme + u".png"));
}

void TestConsole::bothThemesAreKeptAsPictures()
{
    m_theme.setChoice(Theme::Choice::Dark);
    const auto ground = [this] { return m_window->grab().toImage().pixelColor(m_window->width() / 2, 78); };
    m_window->showPage(u"connections"_s);
    QTRY_VERIFY(ground().lightness() < 60);
    for (const auto &page : {u"overview"_s, u"activity"_s, u"messages"_s, u"connections"_s}) {
        m_window->showPage(page);
        keepPicture(page);
    }
    m_theme.setChoice(Theme::Choice::Light);
}

void TestConsole::cleanupTestCase()
{
    m_window.reset();
    m_readers.reset();
    m_engine.reset();
}

QTEST_MAIN(TestConsole)
#include "tst_console.moc"
