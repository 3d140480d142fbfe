// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/enginethread.h"

#include <QEventLoop>

namespace ledgercast {

EngineThread::EngineThread(const Profile &profile, std::unique_ptr<SecretStore> secrets, QObject *parent)
    : QObject(parent), m_profile(profile), m_givenSecrets(std::move(secrets))
{
    m_thread.setObjectName(QStringLiteral("engine"));
}

EngineThread::~EngineThread()
{
    if (!m_engine)
        return;
    if (!m_isStopped) {
        QEventLoop loop;
        connect(this, &EngineThread::stopped, &loop, &QEventLoop::quit);
        stop();
        loop.exec();
    }
    m_engine->deleteLater();
    m_thread.quit();
    m_thread.wait();
}

Result<void> EngineThread::beginOpen()
{
    auto held = HeldProfile::hold(m_profile, std::move(m_givenSecrets));
    if (!held)
        return fail(held.error());
    m_held = std::move(*held);
    m_engine = new Engine(m_profile, m_clock);
    m_engine->moveToThread(&m_thread);
    wireSecrets(m_engine, m_held.secrets.get());
    m_thread.start();
    // The connection to the database belongs to the thread that opens it.
    auto opening = std::make_shared<std::promise<Result<void>>>();
    m_opened = opening->get_future();
    QMetaObject::invokeMethod(m_engine, [engine = m_engine, opening] { opening->set_value(engine->open()); });
    return {};
}

void EngineThread::start()
{
    m_isStopped = false;
    connect(m_engine, &Engine::stopped, this, [this] {
        m_isStopped = true;
        Q_EMIT stopped();
    });
    QMetaObject::invokeMethod(m_engine, [engine = m_engine] { engine->start(true); });
}

void EngineThread::stop()
{
    QMetaObject::invokeMethod(m_engine, [engine = m_engine] { engine->shutDown(); });
}

} // namespace ledgercast
