// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/readerthread.h"

namespace ledgercast {

ReaderThread::ReaderThread(QString databasePath, QObject *parent) : QObject(parent), m_path(std::move(databasePath))
{
    m_thread.setObjectName(QStringLiteral("reader"));
    m_worker.moveToThread(&m_thread);
    m_thread.start();
}

ReaderThread::~ReaderThread()
{
    QMetaObject::invokeMethod(
        &m_worker,
        [this] {
            m_reader.reset();
            m_database.reset();
            m_worker.moveToThread(thread());
        },
        Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

Result<const Reader *> ReaderThread::openReader()
{
    if (!m_reader) {
        auto database = Database::open(m_path, Database::Access::ReadOnly);
        if (!database)
            return fail(database.error());
        m_database = std::move(*database);
        m_reader = std::make_unique<Reader>(*m_database);
    }
    return m_reader.get();
}

} // namespace ledgercast
