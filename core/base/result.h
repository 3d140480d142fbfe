// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <optional>

#include <tl/expected.hpp>

namespace ledgercast {

/// What went wrong, seen from what the caller can do about it.
enum class ErrorKind {
    Input,       ///< what a person or a file gave us is refused
    Unreachable, ///< the request certainly never left: DNS, connect, TLS
    NoAnswer,    ///< the request left, its outcome is unknown: time-out, reset, half an answer
    Auth,        ///< credentials refused; trying again with the same ones can't help
    Permission,  ///< signed in, but not allowed to do this
    NotFound,    ///< the thing asked for isn't there
    RateLimited, ///< slow down; Error::retryAfter when the server named a time
    Server,      ///< the server answered that it failed (5xx and the like)
    Protocol,    ///< the answer isn't what the protocol promises
    Refused,     ///< a clear, final no to this one request
    Storage,     ///< the database can't be read or written
    DiskFull,    ///< no space left for the database
    Secrets,     ///< the keychain is locked, absent or denies access
    Busy,        ///< another process or task is using it
    Cancelled,   ///< stopped by us
    Internal,    ///< a mistake of ours
};

/// An expected failure, as a value. Made where it happens, logged once, where it is handled. Never holds a secret.
struct Error
{
    ErrorKind kind = ErrorKind::Internal;
    QString operation = {}; ///< what was being done, e.g. "Read purchase orders"
    QString message = {};   ///< for people: what happened, what it means, what to do
    QString detail = {};    ///< for support: the technical cause, redacted and capped
    QString code = {};      ///< the other side's own code, e.g. "is_archived", "XRE0103"; empty if none
    std::optional<std::chrono::milliseconds> retryAfter = std::nullopt; ///< how long the other side asked us to wait

    /// Whether trying the same again later can help.
    [[nodiscard]] bool isRetryable() const
    {
        return kind == ErrorKind::Unreachable || kind == ErrorKind::NoAnswer || kind == ErrorKind::RateLimited ||
               kind == ErrorKind::Server || kind == ErrorKind::Busy || kind == ErrorKind::DiskFull;
    }
};

template<typename T>
using Result = tl::expected<T, Error>;

/// Shorthand for the failing side of a Result.
inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}
inline tl::unexpected<Error> fail(ErrorKind kind, QString operation, QString message, QString detail = {},
                                  QString code = {})
{
    return tl::unexpected<Error>(
        Error{kind, std::move(operation), std::move(message), std::move(detail), std::move(code)});
}

} // namespace ledgercast
