// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

namespace ledgercast {

/// What a .ionapi file says, checked: the endpoints and credentials of one application in one CloudSuite tenant.
struct IonApiFile
{
    enum class Grant { Password, ClientCredentials };

    QString tenant; ///< "ACME_TST"
    QString applicationName;
    QString clientId;
    QString clientSecret;
    QUrl baseUrl; ///< of the ION API gateway, without trailing slash
    QUrl tokenUrl;
    QUrl revokeUrl;    ///< empty if the file names none
    QUrl authorizeUrl; ///< empty if the file names none
    QString accountKey;
    QString accountSecret;
    Grant grant = Grant::Password;

    /// "Production", "Test", …, from the tenant's suffix; empty if it tells nothing.
    [[nodiscard]] QString environment() const;
    /// Client-credentials files may leave these out: a person has to add them.
    [[nodiscard]] bool needsTenant() const { return tenant.isEmpty(); }
    [[nodiscard]] bool needsBaseUrl() const { return baseUrl.isEmpty(); }
    [[nodiscard]] Result<IonApiFile> withTenant(const QString &name) const;
    [[nodiscard]] Result<IonApiFile> withBaseUrl(const QString &address) const;

    /// {base URL}/{tenant}/{path}
    [[nodiscard]] QUrl apiUrl(const QString &path) const;
    /// The same content as a file that parseIonApi() reads, secrets included: for the keychain, never for a disk.
    [[nodiscard]] QByteArray toJson() const;

    friend bool operator==(const IonApiFile &, const IonApiFile &) = default;
};

/// Errors are ErrorKind::Input, each with its own code and with what to do.
[[nodiscard]] Result<IonApiFile> parseIonApi(const QByteArray &content);
[[nodiscard]] Result<IonApiFile> readIonApiFile(const QString &path);

} // namespace ledgercast
