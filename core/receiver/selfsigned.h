// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <openssl/evp.h>
#include <openssl/x509.h>

namespace ledgercast {

/// A key and a certificate for localhost that nobody vouches for: made on the spot, never on disk, good for a day.
/// Browsers warn of it.
struct SelfSigned
{
    struct Deleter
    {
        void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
        void operator()(X509 *certificate) const { X509_free(certificate); }
    };
    std::unique_ptr<EVP_PKEY, Deleter> key;
    std::unique_ptr<X509, Deleter> certificate;

    /// Both empty: OpenSSL couldn't.
    [[nodiscard]] static SelfSigned make();
};

} // namespace ledgercast
