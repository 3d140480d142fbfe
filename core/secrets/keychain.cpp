// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/keychain.h"

#include "core/base/log.h"
#include "core/base/redaction.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>

#include <qt6keychain/keychain.h>

namespace ledgercast {

namespace {

const QString service = QStringLiteral("Ledgercast");

Error secretsError(const QString &code, const QString &message, const QString &detail = {})
{
    return {ErrorKind::Secrets, Keychain::tr("Read the keychain"), message, redacted(detail), code};
}

Error lockedError(const QString &detail = {})
{
    return secretsError(QStringLiteral("locked"),
                        Keychain::tr("The system keychain is locked. Unlock it to read the credentials; nothing is "
                                     "lost, reading and posting wait."),
                        detail);
}

Error errorOf(QKeychain::Error error, const QString &detail)
{
    switch (error) {
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return detail.contains(u"lock")
                   ? lockedError(detail)
                   : secretsError(QStringLiteral("denied"),
                                  Keychain::tr("The system keychain doesn't let Ledgercast in. "
                                               "Allow access to the entry \"Ledgercast\" and try again."),
                                  detail);
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        break;
    default:
        if (detail.contains(u"lock", Qt::CaseInsensitive) && !detail.contains(u"autolaunch", Qt::CaseInsensitive))
            return lockedError(detail);
    }
    return secretsError(QStringLiteral("absent"),
                        Keychain::tr("No system keychain is running, so the credentials can't be kept. Start a keyring "
                                     "service (GNOME Keyring or KWallet) and sign in to the desktop again."),
                        detail);
}

Error noAnswerError()
{
    return secretsError(
        QStringLiteral("no_answer"),
        Keychain::tr("The system keychain didn't answer. It may be waiting for you to unlock it; unlock "
                     "it and try again."));
}

} // namespace

Keychain::Keychain(QString profile, bool wasWritten, std::chrono::milliseconds deadline, QObject *parent)
    : SecretStore(parent), m_key(std::move(profile)), m_wasWritten(wasWritten), m_deadline(deadline)
{
}

void Keychain::start(QKeychain::Job *job, std::function<void(QKeychain::Job *)> finished)
{
    job->setAutoDelete(true);
    job->setKey(m_key);
    auto *deadline = new QTimer(this);
    deadline->setSingleShot(true);
    // Exactly one of the two ends the request: the first takes the other's connection away.
    connect(job, &QKeychain::Job::finished, deadline, [deadline, finished](QKeychain::Job *ended) {
        deadline->deleteLater();
        deadline->stop();
        finished(ended);
    });
    connect(deadline, &QTimer::timeout, this, [deadline, finished] {
        qCWarning(logSecrets) << "the keychain did not answer in time";
        deadline->deleteLater();
        deadline->disconnect();
        finished(nullptr);
    });
    connect(deadline, &QObject::destroyed, job, [job] { job->disconnect(); });
    deadline->start(m_deadline);
    job->start();
}

void Keychain::load(Loaded done)
{
    start(new QKeychain::ReadPasswordJob(service), [this, done = std::move(done)](QKeychain::Job *job) {
        if (!job)
            return done(fail(noAnswerError()));
        if (job->error() == QKeychain::EntryNotFound)
            return done(m_wasWritten ? Result<Secrets>(fail(lockedError(job->errorString())))
                                     : Result<Secrets>(Secrets{}));
        if (job->error() != QKeychain::NoError)
            return done(fail(errorOf(job->error(), job->errorString())));
        const auto *read = static_cast<QKeychain::ReadPasswordJob *>(job);
        const QJsonObject object = QJsonDocument::fromJson(read->binaryData()).object();
        Secrets secrets;
        for (auto entry = object.begin(); entry != object.end(); ++entry)
            secrets.insert(entry.key(), entry.value().toString());
        m_wasWritten = true;
        done(secrets);
    });
}

void Keychain::store(const Secrets &secrets, Stored done)
{
    QJsonObject object;
    for (auto entry = secrets.begin(); entry != secrets.end(); ++entry)
        object.insert(entry.key(), entry.value());
    auto *job = new QKeychain::WritePasswordJob(service);
    job->setBinaryData(QJsonDocument(object).toJson(QJsonDocument::Compact));
    start(job, [this, done = std::move(done)](QKeychain::Job *ended) {
        if (!ended)
            return done(fail(noAnswerError()));
        if (ended->error() != QKeychain::NoError)
            return done(fail(errorOf(ended->error(), ended->errorString())));
        m_wasWritten = true;
        done({});
    });
}

} // namespace ledgercast
