// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/waitfor.h"
#include "tests/system/soakreader.h"
#include "tests/system/soaktenant.h"

#include <QLoggingCategory>
#include <QScopeGuard>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace ledgercast;
using namespace ledgercast::test;

namespace {

constexpr int mostTries = 20;
constexpr quint32 seeds = 15; // from LEDGERCAST_SEED on

/// Cost centres that come, change and go between the requests of whoever reads them.
class MovingRows
{
public:
    MovingRows(sandbox::Tables &tables, quint32 seed) : m_table(*tables.find("FCHACC")), m_random(seed)
    {
        for (int rows = 0; rows < 80; ++rows)
            put(m_random.bounded(10'000));
    }
    ~MovingRows()
    {
        while (!m_names.isEmpty())
            remove(m_names.firstKey());
    }
    Q_DISABLE_COPY_MOVE(MovingRows)

    void move()
    {
        for (int times = m_random.bounded(4); times > 0; --times) {
            const QString some = anyOf();
            switch (m_random.bounded(3)) {
            case 0:
                put(m_random.bounded(10'000));
                break;
            case 1:
                put(some.mid(1).toInt());
                break;
            default:
                remove(some);
            }
        }
    }
    /// Code and name of all there are.
    [[nodiscard]] QMap<QString, QString> names() const { return m_names; }
    /// Codes that came or went since.
    [[nodiscard]] QSet<QString> takeUnsteady() { return std::exchange(m_unsteady, {}); }
    [[nodiscard]] int bounded(int most) { return m_random.bounded(most); }

private:
    [[nodiscard]] QString anyOf() { return std::next(m_names.cbegin(), m_random.bounded(m_names.size())).key(); }
    void put(int number)
    {
        const QString code = u"R%1"_s.arg(number, 4, 10, QChar(u'0'));
        const QString name = u"Name %1"_s.arg(++m_serial);
        if (!m_names.contains(code))
            m_unsteady.insert(code);
        m_names.insert(code, name);
        m_ids[code] = sandbox::Draft(m_table)
                          .number("CONO", 100)
                          .text("DIVI", "AAA")
                          .number("AITP", 2)
                          .text("AITM", code.toLatin1())
                          .text("TX40", name.toLatin1())
                          .number("LMDT", 20251017)
                          .text("CHID", "ANN")
                          .put();
    }
    void remove(QString code)
    {
        m_table.remove(m_ids.take(code));
        m_names.remove(code);
        m_unsteady.insert(code);
    }

    sandbox::Table &m_table;
    QRandomGenerator m_random;
    QMap<QString, QString> m_names;
    QHash<QString, sandbox::Table::Id> m_ids;
    QSet<QString> m_unsteady;
    int m_serial = 0;
};

/// What comes of reading them, and how often each was read.
class ReadRows
{
public:
    explicit ReadRows(const QString &product)
        : m_request{u"ACME_DEM"_s,       product == u"m3" || product == u"fsm" ? u"100"_s : QString(),
                    u"cost_centres"_s,   {},
                    QDate(2025, 10, 17), {},
                    QDate(2025, 10, 17)}
    {
        m_request.knownStatuses = [this] { return Result<QHash<QString, QString>>(m_statuses); };
    }
    Q_DISABLE_COPY_MOVE(ReadRows)

    /// The error, or nothing.
    QString sweep(CatalogueSource &source)
    {
        m_times.clear();
        for (bool hasMore = true; hasMore;) {
            const auto page = resultOf(source.fetch(m_request));
            if (!page)
                return page.error().message + page.error().detail;
            for (const Document &document : page->documents) {
                m_statuses.insert(document.key, document.status);
                const QString code = document.key.section(u'/', -1);
                ++m_times[code];
                if (code.startsWith(u'R'))
                    m_names.insert(code, document.fields.value(u"name"_s));
            }
            for (const QString &key : page->deleted) {
                m_statuses.remove(key);
                m_names.remove(key.section(u'/', -1));
            }
            m_request.cursor = page->nextCursor;
            hasMore = page->hasMore;
        }
        return {};
    }
    void startAfresh() { m_request.cursor.clear(); }
    void nextDay() { m_request.today = m_request.today.addDays(1); }
    [[nodiscard]] int timesOf(const QString &code) const { return m_times.value(code); }
    [[nodiscard]] QMap<QString, QString> names() const { return m_names; } ///< by code, of the moving ones

private:
    FeedRequest m_request;
    QMap<QString, QString> m_names;
    QHash<QString, QString> m_statuses;
    QHash<QString, int> m_times;
};

} // namespace

/// FSM, CSI and LN as the sandbox plays them, in this process: LN takes no number in quotes and no text without.
class TestRowPaging : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(u"ledgercast.*=false"_s); }
    void readsTheSameWhateverThePages_data();
    void readsTheSameWhateverThePages();
    void losesNoRowAndReadsNoneTwiceWhileTheyChange_data();
    void losesNoRowAndReadsNoneTwiceWhileTheyChange();

private:
    const QDate m_firstDay{2025, 10, 6};
    const QDate m_today{2025, 10, 17};
    FakeClock m_clock{toInstant(QDateTime(m_today, QTime(13, 0), Qt::UTC))};
    SoakTenant m_tenant{1, m_today, m_firstDay, m_clock};
};

void TestRowPaging::readsTheSameWhateverThePages_data()
{
    QTest::addColumn<QString>("product");
    QTest::addColumn<int>("rows");
    QTest::addColumn<QString>("faults");
    for (const auto *product : {"fsm", "csi", "ln"}) {
        for (const int rows : {3, 40})
            QTest::addRow("%s, pages of %d", product, rows) << QString::fromLatin1(product) << rows << QString();
    }
    QTest::addRow("ln, linked pages, fewer than there are") << u"ln"_s << 17 << u"ln.small_pages=1:5"_s;
    QTest::addRow("ln, linked pages, all there are") << u"ln"_s << 1000 << u"ln.small_pages=1:25"_s;
    QTest::addRow("ln, links are forgotten") << u"ln"_s << 17 << u"ln.small_pages=1:5,ln.link_expired=0.3"_s;
}

void TestRowPaging::readsTheSameWhateverThePages()
{
    QFETCH(QString, product);
    QFETCH(int, rows);
    QFETCH(QString, faults);
    Settings settings = SoakReader::usual(product);
    settings.pageRows = 5000;
    SoakReader whole(m_tenant.ionApiFile(), m_firstDay, m_clock, settings);
    const auto all = whole.pass();
    QVERIFY2(all.errors.isEmpty() && all.warnings.isEmpty(), qPrintable((all.errors + all.warnings).join(u", ")));
    settings.pageRows = rows;
    m_tenant.setFaults(faults);
    SoakReader paged(m_tenant.ionApiFile(), m_firstDay, m_clock, settings);
    SoakReader::Pass parts = paged.pass();
    for (int tries = 0; tries < mostTries && !parts.errors.isEmpty() && !faults.isEmpty(); ++tries) {
        const int created = parts.created;
        const int updated = parts.updated;
        parts = paged.pass();
        parts.created += created;
        parts.updated += updated;
    }
    m_tenant.setFaults({});
    QVERIFY2(parts.errors.isEmpty() && parts.warnings.isEmpty(),
             qPrintable((parts.errors + parts.warnings).join(u", ")));
    QVERIFY(whole.documents().size() > 150);
    QCOMPARE(paged.documents(), whole.documents());
    QCOMPARE(parts.created, all.created);
    QCOMPARE(parts.updated, 0);
}

void TestRowPaging::losesNoRowAndReadsNoneTwiceWhileTheyChange_data()
{
    QTest::addColumn<QString>("product");
    QTest::addColumn<quint32>("seed");
    const quint32 first = std::max(1U, qEnvironmentVariable("LEDGERCAST_SEED").toUInt());
    for (const auto *product : {"m3", "fsm", "csi", "ln"}) {
        for (quint32 seed = first; seed < first + seeds; ++seed)
            QTest::addRow("%s, seed %u", product, seed) << QString::fromLatin1(product) << seed;
    }
}

void TestRowPaging::losesNoRowAndReadsNoneTwiceWhileTheyChange()
{
    QFETCH(QString, product);
    QFETCH(quint32, seed);
    MovingRows rows(m_tenant.tables(), seed);
    Settings settings = SoakReader::usual(product);
    // Rows move with each request: where more than half of them went, it would not be believed that they are deleted.
    settings.pageRows = 3 + rows.bounded(23);
    SoakReader reader(m_tenant.ionApiFile(), m_firstDay, m_clock, settings);
    const auto forgetTenant = qScopeGuard([this] { m_tenant.requested = {}; });
    m_tenant.requested = [&] {
        rows.move();
        m_tenant.forgetViews();
    };
    ReadRows read(product);
    for (int pass = 0; pass < 3; ++pass) {
        read.startAfresh();
        reader.restart();
        const QStringList before = rows.names().keys();
        static_cast<void>(rows.takeUnsteady());
        QCOMPARE(read.sweep(reader.source()), QString());
        const QSet<QString> unsteady = rows.takeUnsteady();
        for (const QString &code : before) {
            const int times = read.timesOf(code);
            QVERIFY2(unsteady.contains(code) ? times <= 1 : times == 1, qPrintable(u"%1: %2"_s.arg(code).arg(times)));
        }
        for (const QString &code : unsteady)
            QVERIFY2(read.timesOf(code) <= 1, qPrintable(code));
    }
    m_tenant.requested = {};
    m_tenant.forgetViews();
    read.nextDay(); // what is gone is looked for once a day
    QCOMPARE(read.sweep(reader.source()), QString());
    QCOMPARE(read.names(), rows.names());
}

QTEST_GUILESS_MAIN(TestRowPaging)
#include "tst_rowpaging.moc"
