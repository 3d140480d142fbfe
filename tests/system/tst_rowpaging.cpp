// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/soakreader.h"
#include "tests/system/soaktenant.h"

#include <QLoggingCategory>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ledgercast;
using namespace ledgercast::test;

namespace {
constexpr int mostTries = 20;
}

/// FSM, CSI and LN as the sandbox plays them, in this process: LN takes no number in quotes and no text without.
class TestRowPaging : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheSameWhateverThePages_data();
    void readsTheSameWhateverThePages();

private:
    const QDate m_firstDay{2025, 10, 6};
    const QDate m_today{2025, 10, 17};
    FakeClock m_clock{toInstant(QDateTime(m_today, QTime(13, 0), Qt::UTC))};
    SoakTenant m_tenant{1, m_today, m_firstDay, m_clock};
};

void TestRowPaging::readsTheSameWhateverThePages_data()
{
    QLoggingCategory::setFilterRules(u"ledgercast.*=false"_s);
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

QTEST_GUILESS_MAIN(TestRowPaging)
#include "tst_rowpaging.moc"
