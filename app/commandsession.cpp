// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandsession.h"

#include "app/output.h"

namespace ledgercast::commands {

int withSession(const QString &profileDirectory, const std::function<void(Session &)> &work)
{
    Session session(Profile(profileDirectory), nullptr);
    if (const auto opened = session.open(); !opened) {
        printError(opened.error());
        return exitCodeOf(opened.error());
    }
    QObject::connect(&session.engine(), &Engine::failed, &session, [&](const Error &error) {
        printError(error);
        const bool isRefusedInput = error.kind == ErrorKind::Auth || error.kind == ErrorKind::Refused;
        session.finish(isRefusedInput ? int(ExitRefused) : exitCodeOf(error));
    });
    return session.run([&] { work(session); });
}

} // namespace ledgercast::commands
