// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/readerthread.h"
#include "tests/support/fakeclock.h"
#include "tests/ui/fakeconsole.h"
#include "tests/ui/samplestore.h"
#include "ui/theme/theme.h"
#include "ui/window/mainwindow.h"

#include <QAbstractButton>
#include <QLabel>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace ledgercast::test {

/// The real window over a made-up day and a console without an engine; a fresh window for each test. Tests find what
/// they press and read by object name.
class WindowTest : public QObject
{
    Q_OBJECT

protected:
    template<typename T>
    T *child(const char *name) const
    {
        return m_window->findChild<T *>(QLatin1String(name));
    }
    QString text(const char *name) const;
    void press(const char *name) const { QTest::mouseClick(child<QAbstractButton>(name), Qt::LeftButton); }
    /// CloudSuite and Slack answer, and the store has moved since the window opened.
    void connectBoth();
    void openWindow();

    Theme m_theme;
    FakeClock m_clock{toInstant(QDateTime(QDate(2026, 11, 23), QTime(14, 32)))};
    QTemporaryDir m_folder;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<SampleStore> m_sample;
    std::unique_ptr<QSettings> m_memory;
    std::unique_ptr<FakeConsole> m_console;
    std::unique_ptr<ReaderThread> m_readers;
    std::unique_ptr<MainWindow> m_window;

protected Q_SLOTS:
    // Qt Test calls these four by their name, also where a test class doesn't have its own.
    void initTestCase();
    virtual void init();
    void cleanup();
    void cleanupTestCase();
};

} // namespace ledgercast::test
