// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/csvimport.h"

#include "app/output.h"
#include "app/session.h"

#include <QFile>

namespace ledgercast {

namespace {

constexpr qint64 largest = 16 * 1024 * 1024;

Result<QByteArray> readCsv(const QString &path, const QString &operation)
{
    QFile file(path);
    const bool isOpen = path == u"-" ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!isOpen)
        return fail(ErrorKind::Input, operation, QStringLiteral("%1 can't be read: %2.").arg(path, file.errorString()),
                    {}, QStringLiteral("unreadable"));
    QByteArray content = file.read(largest + 1);
    if (content.size() > largest)
        return fail(ErrorKind::Input, operation,
                    QStringLiteral("%1 is larger than 16 MB, which no such list is.").arg(path), {},
                    QStringLiteral("too_large"));
    return content;
}

} // namespace

int importCsv(const Profile &profile, const QString &path, const CsvImport &import)
{
    const auto csv = readCsv(path, import.operation);
    if (!csv) {
        printError(csv.error());
        return exitCodeOf(csv.error());
    }
    // A list needs no secret: a keychain that is locked must not keep it out.
    Session session(profile, std::make_unique<SessionSecretStore>());
    if (const auto opened = session.open(); !opened) {
        printError(opened.error());
        return exitCodeOf(opened.error());
    }
    Engine &engine = session.engine();
    QObject::connect(&engine, &Engine::failed, &session, [&](const Error &error) {
        printError(error);
        session.finish(exitCodeOf(error));
    });
    QObject::connect(&engine, &Engine::notice, &session, [](const QString &line) { printLine(line); });
    QObject::connect(&engine, import.done, &session, [&] { session.finish(ExitDone); });
    return session.run([&] { import.work(engine, *csv); });
}

} // namespace ledgercast
