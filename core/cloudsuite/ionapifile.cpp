// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/ionapifile.h"

#include "core/base/redaction.h"
#include "core/net/httpclient.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QStringDecoder>

#include <array>

namespace ledgercast {

namespace {

constexpr qint64 maxFileBytes = 1024 * 1024;

tl::unexpected<Error> refuse(const char *code, const QString &message, const QString &detail = {})
{
    return fail(ErrorKind::Input, QObject::tr("Read the .ionapi file"), message, detail, QString::fromLatin1(code));
}

QString notIonApi()
{
    return QObject::tr("This isn't a .ionapi file. It should be a small text file that starts with {. Choose the file "
                       "that was downloaded from Infor OS Portal, Authorized Apps.");
}

/// UTF-8 or UTF-16 with or without byte order mark; none if it is neither.
std::optional<QString> decoded(const QByteArray &content)
{
    auto encoding = QStringConverter::encodingForData(content, u'{');
    if (!encoding)
        encoding = QStringConverter::Utf8;
    QStringDecoder decoder(*encoding);
    QString text = decoder.decode(content);
    if (decoder.hasError() || text.contains(QChar::Null))
        return std::nullopt;
    return std::move(text).trimmed();
}

/// Deployment pipelines pass the file on as base64.
QString unwrapped(const QString &text)
{
    static const QRegularExpression blanks(QStringLiteral("\\s+"));
    if (text.startsWith(u'{') || text.startsWith(u'['))
        return text;
    const auto bytes =
        QByteArray::fromBase64Encoding(QString(text).remove(blanks).toUtf8(), QByteArray::AbortOnBase64DecodingErrors);
    if (!bytes)
        return text;
    const auto inner = decoded(*bytes);
    return inner && inner->startsWith(u'{') ? *inner : text;
}

/// The values we read, by lower-case key: documents print SAAK and SASK in capitals.
class Values
{
public:
    explicit Values(const QJsonObject &object)
    {
        for (auto entry = object.begin(); entry != object.end(); ++entry) {
            const QString key = entry.key().toLower();
            if (!m_values.contains(key) || key == entry.key())
                m_values.insert(key, entry.value());
        }
    }
    /// Without byte order marks: a JSON writer and reader don't agree on those at a text's beginning.
    [[nodiscard]] QString text(const QString &key) const
    {
        return m_values.value(key).toString().remove(QChar(QChar::ByteOrderMark)).trimmed();
    }
    [[nodiscard]] bool has(const QString &key) const { return !text(key).isEmpty(); }
    /// The first of our keys that holds something else than text, or null.
    [[nodiscard]] QString mistyped() const
    {
        static const QStringList keys{QStringLiteral("ti"),   QStringLiteral("cn"),   QStringLiteral("ci"),
                                      QStringLiteral("cs"),   QStringLiteral("iu"),   QStringLiteral("ia"),
                                      QStringLiteral("pu"),   QStringLiteral("oa"),   QStringLiteral("ot"),
                                      QStringLiteral("or"),   QStringLiteral("ru"),   QStringLiteral("saak"),
                                      QStringLiteral("sask"), QStringLiteral("grant")};
        for (const QString &key : keys) {
            const QJsonValue value = m_values.value(key);
            const bool isRedirectList = key == u"ru" && value.isArray();
            if (!value.isUndefined() && !value.isNull() && !value.isString() && !isRedirectList)
                return key;
        }
        return {};
    }
    /// Web and mobile applications have an address to return to; some files list several.
    [[nodiscard]] bool hasRedirect() const
    {
        return has(QStringLiteral("ru")) || !m_values.value(QStringLiteral("ru")).toArray().isEmpty();
    }

private:
    QHash<QString, QJsonValue> m_values;
};

Result<QUrl> endpoint(const QString &key, const QString &address)
{
    const QUrl url(address, QUrl::StrictMode);
    const bool isHttp = url.scheme() == u"https" || url.scheme() == u"http";
    if (!url.isValid() || !isHttp || url.host().isEmpty() || !url.userInfo().isEmpty() || url.hasQuery() ||
        url.hasFragment()) {
        return refuse("invalid_url",
                      QObject::tr("The file's entry \"%1\" isn't a web address. The file was changed or damaged. "
                                  "Download it again.")
                          .arg(key),
                      redacted(address, 200));
    }
    if (!HttpClient::isAllowed(url)) {
        return refuse("insecure_url",
                      QObject::tr("The file's entry \"%1\" is an address without encryption (http). Ledgercast sends "
                                  "credentials over https only. Ask for a file with https addresses.")
                          .arg(key),
                      url.host());
    }
    return url;
}

/// Joined with exactly one slash, whatever the two sides bring.
Result<QUrl> joined(const QString &key, QString base, QString path)
{
    while (base.endsWith(u'/'))
        base.chop(1);
    while (path.startsWith(u'/'))
        path.remove(0, 1);
    if (path.isEmpty())
        return endpoint(key, base);
    if (path.contains(u"://")) {
        return refuse("invalid_url", QObject::tr("The file's entry \"%1\" should be the end of an address, but is a "
                                                 "whole one. The file was changed or damaged. Download it again.")
                                         .arg(key));
    }
    return endpoint(key, base + u'/' + path);
}

bool isTenantName(const QString &name)
{
    static const QRegularExpression allowed(QStringLiteral("\\A[A-Za-z0-9][A-Za-z0-9_.-]{0,63}\\z"));
    return allowed.match(name).hasMatch();
}

tl::unexpected<Error> noServiceAccount(const Values &values)
{
    if (values.hasRedirect()) {
        return refuse("web_application",
                      QObject::tr("The file has no service account keys: it belongs to a web or mobile application, "
                                  "where a person signs in. Ask for a backend service file: in Infor OS Portal, API "
                                  "Gateway, Authorized Apps, type Backend Service, downloaded with \"Create Service "
                                  "Account\" ticked."));
    }
    return refuse("no_service_account",
                  QObject::tr("The file has no service account keys. Ask for a backend service file: the administrator "
                              "downloads it again with \"Create Service Account\" ticked."));
}

std::optional<Error> readGrant(IonApiFile &file, const Values &values)
{
    file.accountKey = values.text(QStringLiteral("saak"));
    file.accountSecret = values.text(QStringLiteral("sask"));
    if (file.accountKey.isEmpty() != file.accountSecret.isEmpty()) {
        const QString missing = file.accountKey.isEmpty() ? QStringLiteral("saak") : QStringLiteral("sask");
        return refuse("incomplete_service_account",
                      QObject::tr("The file has only one of the two service account keys; \"%1\" is missing. Ask for a "
                                  "new download with \"Create Service Account\" ticked.")
                          .arg(missing))
            .value();
    }
    if (!file.accountKey.isEmpty())
        return std::nullopt;
    const bool isNamed = values.text(QStringLiteral("grant")) == u"client_credentials";
    const bool isMinimal = !values.has(QStringLiteral("ti")) && !values.has(QStringLiteral("iu")) &&
                           !values.has(QStringLiteral("ia")) && !values.hasRedirect();
    if (!isNamed && !isMinimal)
        return noServiceAccount(values).value();
    file.grant = IonApiFile::Grant::ClientCredentials;
    return std::nullopt;
}

std::optional<Error> readEndpoints(IonApiFile &file, const Values &values)
{
    const QString base = values.text(QStringLiteral("pu"));
    // One published README misprints "iu" as "ia".
    const QString api =
        values.has(QStringLiteral("iu")) ? values.text(QStringLiteral("iu")) : values.text(QStringLiteral("ia"));
    const std::array<std::tuple<QString, QString, QString, QUrl *>, 4> endpoints{{
        {QStringLiteral("iu"), api, {}, &file.baseUrl},
        {QStringLiteral("pu"), base, values.text(QStringLiteral("ot")), &file.tokenUrl},
        {QStringLiteral("or"), base, values.text(QStringLiteral("or")), &file.revokeUrl},
        {QStringLiteral("oa"), base, values.text(QStringLiteral("oa")), &file.authorizeUrl},
    }};
    for (const auto &[key, start, path, target] : endpoints) {
        const bool isAbsent = key == u"iu" ? start.isEmpty() : (key != u"pu" && path.isEmpty());
        if (isAbsent)
            continue;
        const auto url = joined(key, start, path);
        if (!url)
            return url.error();
        *target = *url;
    }
    return std::nullopt;
}

Result<QJsonObject> parsedObject(const QByteArray &content)
{
    if (content.trimmed().isEmpty())
        return refuse("empty", QObject::tr("The file is empty. Download the .ionapi file again."));
    if (content.size() > maxFileBytes)
        return refuse("too_large", QObject::tr("The file is larger than 1 MB, so it isn't a .ionapi file. It should be "
                                               "a small text file that starts with {."));
    const auto text = decoded(content);
    if (!text)
        return refuse("binary", notIonApi(), QStringLiteral("neither UTF-8 nor UTF-16 text"));
    QJsonParseError mistake{};
    const QJsonDocument document = QJsonDocument::fromJson(unwrapped(*text).toUtf8(), &mistake);
    if (document.isArray())
        return refuse("not_an_object", notIonApi(), QStringLiteral("a JSON array"));
    if (!document.isObject())
        return refuse("not_json", notIonApi(),
                      QStringLiteral("%1 at byte %2").arg(mistake.errorString()).arg(mistake.offset));
    return document.object();
}

std::optional<Error> firstMissing(const Values &values)
{
    static const std::array<std::pair<const char *, const char *>, 4> needed{{
        {"ci", QT_TR_NOOP("client id")},
        {"cs", QT_TR_NOOP("client secret")},
        {"pu", QT_TR_NOOP("address of the sign-in server")},
        {"ot", QT_TR_NOOP("path of the token endpoint")},
    }};
    for (const auto &[key, name] : needed) {
        if (!values.has(QString::fromLatin1(key))) {
            return refuse(
                       "missing_field",
                       QObject::tr("The file has no %1 (\"%2\"). It is incomplete, or isn't a .ionapi file. Download "
                                   "it again from Infor OS Portal, Authorized Apps.")
                           .arg(QObject::tr(name), QString::fromLatin1(key)),
                       QString::fromLatin1(key))
                .value();
        }
    }
    return std::nullopt;
}

} // namespace

QString IonApiFile::environment() const
{
    const QString suffix = tenant.section(u'_', -1).toUpper();
    if (suffix == u"PRD")
        return QObject::tr("Production");
    if (suffix == u"TST")
        return QObject::tr("Test");
    if (suffix == u"DEV")
        return QObject::tr("Development");
    if (suffix == u"TRN")
        return QObject::tr("Training");
    if (suffix == u"DEM")
        return QObject::tr("Demonstration");
    return suffix.startsWith(u"AX") && suffix.size() == 3 ? QObject::tr("Additional") : QString();
}

Result<IonApiFile> IonApiFile::withTenant(const QString &name) const
{
    IonApiFile file = *this;
    file.tenant = name.trimmed();
    if (!isTenantName(file.tenant)) {
        return refuse("invalid_tenant",
                      QObject::tr("\"%1\" isn't the name of a tenant. It looks like ACME_PRD: letters, "
                                  "digits and underscores.")
                          .arg(redacted(name, 80)));
    }
    return file;
}

Result<IonApiFile> IonApiFile::withBaseUrl(const QString &address) const
{
    IonApiFile file = *this;
    auto url = joined(QStringLiteral("iu"), address.trimmed(), {});
    if (!url)
        return tl::unexpected(url.error());
    // People copy the address with the tenant behind it.
    const QString path = url->path();
    if (!tenant.isEmpty() && path.endsWith(u'/' + tenant))
        url->setPath(path.chopped(tenant.size() + 1));
    file.baseUrl = *url;
    return file;
}

QUrl IonApiFile::apiUrl(const QString &path) const
{
    return QUrl(baseUrl.toString(QUrl::FullyEncoded) + u'/' + tenant + u'/' + path, QUrl::StrictMode);
}

namespace {

/// The longest beginning, up to a slash, that these addresses have in common and joined() puts before their rest again.
QString commonBase(const QStringList &addresses)
{
    QString base = addresses.constFirst();
    const auto isWhole = [&](const QString &address) {
        const QString rest = address.mid(base.size());
        return address.startsWith(base) && !rest.isEmpty() && !rest.startsWith(u'/');
    };
    while (!base.isEmpty() &&
           (!base.endsWith(u'/') || base.endsWith(u"//") || !std::all_of(addresses.begin(), addresses.end(), isWhole)))
        base.chop(1);
    return base;
}

} // namespace

QByteArray IonApiFile::toJson() const
{
    QStringList addresses;
    for (const QUrl &url : {tokenUrl, revokeUrl, authorizeUrl}) {
        if (!url.isEmpty())
            addresses << url.toString(QUrl::FullyEncoded);
    }
    const QString base = addresses.isEmpty() ? QString() : commonBase(addresses);
    const auto relative = [&base](const QUrl &url) { return url.toString(QUrl::FullyEncoded).mid(base.size()); };
    QJsonObject object{{QStringLiteral("ti"), tenant},
                       {QStringLiteral("cn"), applicationName},
                       {QStringLiteral("ci"), clientId},
                       {QStringLiteral("cs"), clientSecret},
                       {QStringLiteral("iu"), baseUrl.toString(QUrl::FullyEncoded)},
                       {QStringLiteral("pu"), base},
                       {QStringLiteral("ot"), relative(tokenUrl)}};
    if (!revokeUrl.isEmpty())
        object.insert(QStringLiteral("or"), relative(revokeUrl));
    if (!authorizeUrl.isEmpty())
        object.insert(QStringLiteral("oa"), relative(authorizeUrl));
    if (grant == Grant::Password) {
        object.insert(QStringLiteral("saak"), accountKey);
        object.insert(QStringLiteral("sask"), accountSecret);
    } else {
        object.insert(QStringLiteral("grant"), QStringLiteral("client_credentials"));
    }
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Result<IonApiFile> parseIonApi(const QByteArray &content)
{
    const auto object = parsedObject(content);
    if (!object)
        return tl::unexpected(object.error());
    const Values values(*object);
    if (const QString key = values.mistyped(); !key.isEmpty())
        return refuse("wrong_type", QObject::tr("The file's entry \"%1\" should be text. The file was changed or "
                                                "damaged. Download it again.")
                                        .arg(key));
    if (auto missing = firstMissing(values))
        return tl::unexpected(*missing);

    IonApiFile file;
    file.applicationName = values.text(QStringLiteral("cn"));
    file.clientId = values.text(QStringLiteral("ci"));
    file.clientSecret = values.text(QStringLiteral("cs"));
    if (auto mistake = readGrant(file, values))
        return tl::unexpected(*mistake);
    if (auto mistake = readEndpoints(file, values))
        return tl::unexpected(*mistake);
    if (file.grant == IonApiFile::Grant::Password && file.needsBaseUrl())
        return refuse("missing_field",
                      QObject::tr("The file has no address of the ION API (\"iu\"). It is incomplete. "
                                  "Download it again from Infor OS Portal, Authorized Apps."),
                      QStringLiteral("iu"));
    QString tenant = values.text(QStringLiteral("ti"));
    if (tenant.isEmpty() && file.clientId.contains(u'~'))
        tenant = file.clientId.section(u'~', 0, 0);
    if (tenant.isEmpty() && file.accountKey.contains(u'#'))
        tenant = file.accountKey.section(u'#', 0, 0);
    return tenant.isEmpty() ? Result<IonApiFile>(file) : file.withTenant(tenant);
}

Result<IonApiFile> readIonApiFile(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return refuse("not_found", QObject::tr("The file %1 isn't there any more.").arg(info.fileName()));
    if (info.isDir())
        return refuse("folder", QObject::tr("%1 is a folder. Choose the .ionapi file inside it.").arg(info.fileName()));
    if (!info.isFile())
        return refuse("not_a_file", QObject::tr("%1 is a device, not a file.").arg(info.fileName()));
    if (info.size() > maxFileBytes) {
        return refuse("too_large",
                      QObject::tr("The file %1 has %2 MB, so it isn't a .ionapi file. It should be a small "
                                  "text file that starts with {.")
                          .arg(info.fileName())
                          .arg((info.size() + maxFileBytes - 1) / maxFileBytes));
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return refuse("unreadable",
                      QObject::tr("You may not read the file %1. Copy it to your own folder, or ask for permission.")
                          .arg(info.fileName()),
                      file.errorString());
    }
    return parseIonApi(file.read(maxFileBytes + 1));
}

} // namespace ledgercast
