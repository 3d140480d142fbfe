// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/tst_layering_rules.h"

#include <QTest>

using namespace ledgercast::layering;

namespace {

const QString head = QStringLiteral("// SPDX-FileCopyrightText: 2026 Ledgercast contributors\n"
                                    "// SPDX-License-Identifier: GPL-3.0-or-later\n#pragma once\n");

/// Which rule a source breaks on which line, one a line: "file:line: rule: what".
QStringList broken(const Source &source, const std::vector<Rule> &rules)
{
    QStringList lines;
    for (const Rule &rule : rules) {
        for (const Finding &finding : rule.check(source))
            lines << QStringLiteral("%1:%2: %3: %4")
                         .arg(source.path())
                         .arg(source.lineAt(finding.position))
                         .arg(rule.name, finding.what);
    }
    return lines;
}

} // namespace

class LayeringTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySourceKeepsTheRule_data();
    void everySourceKeepsTheRule();
    void aBrokenRuleIsFoundInItsLine_data();
    void aBrokenRuleIsFoundInItsLine();
    void lawfulCodeIsLeftAlone_data();
    void lawfulCodeIsLeftAlone();

private:
    const std::vector<Source> m_sources =
        readSources(QStringLiteral(LEDGERCAST_SOURCE_DIR),
                    {QStringLiteral("core"), QStringLiteral("ui"), QStringLiteral("app"), QStringLiteral("tests")});
};

void LayeringTest::everySourceKeepsTheRule_data()
{
    QTest::addColumn<int>("number");
    const std::vector<Rule> rules = houseRules();
    for (int number = 0; number < static_cast<int>(rules.size()); ++number)
        QTest::newRow(qPrintable(rules.at(static_cast<std::size_t>(number)).name)) << number;
}

void LayeringTest::everySourceKeepsTheRule()
{
    QFETCH(const int, number);
    const Rule rule = houseRules().at(static_cast<std::size_t>(number));
    QVERIFY2(m_sources.size() > 20, "the sources were not found below " LEDGERCAST_SOURCE_DIR);
    QStringList lines;
    for (const Source &source : m_sources)
        lines << broken(source, {rule});
    QVERIFY2(lines.isEmpty(), qPrintable(u'\n' + lines.join(u'\n')));
}

void LayeringTest::aBrokenRuleIsFoundInItsLine_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("expected");

    const auto row = [](const char *name, const QString &path, const QString &code, const QString &expected) {
        QTest::newRow(name) << path << code << expected;
    };
    row("widget in core", u"core/base/a.h"_qs, u"#include <QWidget>\n"_qs, u"QWidget"_qs);
    row("gui module in models", u"ui/models/a.h"_qs, u"#include <QtGui/QIcon>\n"_qs, u"QtGui/QIcon"_qs);
    row("widgets linked by core", u"core/CMakeLists.txt"_qs, u"target_link_libraries(core Qt6::Widgets)\n"_qs,
        u"Qt6::Widgets"_qs);
    row("store includes engine", u"core/store/a.h"_qs, u"#include \"core/engine/console.h\"\n"_qs,
        u"core/engine/console.h"_qs);
    row("same floor", u"core/slack/a.h"_qs, u"#include \"core/cloudsuite/m3.h\"\n"_qs, u"core/cloudsuite/m3.h"_qs);
    row("unknown room", u"core/cellar/a.h"_qs, u"\n"_qs, u"core/cellar has no floor"_qs);
    row("core includes ui", u"core/base/a.h"_qs, u"#include \"ui/theme/theme.h\"\n"_qs, u"ui/theme/theme.h"_qs);
    row("ui includes app", u"ui/window/a.h"_qs, u"#include \"app/application.h\"\n"_qs, u"app/application.h"_qs);
    row("models include pages", u"ui/models/a.h"_qs, u"#include \"ui/pages/a.h\"\n"_qs, u"ui/pages/a.h"_qs);
    row("neighbour without folder", u"core/base/a.h"_qs, u"#include \"result.h\"\n"_qs, u"result.h"_qs);
    row("query outside the store", u"core/engine/a.h"_qs, u"QSqlQuery query;\n"_qs, u"QSqlQuery"_qs);
    row("statement outside the store", u"ui/a.h"_qs, u"auto s = u\"SELECT id FROM t\"_qs;\n"_qs, u"SELECT i"_qs);
    row("statement in a raw string", u"app/a.h"_qs, u"auto s = R\"(DELETE FROM t)\";\n"_qs, u"DELETE"_qs);
    row("reference into a task", u"core/net/a.h"_qs, u"QCoro::Task<Result<int>> send(const QString &url);\n"_qs,
        u"(const QString &url)"_qs);
    row("reference into a member", u"core/net/a.h"_qs, u"QCoro::Task<void> Net::send(int a,\n QString &b)\n{\n}\n"_qs,
        u"(int a, QString &b)"_qs);
    row("capturing coroutine", u"app/a.h"_qs, u"auto f = [this]() -> QCoro::Task<> { co_await x(); };\n"_qs,
        u"a lambda that is a coroutine"_qs);
    row("coroutine inside a harmless lambda", u"app/a.h"_qs, u"g([] { h([=] { co_return; }); });\n"_qs,
        u"a lambda that is a coroutine"_qs);
    row("second HTTP client", u"core/slack/a.h"_qs, u"QNetworkAccessManager m;\n"_qs, u"QNetworkAccessManager"_qs);
    row("certificate errors", u"core/net/a.h"_qs, u"reply->ignoreSslErrors();\n"_qs, u"ignoreSslErrors"_qs);
    row("events inside", u"ui/a.h"_qs, u"QCoreApplication::processEvents();\n"_qs, u"processEvents("_qs);
    row("sleep", u"core/net/a.h"_qs, u"QThread::msleep(5);\n"_qs, u"QThread::msleep"_qs);
}

void LayeringTest::aBrokenRuleIsFoundInItsLine()
{
    QFETCH(const QString, path);
    QFETCH(const QString, code);
    QFETCH(const QString, expected);
    const bool isCxx = !path.endsWith(u".txt");
    const QStringList lines = broken(Source(path, (isCxx ? head : QString()) + code), houseRules());
    QCOMPARE(lines.size(), 1);
    QVERIFY2(lines.first().contains(expected), qPrintable(lines.first()));
    const bool concernsTheFile = expected.contains(u"has no floor");
    QVERIFY2(lines.first().startsWith(path + (isCxx && !concernsTheFile ? u":4: "_qs : u":1: "_qs)),
             qPrintable(lines.first()));
}

void LayeringTest::lawfulCodeIsLeftAlone_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("code");

    QTest::newRow("comment") << u"core/base/a.h"_qs
                             << u"// QThread::sleep, QSqlQuery and processEvents( are banned\n"_qs;
    QTest::newRow("words in quotes") << u"ui/a.h"_qs << u"auto s = u\"QSqlQuery, ignoreSslErrors\"_qs;\n"_qs;
    QTest::newRow("button") << u"ui/a.h"_qs << u"auto s = tr(\"Select a file, or update routes\");\n"_qs;
    QTest::newRow("separator") << u"ui/a.h"_qs << u"int a = 30'000; QString b = u\"it's\"_qs; int c = 1'0;\n"_qs;
    QTest::newRow("downward") << u"core/engine/a.h"_qs << u"#include \"core/slack/client.h\"\n#include <QUrl>\n"_qs;
    QTest::newRow("window") << u"ui/a.h"_qs << u"#include <QWidget>\n#include \"core/base/result.h\"\n"_qs;
    QTest::newRow("task by value") << u"core/net/a.h"_qs << u"QCoro::Task<Result<int>> send(QString a, int b);\n"_qs;
    QTest::newRow("function by value") << u"core/net/a.h"_qs
                                       << u"QCoro::Task<void> each(std::function<void(const Row &)> row);\n"_qs;
    QTest::newRow("coroutine without captures")
        << u"app/a.h"_qs << u"[](QString a) -> QCoro::Task<> { co_await x(a); }(y);\n"_qs;
    QTest::newRow("captures without coroutine")
        << u"app/a.h"_qs << u"QCoro::Task<> f() { g([this](int &a) { return a; }); co_await h(); }\n"_qs;
    QTest::newRow("subscript") << u"app/a.h"_qs << u"QCoro::Task<> f() { if (a[i]) { co_await h(); } }\n"_qs;
    QTest::newRow("attribute") << u"core/net/a.h"_qs << u"[[nodiscard]] QCoro::Task<int> f() { co_return 1; }\n"_qs;
}

void LayeringTest::lawfulCodeIsLeftAlone()
{
    QFETCH(const QString, path);
    QFETCH(const QString, code);
    const QStringList lines = broken(Source(path, head + code), houseRules());
    QVERIFY2(lines.isEmpty(), qPrintable(lines.join(u'\n')));
}

QTEST_GUILESS_MAIN(LayeringTest)
#include "tst_layering.moc"
