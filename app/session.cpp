// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session.h"

#include "core/secrets/keychain.h"

#include <QCoreApplication>
#include <QTimer>
#include <QUuid>

namespace ledgercast {

using namespace std::chrono_literals;

namespace {

/// A person may be asked to unlock it.
constexpr Milliseconds keychainDeadline = 30s;

/// The keychain entry of this profile, named in its settings (made on the first call).
Result<std::unique_ptr<SecretStore>> keychainOf(const Profile &profile)
{
    SettingsFile file(profile.settingsPath());
    Settings settings = file.load();
    if (settings.profileId.isEmpty()) {
        settings.profileId = QUuid::createUuid().toString(QUuid::WithoutBraces);
        if (const auto saved = file.save(settings); !saved)
            return fail(saved.error());
    }
    return std::make_unique<Keychain>(u"profile " + settings.profileId, settings.hasStoredSecrets, keychainDeadline);
}

} // namespace

void wireSecrets(Engine *engine, SecretStore *store)
{
    QObject::connect(engine, &Engine::secretsWanted, store, [engine, store] {
        store->load([engine](const Result<Secrets> &secrets) {
            QMetaObject::invokeMethod(engine, [engine, secrets] { engine->setSecrets(secrets); });
        });
    });
    QObject::connect(engine, &Engine::storeSecrets, store, [engine, store](const Secrets &secrets) {
        store->store(secrets, [engine](const Result<void> &stored) {
            QMetaObject::invokeMethod(engine, [engine, stored] { engine->secretsStored(stored); });
        });
    });
}

Result<HeldProfile> HeldProfile::hold(const Profile &profile, std::unique_ptr<SecretStore> secrets)
{
    if (const auto prepared = profile.prepare(); !prepared)
        return fail(prepared.error());
    auto lock = profile.lock();
    if (!lock)
        return fail(lock.error());
    if (!secrets) {
        auto keychain = keychainOf(profile);
        if (!keychain)
            return fail(keychain.error());
        secrets = std::move(*keychain);
    }
    return HeldProfile{std::move(*lock), std::move(secrets)};
}

Session::Session(const Profile &profile, std::unique_ptr<SecretStore> secrets)
    : m_profile(profile), m_givenSecrets(std::move(secrets))
{
}

Session::~Session() = default;

Result<void> Session::open()
{
    auto held = HeldProfile::hold(m_profile, std::move(m_givenSecrets));
    if (!held)
        return fail(held.error());
    m_held = std::move(*held);
    m_engine = std::make_unique<Engine>(m_profile, m_clock);
    wireSecrets(m_engine.get(), m_held.secrets.get());
    return m_engine->open();
}

int Session::run(std::function<void()> work, bool withSchedule)
{
    connect(m_engine.get(), &Engine::ready, this, std::move(work),
            static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
    connect(m_engine.get(), &Engine::stopped, QCoreApplication::instance(), &QCoreApplication::quit);
    QMetaObject::invokeMethod(
        m_engine.get(), [this, withSchedule] { m_engine->start(withSchedule); }, Qt::QueuedConnection);
    QCoreApplication::exec();
    return m_code.value_or(0);
}

void Session::finish(int code)
{
    if (m_code)
        return;
    m_code = code;
    m_engine->shutDown();
}

} // namespace ledgercast
