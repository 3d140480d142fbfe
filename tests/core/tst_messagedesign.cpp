// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/recordtype.h"
#include "core/message/composer.h"
#include "core/message/messagedesign.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace ledgercast;

namespace {

QJsonObject minimal()
{
    return {{u"recordType"_qs, u"payment"_qs},
            {u"headline"_qs, u"Payment {{number}}"_qs},
            {u"fallback"_qs, u"Payment {{number}}"_qs},
            {u"updateHeadline"_qs, u"Payment {{number}} changed"_qs}};
}

QByteArray with(const QString &key, const QJsonValue &value)
{
    QJsonObject object = minimal();
    object.insert(key, value);
    return QJsonDocument(object).toJson();
}

QByteArray without(const QString &key)
{
    QJsonObject object = minimal();
    object.remove(key);
    return QJsonDocument(object).toJson();
}

QJsonArray fields(int count)
{
    QJsonArray fields;
    for (int i = 0; i < count; ++i)
        fields.append(QJsonObject{{u"label"_qs, u"L"_qs}, {u"value"_qs, u"{{amount}}"_qs}});
    return fields;
}

} // namespace

class TestMessageDesign : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void builtInDesignsCoverTheRecordTypes();
    void readsAllParts();
    void mistakesAreNamedWithTheirPath_data();
    void mistakesAreNamedWithTheirPath();
    void unescapedValuesAreRefused_data();
    void unescapedValuesAreRefused();
    void composerWantsADesignForEveryOtherType();
    void composerRefusesADesignMadeInCodeToo();
};

void TestMessageDesign::builtInDesignsCoverTheRecordTypes()
{
    const auto designs = builtInMessageDesigns();
    QVERIFY2(designs, qPrintable(designs ? QString() : designs.error().message));
    QStringList types;
    for (const MessageDesign &design : *designs)
        types << design.recordType;
    QCOMPARE(types, recordtype::known() + QStringList({u"exception"_qs, u"*"_qs}));
    QVERIFY(Composer::builtIn());
}

void TestMessageDesign::readsAllParts()
{
    QJsonObject object = minimal();
    object.insert(u"text"_qs, u"{{#approver}}for {{approver}}{{/approver}}"_qs);
    object.insert(u"fields"_qs, QJsonArray{QJsonObject{
                                    {u"label"_qs, u"Amount"_qs}, {u"value"_qs, u"{{amount}}"_qs}, {u"wide"_qs, true}}});
    object.insert(u"context"_qs, u"{{company}}"_qs);
    object.insert(u"detailTitle"_qs, u"Lines"_qs);
    object.insert(u"detailLine"_qs, u"{{line}}"_qs);
    object.insert(u"moneyFields"_qs, QJsonArray{u"amount"_qs});
    object.insert(u"fieldLabels"_qs, QJsonObject{{u"amount"_qs, u"Amount"_qs}, {u"secret"_qs, QString()}});
    const auto design = parseMessageDesign(QJsonDocument(object).toJson(), u"payment.json"_qs);
    QVERIFY(design);
    QCOMPARE(design->recordType, u"payment"_qs);
    QCOMPARE(design->fields.size(), 1);
    QCOMPARE(design->fields.first().label, u"Amount"_qs);
    QVERIFY(design->fields.first().isFullWidth);
    QVERIFY(design->moneyFields.contains(u"amount"_qs));
    QCOMPARE(design->fieldLabels.size(), 2);
    QCOMPARE(design->detailLine, u"{{line}}"_qs);
}

void TestMessageDesign::mistakesAreNamedWithTheirPath_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("place");
    const auto oneField = [](const QJsonObject &field) { return with(u"fields"_qs, QJsonArray{field}); };
    QTest::newRow("not JSON") << QByteArray("{\"headline\":") << u"isn't JSON"_qs;
    QTest::newRow("not an object") << QByteArray("[]") << u"must be an object"_qs;
    QTest::newRow("unknown key") << with(u"colour"_qs, u"red"_qs) << u"colour: "_qs;
    QTest::newRow("missing") << without(u"fallback"_qs) << u"fallback: is missing"_qs;
    QTest::newRow("empty") << with(u"headline"_qs, u" "_qs) << u"headline: "_qs;
    QTest::newRow("wrong type") << with(u"headline"_qs, 5) << u"headline: "_qs;
    QTest::newRow("fields no list") << with(u"fields"_qs, u"x"_qs) << u"fields: "_qs;
    QTest::newRow("field no object") << with(u"fields"_qs, QJsonArray{u"x"_qs}) << u"fields/0: "_qs;
    QTest::newRow("field without value") << oneField({{u"label"_qs, u"A"_qs}}) << u"fields/0/value: "_qs;
    QTest::newRow("field with more") << oneField({{u"label"_qs, u"A"_qs}, {u"value"_qs, u"a"_qs}, {u"x"_qs, 1}})
                                     << u"fields/0/x: "_qs;
    QTest::newRow("width no yes or no") << oneField({{u"label"_qs, u"A"_qs},
                                                     {u"value"_qs, u"a"_qs},
                                                     {u"wide"_qs, u"half"_qs}})
                                        << u"fields/0/wide: "_qs;
    QTest::newRow("eleven fields") << with(u"fields"_qs, fields(11)) << u"fields: "_qs;
    QTest::newRow("money no list") << with(u"moneyFields"_qs, u"amount"_qs) << u"moneyFields: "_qs;
    QTest::newRow("money no name") << with(u"moneyFields"_qs, QJsonArray{u"a"_qs, 1}) << u"moneyFields/1: "_qs;
    QTest::newRow("labels no object") << with(u"fieldLabels"_qs, QJsonArray{}) << u"fieldLabels: "_qs;
    QTest::newRow("label no text") << with(u"fieldLabels"_qs, QJsonObject{{u"a"_qs, 1}}) << u"fieldLabels/a: "_qs;
    QTest::newRow("title without line") << with(u"detailTitle"_qs, u"Lines"_qs) << u"detailLine: "_qs;
    QTest::newRow("open section") << with(u"text"_qs, u"{{#a}}x"_qs) << u"text: "_qs;
    QTest::newRow("crossed sections") << with(u"text"_qs, u"{{#a}}{{#b}}{{/a}}{{/b}}"_qs) << u"text: "_qs;
    QTest::newRow("closed only") << with(u"text"_qs, u"{{/a}}"_qs) << u"text: "_qs;
    QTest::newRow("open braces") << with(u"text"_qs, u"a {{b"_qs) << u"text: "_qs;
    QTest::newRow("braces at the end") << with(u"text"_qs, u"a {{"_qs) << u"text: "_qs;
    QTest::newRow("written mention") << with(u"text"_qs, u"<!channel> look"_qs) << u"text: "_qs;
    QTest::newRow("mention by value") << with(u"text"_qs, u"<{{party_name}}>"_qs) << u"text: "_qs;
    QTest::newRow("control character") << with(u"text"_qs, u"a\u0007"_qs) << u"text: "_qs;
}

void TestMessageDesign::mistakesAreNamedWithTheirPath()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, place);
    const auto design = parseMessageDesign(json, u"my.json"_qs);
    QVERIFY(!design);
    QCOMPARE(design.error().kind, ErrorKind::Input);
    QVERIFY2(design.error().message.startsWith(u"my.json: " + place), qPrintable(design.error().message));
}

void TestMessageDesign::unescapedValuesAreRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("triple") << u"{{{amount}}}"_qs;
    QTest::newRow("ampersand") << u"{{&amount}}"_qs;
    QTest::newRow("ampersand with blanks") << u"{{ & amount }}"_qs;
    QTest::newRow("delimiters, then triple") << u"{{=<% %>=}}<%{amount}%>"_qs;
    QTest::newRow("delimiters") << u"{{=| |=}}|&amount|"_qs;
    QTest::newRow("partial") << u"{{>amount}}"_qs;
    QTest::newRow("triple behind a blank") << u"{{ {amount} }}"_qs;
    QTest::newRow("triple in a section") << u"{{#a}}{{{amount}}}{{/a}}"_qs;
    QTest::newRow("comment") << u"{{! {{{amount}}} }}"_qs;
    QTest::newRow("dot") << u"{{.}}"_qs;
    QTest::newRow("empty") << u"{{}}"_qs;
    QTest::newRow("four braces") << u"{{{{amount}}}}"_qs;
}

void TestMessageDesign::unescapedValuesAreRefused()
{
    QFETCH(const QString, text);
    for (const QString &key : {u"headline"_qs, u"fallback"_qs, u"text"_qs, u"context"_qs, u"updateText"_qs}) {
        const auto design = parseMessageDesign(with(key, text), u"my.json"_qs);
        QVERIFY(!design);
        QVERIFY2(design.error().message.startsWith(u"my.json: " + key), qPrintable(design.error().message));
    }
    QVERIFY(!parseMessageDesign(
        with(u"fields"_qs, QJsonArray{QJsonObject{{u"label"_qs, u"A"_qs}, {u"value"_qs, text}}}), u"my.json"_qs));
}

void TestMessageDesign::composerWantsADesignForEveryOtherType()
{
    const auto design = parseMessageDesign(QJsonDocument(minimal()).toJson(), u"my.json"_qs);
    QVERIFY(design);
    QVERIFY(!Composer::create({*design}));
    QVERIFY(!Composer::create({}));
}

void TestMessageDesign::composerRefusesADesignMadeInCodeToo()
{
    MessageDesign design;
    design.recordType = u"*"_qs;
    design.headline = u"{{{number}}}"_qs;
    const auto composer = Composer::create({design});
    QVERIFY(!composer);
    QCOMPARE(composer.error().kind, ErrorKind::Input);
}

QTEST_GUILESS_MAIN(TestMessageDesign)
#include "tst_messagedesign.moc"
