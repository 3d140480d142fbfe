// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receiver/selfsigned.h"

#include <QRandomGenerator>

#include <openssl/ec.h>
#include <openssl/x509v3.h>

namespace ledgercast {

namespace {

constexpr long clockSkew = 5 * 60;
constexpr long aDay = 24 * 60 * 60;

bool addExtension(X509 *certificate, int nid, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value);
    const bool isAdded = extension && X509_add_ext(certificate, extension, -1) == 1;
    X509_EXTENSION_free(extension);
    return isAdded;
}

/// "localhost", as subject and issuer.
bool name(X509 *certificate)
{
    X509_NAME *name = X509_get_subject_name(certificate);
    const auto *text = reinterpret_cast<const unsigned char *>("localhost");
    return X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, text, -1, -1, 0) == 1 &&
           X509_set_issuer_name(certificate, name) == 1;
}

} // namespace

SelfSigned SelfSigned::make()
{
    SelfSigned made;
    made.key.reset(EVP_EC_gen("P-256"));
    made.certificate.reset(X509_new());
    X509 *certificate = made.certificate.get();
    // Browsers remember a serial number of an issuer: each has another.
    const auto serial = static_cast<long>(QRandomGenerator::system()->bounded(1, std::numeric_limits<int>::max()));
    const bool isMade = made.key && certificate && X509_set_version(certificate, X509_VERSION_3) == 1 &&
                        ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial) == 1 &&
                        X509_gmtime_adj(X509_getm_notBefore(certificate), -clockSkew) &&
                        X509_gmtime_adj(X509_getm_notAfter(certificate), aDay) &&
                        X509_set_pubkey(certificate, made.key.get()) == 1 && name(certificate) &&
                        addExtension(certificate, NID_basic_constraints, "critical,CA:FALSE") &&
                        addExtension(certificate, NID_ext_key_usage, "serverAuth") &&
                        addExtension(certificate, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1") &&
                        X509_sign(certificate, made.key.get(), EVP_sha256()) > 0;
    return isMade ? std::move(made) : SelfSigned();
}

} // namespace ledgercast
