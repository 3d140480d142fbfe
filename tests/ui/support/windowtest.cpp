// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/windowtest.h"

#include <QApplication>

namespace ledgercast::test {

void WindowTest::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    m_theme.install(*qobject_cast<QApplication *>(QCoreApplication::instance()));
    const QString path = m_folder.filePath(u"ledger.sqlite"_qs);
    auto database = Database::open(path, Database::Access::ReadWrite);
    QVERIFY(database);
    m_database = std::move(*database);
    m_sample = std::make_unique<SampleStore>(*m_database, m_clock.now());
    m_sample->fill();
    m_readers = std::make_unique<ReaderThread>(path);
}

void WindowTest::init()
{
    m_memory = std::make_unique<QSettings>(m_folder.filePath(u"window.ini"_qs), QSettings::IniFormat);
    m_memory->clear();
    m_console = std::make_unique<FakeConsole>();
    openWindow();
}

void WindowTest::cleanup()
{
    m_window.reset();
    m_console.reset();
}

void WindowTest::cleanupTestCase()
{
    m_readers.reset();
    m_database.reset();
}

void WindowTest::openWindow()
{
    m_window = std::make_unique<MainWindow>(m_theme, *m_memory);
    m_window->furnish(*m_console, *m_readers, m_clock);
    m_window->resize(1360, 860);
    m_window->start(false);
}

QString WindowTest::text(const char *name) const
{
    const auto *label = child<QLabel>(name);
    return label ? label->text() : QString();
}

void WindowTest::connectBoth()
{
    using State = LinkStatus::State;
    m_console->status.cloudSuite = {State::Ready, u"ACME_PRD"_qs, {}, {}, std::nullopt};
    m_console->status.slack = {State::Ready, u"Acme Group"_qs, {}, {}, std::nullopt};
    m_console->status.lastSyncAt = m_clock.now() - Milliseconds(120'000);
    m_console->status.storeRevision = 1;
    planSampleFeeds(m_console->tenant(), m_clock.now());
    m_console->say();
}

} // namespace ledgercast::test
