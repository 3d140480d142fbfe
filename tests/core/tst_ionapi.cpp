// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/ionapifile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringEncoder>
#include <QTemporaryDir>
#include <QTest>

using namespace ledgercast;

namespace {

const QString key86 =
    QStringLiteral("FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKE-_");

const QString accountKey = QString(QStringLiteral("ACME_TST#") + key86);

QJsonObject backendService()
{
    return {{QStringLiteral("ti"), QStringLiteral("ACME_TST")},
            {QStringLiteral("cn"), QStringLiteral("AP Sync Backend")},
            {QStringLiteral("dt"), QStringLiteral("12")},
            {QStringLiteral("ci"), QStringLiteral("ACME_TST~FAKEfakeFAKEfake_A1")},
            {QStringLiteral("cs"), key86},
            {QStringLiteral("iu"), QStringLiteral("https://mingle-ionapi.eu1.inforcloudsuite.com")},
            {QStringLiteral("pu"), QStringLiteral("https://mingle-sso.eu1.inforcloudsuite.com:443/ACME_TST/as/")},
            {QStringLiteral("oa"), QStringLiteral("authorization.oauth2")},
            {QStringLiteral("ot"), QStringLiteral("token.oauth2")},
            {QStringLiteral("or"), QStringLiteral("revoke_token.oauth2")},
            {QStringLiteral("ev"), QStringLiteral("U1478650141")},
            {QStringLiteral("v"), QStringLiteral("1.0")},
            {QStringLiteral("saak"), accountKey},
            {QStringLiteral("sask"), key86}};
}

QByteArray bytes(const QJsonObject &object)
{
    return QJsonDocument(object).toJson();
}

QJsonObject with(const char *key, const QJsonValue &value)
{
    QJsonObject object = backendService();
    object.insert(QString::fromLatin1(key), value);
    return object;
}

QJsonObject without(const QList<const char *> &keys)
{
    QJsonObject object = backendService();
    for (const char *key : keys)
        object.remove(QString::fromLatin1(key));
    return object;
}

QJsonObject clientCredentials()
{
    return without({"ti", "iu", "saak", "sask", "oa", "or", "ev", "v", "dt"});
}

QByteArray utf16(const QByteArray &utf8)
{
    QStringEncoder encoder(QStringConverter::Utf16LE, QStringConverter::Flag::WriteBom);
    return encoder.encode(QString::fromUtf8(utf8));
}

} // namespace

class TestIonApi : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsABackendServiceFile();
    void readsEveryHarmlessVariant_data();
    void readsEveryHarmlessVariant();
    void joinsAddressesWithOneSlash_data();
    void joinsAddressesWithOneSlash();
    void asksForWhatAClientCredentialsFileLeavesOut();
    void acceptsHttpOnThisComputerOnly();
    void refusesInWordsWithItsOwnCode_data();
    void refusesInWordsWithItsOwnCode();
    void neverPutsASecretIntoARefusal_data() { refusesInWordsWithItsOwnCode_data(); }
    void neverPutsASecretIntoARefusal();
    void namesTheEnvironment_data();
    void namesTheEnvironment();
    void readsBackWhatItWrites();
    void refusesFilesThatCannotBeOne();
    void readsAFileFromDisk();
};

void TestIonApi::readsABackendServiceFile()
{
    const auto file = parseIonApi(bytes(backendService()));
    QVERIFY(file);
    QCOMPARE(file->tenant, QStringLiteral("ACME_TST"));
    QCOMPARE(file->environment(), QStringLiteral("Test"));
    QCOMPARE(file->applicationName, QStringLiteral("AP Sync Backend"));
    QCOMPARE(file->grant, IonApiFile::Grant::Password);
    QCOMPARE(file->accountKey, accountKey);
    QCOMPARE(file->tokenUrl.toString(),
             QStringLiteral("https://mingle-sso.eu1.inforcloudsuite.com:443/ACME_TST/as/token.oauth2"));
    QCOMPARE(file->revokeUrl.path(), QStringLiteral("/ACME_TST/as/revoke_token.oauth2"));
    QCOMPARE(file->authorizeUrl.path(), QStringLiteral("/ACME_TST/as/authorization.oauth2"));
    QCOMPARE(file->apiUrl(QStringLiteral("M3/m3api-rest")).toString(),
             QStringLiteral("https://mingle-ionapi.eu1.inforcloudsuite.com/ACME_TST/M3/m3api-rest"));
    QVERIFY(!file->needsTenant() && !file->needsBaseUrl());
}

void TestIonApi::readsEveryHarmlessVariant_data()
{
    QTest::addColumn<QByteArray>("content");
    const QByteArray plain = bytes(backendService());
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF" + plain);
    QTest::newRow("CRLF") << QByteArray(plain).replace("\n", "\r\n");
    QTest::newRow("blanks around") << QByteArray("\n  " + plain + "\n\n");
    QTest::newRow("UTF-16") << utf16(plain);
    QTest::newRow("base64") << plain.toBase64();
    QByteArray wrapped = plain.toBase64();
    for (qsizetype at = 76; at < wrapped.size(); at += 77)
        wrapped.insert(at, '\n');
    QTest::newRow("base64 in lines") << wrapped;
    QTest::newRow("unknown keys") << bytes(with("zz", QJsonArray{1, 2}));
    QTest::newRow("scopes") << bytes(with("sc", QJsonArray{QStringLiteral("a")}));
    QTest::newRow("no optional keys") << bytes(without({"cn", "dt", "oa", "or", "ev", "v"}));
    QTest::newRow("null optional key") << bytes(with("oa", QJsonValue::Null));
    QTest::newRow("no tenant, but in the client id") << bytes(without({"ti"}));
    QJsonObject misprint = without({"iu"});
    misprint.insert(QStringLiteral("ia"), QStringLiteral("https://mingle-ionapi.eu1.inforcloudsuite.com"));
    QTest::newRow("ia for iu") << bytes(misprint);
    QJsonObject upper = without({"saak", "sask"});
    upper.insert(QStringLiteral("SAAK"), accountKey);
    upper.insert(QStringLiteral("SASK"), key86);
    QTest::newRow("keys in capitals") << bytes(upper);
}

void TestIonApi::readsEveryHarmlessVariant()
{
    QFETCH(QByteArray, content);
    const auto file = parseIonApi(content);
    if (!file)
        QFAIL(qPrintable(file.error().message + file.error().detail));
    const auto plain = parseIonApi(bytes(backendService()));
    QCOMPARE(file->tenant, plain->tenant);
    QCOMPARE(file->baseUrl, plain->baseUrl);
    QCOMPARE(file->tokenUrl, plain->tokenUrl);
    QCOMPARE(file->accountKey, plain->accountKey);
    QCOMPARE(file->accountSecret, plain->accountSecret);
}

void TestIonApi::joinsAddressesWithOneSlash_data()
{
    QTest::addColumn<QString>("pu");
    QTest::addColumn<QString>("ot");
    QTest::addColumn<QString>("token");
    const auto row = [](const char *name, const char *pu, const char *ot, const char *token) {
        QTest::newRow(name) << QString::fromLatin1(pu) << QString::fromLatin1(ot) << QString::fromLatin1(token);
    };
    row("no slash", "https://h/T/as", "token.oauth2", "https://h/T/as/token.oauth2");
    row("both slashes", "https://h/T/as/", "/token.oauth2", "https://h/T/as/token.oauth2");
    row("many slashes", "https://h/T/as///", "//token.oauth2", "https://h/T/as/token.oauth2");
    row("port", "https://h:443/T/as/", "token.oauth2", "https://h:443/T/as/token.oauth2");
    row("on premises", "https://h:2443/InforIntSTS", "connect/token", "https://h:2443/InforIntSTS/connect/token");
    row("no path", "https://h", "token", "https://h/token");
}

void TestIonApi::joinsAddressesWithOneSlash()
{
    QFETCH(QString, pu);
    QFETCH(QString, ot);
    QJsonObject object = with("pu", pu);
    object.insert(QStringLiteral("ot"), ot);
    object.insert(QStringLiteral("iu"), QStringLiteral("https://api.example.com//"));
    const auto file = parseIonApi(bytes(object));
    QVERIFY(file);
    QTEST(file->tokenUrl.toString(), "token");
    QCOMPARE(file->apiUrl(QStringLiteral("M3")).toString(), QStringLiteral("https://api.example.com/ACME_TST/M3"));
}

void TestIonApi::asksForWhatAClientCredentialsFileLeavesOut()
{
    const auto file = parseIonApi(bytes(clientCredentials()));
    QVERIFY(file);
    QCOMPARE(file->grant, IonApiFile::Grant::ClientCredentials);
    QCOMPARE(file->tenant, QStringLiteral("ACME_TST"));
    QVERIFY(!file->needsTenant());
    QVERIFY(file->needsBaseUrl());
    const auto complete = file->withBaseUrl(QStringLiteral(" https://api.example.com/ACME_TST/ "));
    QVERIFY(complete && !complete->needsBaseUrl());
    QCOMPARE(complete->baseUrl.toString(), QStringLiteral("https://api.example.com"));
    QCOMPARE(file->withBaseUrl(QStringLiteral("api.example.com")).error().code, QStringLiteral("invalid_url"));
    QCOMPARE(file->withBaseUrl(QStringLiteral("http://api.example.com")).error().code, QStringLiteral("insecure_url"));

    QJsonObject anonymous = clientCredentials();
    anonymous.insert(QStringLiteral("ci"), QStringLiteral("someclient"));
    const auto nameless = parseIonApi(bytes(anonymous));
    QVERIFY(nameless && nameless->needsTenant());
    QCOMPARE(nameless->withTenant(QStringLiteral("ACME_PRD"))->environment(), QStringLiteral("Production"));
    QCOMPARE(nameless->withTenant(QStringLiteral("a/b")).error().code, QStringLiteral("invalid_tenant"));
}

void TestIonApi::acceptsHttpOnThisComputerOnly()
{
    QJsonObject local = with("iu", QStringLiteral("http://127.0.0.1:8080"));
    local.insert(QStringLiteral("pu"), QStringLiteral("http://localhost:8080/ACME_TST/as/"));
    QVERIFY(parseIonApi(bytes(local)));
    QCOMPARE(parseIonApi(bytes(with("iu", QStringLiteral("http://localhost.example.com")))).error().code,
             QStringLiteral("insecure_url"));
}

void TestIonApi::refusesInWordsWithItsOwnCode_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const QByteArray &content, const char *code) {
        QTest::newRow(name) << content << QString::fromLatin1(code);
    };
    row("empty", "", "empty");
    row("only blanks", " \r\n\t", "empty");
    row("200 MB", QByteArray(200 * 1024 * 1024, '{'), "too_large");
    row("binary",
        QByteArray("\x7f"
                   "ELF\x02\x01\x01\x00\x00\x00\xff\xfe",
                   12),
        "binary");
    row("invalid UTF-8", "{\"ti\":\"\xC3\x28\"}", "binary");
    row("text", "Dear colleague, the file is attached.", "not_json");
    row("cut off", bytes(backendService()).left(200), "not_json");
    row("HTML", "<html><body>Sign in</body></html>", "not_json");
    row("array", "[" + bytes(backendService()) + "]", "not_an_object");
    row("number", "42", "not_json");
    row("empty object", "{}", "missing_field");
    row("no client id", bytes(without({"ci"})), "missing_field");
    row("no client secret", bytes(without({"cs"})), "missing_field");
    row("blank client secret", bytes(with("cs", QStringLiteral("  "))), "missing_field");
    row("no server", bytes(without({"pu"})), "missing_field");
    row("no token path", bytes(without({"ot"})), "missing_field");
    row("no API", bytes(without({"iu"})), "missing_field");
    row("number for client id", bytes(with("ci", 12)), "wrong_type");
    row("object for address", bytes(with("pu", QJsonObject())), "wrong_type");
    row("no service account", bytes(without({"saak", "sask"})), "no_service_account");
    row("empty service account", bytes([] {
            QJsonObject object = with("saak", QString());
            object.insert(QStringLiteral("sask"), QString());
            return object;
        }()),
        "no_service_account");
    row("half a service account", bytes(without({"sask"})), "incomplete_service_account");
    QJsonObject web = without({"saak", "sask"});
    web.insert(QStringLiteral("ru"), QStringLiteral("https://app.example.com/callback"));
    row("web application", bytes(web), "web_application");
    web.insert(QStringLiteral("ru"), QJsonArray{QStringLiteral("https://app.example.com/callback")});
    row("web application with several addresses", bytes(web), "web_application");
    row("http API", bytes(with("iu", QStringLiteral("http://api.example.com"))), "insecure_url");
    row("http server", bytes(with("pu", QStringLiteral("http://sso.example.com/as/"))), "insecure_url");
    row("file address", bytes(with("iu", QStringLiteral("file:///etc/passwd"))), "invalid_url");
    row("no scheme", bytes(with("iu", QStringLiteral("api.example.com"))), "invalid_url");
    row("credentials in the address", bytes(with("iu", QStringLiteral("https://a:b@api.example.com"))), "invalid_url");
    row("whole address as path", bytes(with("ot", QStringLiteral("https://evil.example.com/"))), "invalid_url");
    row("odd tenant", bytes(with("ti", QStringLiteral("../ACME"))), "invalid_tenant");
}

void TestIonApi::refusesInWordsWithItsOwnCode()
{
    QFETCH(QByteArray, content);
    const auto file = parseIonApi(content);
    QVERIFY(!file);
    QTEST(file.error().code, "code");
    QCOMPARE(file.error().kind, ErrorKind::Input);
    QVERIFY(file.error().message.endsWith(u'.'));
    QVERIFY(!file.error().message.contains(u'!'));
}

void TestIonApi::neverPutsASecretIntoARefusal()
{
    QFETCH(QByteArray, content);
    const Error error = parseIonApi(content).error();
    QVERIFY(!error.message.contains(key86.left(20)));
    QVERIFY(!error.detail.contains(key86.left(20)));
}

void TestIonApi::namesTheEnvironment_data()
{
    QTest::addColumn<QString>("tenant");
    QTest::addColumn<QString>("environment");
    QTest::newRow("production") << QStringLiteral("ACME_PRD") << QStringLiteral("Production");
    QTest::newRow("development") << QStringLiteral("ACME_DEV") << QStringLiteral("Development");
    QTest::newRow("training") << QStringLiteral("ACME_TRN") << QStringLiteral("Training");
    QTest::newRow("demonstration") << QStringLiteral("A_B_DEM") << QStringLiteral("Demonstration");
    QTest::newRow("additional") << QStringLiteral("ACME_AX1") << QStringLiteral("Additional");
    QTest::newRow("unknown") << QStringLiteral("ACME") << QString();
}

void TestIonApi::namesTheEnvironment()
{
    QFETCH(QString, tenant);
    QTEST(parseIonApi(bytes(with("ti", tenant)))->environment(), "environment");
}

void TestIonApi::readsBackWhatItWrites()
{
    const auto password = parseIonApi(bytes(backendService()));
    QCOMPARE(*parseIonApi(password->toJson()), *password);
    // Endpoints that end in a slash, or lie at different depths.
    for (const auto &[token, revoke] : {std::pair{"token.oauth2/", "revoke"}, {"a/b/token", "revoke/"}, {"t", "t"}}) {
        QJsonObject object = with("ot", QString::fromLatin1(token));
        object.insert(QStringLiteral("or"), QString::fromLatin1(revoke));
        const auto odd = parseIonApi(bytes(object));
        QVERIFY(odd);
        const auto again = parseIonApi(odd->toJson());
        QVERIFY2(again, odd->toJson().constData());
        QCOMPARE(*again, *odd);
    }
    const auto marked = parseIonApi(bytes(with("cn", QString(QChar(QChar::ByteOrderMark) + u"Ledgercast"_qs))));
    QCOMPARE(*parseIonApi(marked->toJson()), *marked);
    const auto minimal = parseIonApi(bytes(clientCredentials()));
    QCOMPARE(*parseIonApi(minimal->toJson()), *minimal);
    const auto complete = minimal->withBaseUrl(QStringLiteral("https://api.example.com"));
    QCOMPARE(*parseIonApi(complete->toJson()), *complete);
}

void TestIonApi::refusesFilesThatCannotBeOne()
{
    QTemporaryDir folder;
    QCOMPARE(readIonApiFile(folder.path()).error().code, QStringLiteral("folder"));
    QCOMPARE(readIonApiFile(folder.filePath(QStringLiteral("none.ionapi"))).error().code, QStringLiteral("not_found"));
    QCOMPARE(readIonApiFile(QStringLiteral("/dev/zero")).error().code, QStringLiteral("not_a_file"));
    QFile large(folder.filePath(QStringLiteral("large.ionapi")));
    QVERIFY(large.open(QIODevice::WriteOnly) && large.resize(200 * 1024 * 1024));
    const Error error = readIonApiFile(large.fileName()).error();
    QCOMPARE(error.code, QStringLiteral("too_large"));
    QVERIFY(error.message.contains(u"200 MB"));
}

void TestIonApi::readsAFileFromDisk()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("AP Sync Backend.ionapi")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes(backendService()));
    file.close();
    QVERIFY(readIonApiFile(file.fileName()));
    QVERIFY(file.setPermissions({}));
    if (!QFile(file.fileName()).open(QIODevice::ReadOnly)) // root may read everything
        QCOMPARE(readIonApiFile(file.fileName()).error().code, QStringLiteral("unreadable"));
}

QTEST_GUILESS_MAIN(TestIonApi)
#include "tst_ionapi.moc"
