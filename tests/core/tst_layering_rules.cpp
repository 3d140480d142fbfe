// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/tst_layering_rules.h"

#include <QFileInfo>
#include <QHash>
#include <QLibraryInfo>
#include <QRegularExpression>

#include <algorithm>

namespace ledgercast::layering {

namespace {

using Findings = std::vector<Finding>;

/// The floors of core: a folder includes itself and folders with a smaller number.
const QHash<QString, int> &coreFloors()
{
    static const QHash<QString, int> floors{
        {QStringLiteral("base"), 0},       {QStringLiteral("domain"), 1},   {QStringLiteral("net"), 2},
        {QStringLiteral("secrets"), 2},    {QStringLiteral("settings"), 2}, {QStringLiteral("store"), 3},
        {QStringLiteral("message"), 4},    {QStringLiteral("routing"), 4},  {QStringLiteral("matching"), 4},
        {QStringLiteral("cloudsuite"), 5}, {QStringLiteral("slack"), 5},    {QStringLiteral("receiver"), 5},
        {QStringLiteral("engine"), 6},
    };
    return floors;
}

bool isCxx(const Source &source)
{
    return source.path().endsWith(u".h") || source.path().endsWith(u".cpp");
}

bool liesIn(const QString &path, const QStringList &folders)
{
    return std::any_of(folders.begin(), folders.end(),
                       [&path](const QString &folder) { return path == folder || path.startsWith(folder + u'/'); });
}

bool isProgram(const Source &source)
{
    static const QStringList program{QStringLiteral("core"), QStringLiteral("ui"), QStringLiteral("app")};
    return isCxx(source) && liesIn(source.path(), program);
}

struct Include
{
    qsizetype position = 0;
    QString header;
    bool isQuoted = false;
};

std::vector<Include> includesOf(const Source &source)
{
    static const QRegularExpression include(QStringLiteral(R"(^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+))"),
                                            QRegularExpression::MultilineOption);
    std::vector<Include> includes;
    for (auto matches = include.globalMatch(source.withoutComments()); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        includes.push_back({match.capturedStart(2), match.captured(2), match.captured(1) == u"\""});
    }
    return includes;
}

Findings matchesOf(const QRegularExpression &pattern, const QString &view)
{
    Findings findings;
    for (auto matches = pattern.globalMatch(view); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        findings.push_back({match.capturedStart(), match.captured().simplified()});
    }
    return findings;
}

/// A rule that forbids a pattern in the code of the program, except below these folders.
Rule forbidden(const QString &name, const QString &pattern, const QStringList &allowedIn = {})
{
    return {name, [expression = QRegularExpression(pattern), allowedIn](const Source &source) {
                return isProgram(source) && !liesIn(source.path(), allowedIn) ? matchesOf(expression, source.code())
                                                                              : Findings{};
            }};
}

bool belongsToScreen(const QString &header)
{
    static const QStringList modules{QStringLiteral("QtGui"), QStringLiteral("QtWidgets"), QStringLiteral("QtCharts"),
                                     QStringLiteral("QtSvg"), QStringLiteral("QtSvgWidgets")};
    static const QString headers = QLibraryInfo::path(QLibraryInfo::HeadersPath);
    if (liesIn(header, modules))
        return true;
    return !header.contains(u'/') && std::any_of(modules.begin(), modules.end(), [&header](const QString &module) {
        return QFileInfo::exists(headers + u'/' + module + u'/' + header);
    });
}

Findings screenInCore(const Source &source)
{
    static const QStringList withoutScreen{QStringLiteral("core"), QStringLiteral("ui/models")};
    if (!liesIn(source.path(), withoutScreen))
        return {};
    if (!isCxx(source)) {
        static const QRegularExpression linked(QStringLiteral(
            R"(\bQt6?::(Gui|Widgets|Charts|Svg|SvgWidgets|OpenGL\w*|PrintSupport)\b|\bledgercast_ui\b)"));
        return matchesOf(linked, source.text());
    }
    Findings findings;
    for (const Include &include : includesOf(source)) {
        if (belongsToScreen(include.header))
            findings.push_back({include.position, include.header});
    }
    return findings;
}

QString roomOf(const QString &path)
{
    return path.section(u'/', 1, 1);
}

Findings upwardInCore(const Source &source)
{
    if (!isCxx(source) || !source.path().startsWith(u"core/"))
        return {};
    const QString room = roomOf(source.path());
    if (!coreFloors().contains(room))
        return {{0, QStringLiteral("core/%1 has no floor: give it one here and in the architecture").arg(room)}};
    Findings findings;
    for (const Include &include : includesOf(source)) {
        const QString other = roomOf(include.header);
        if (!include.header.startsWith(u"core/") || other == room)
            continue;
        if (coreFloors().value(other, 99) >= coreFloors().value(room))
            findings.push_back({include.position, include.header});
    }
    return findings;
}

Findings upwardBetweenParts(const Source &source)
{
    static const std::vector<std::pair<QString, QStringList>> mayInclude{
        {QStringLiteral("core"), {QStringLiteral("core")}},
        {QStringLiteral("ui/models"),
         {QStringLiteral("core"), QStringLiteral("ui/models"), QStringLiteral("ui/format")}},
        {QStringLiteral("ui"), {QStringLiteral("core"), QStringLiteral("ui")}},
        {QStringLiteral("app/sandbox"), {QStringLiteral("core"), QStringLiteral("app/sandbox")}},
        {QStringLiteral("app"), {QStringLiteral("core"), QStringLiteral("ui"), QStringLiteral("app")}},
    };
    if (!isProgram(source))
        return {};
    const auto part = std::find_if(mayInclude.begin(), mayInclude.end(),
                                   [&source](const auto &entry) { return liesIn(source.path(), {entry.first}); });
    Findings findings;
    for (const Include &include : includesOf(source)) {
        // moc and resource code is named without a folder; what we write is named from the root.
        if (include.isQuoted && !include.header.endsWith(u".moc") && !liesIn(include.header, part->second))
            findings.push_back({include.position, include.header});
    }
    return findings;
}

Findings sqlOutsideStore(const Source &source)
{
    static const QStringList allowedIn{QStringLiteral("core/store"), QStringLiteral("app/bench")};
    static const QRegularExpression classes(QStringLiteral(R"(\bQSql(Query|Database|Driver)\b)"));
    static const QRegularExpression statement(QStringLiteral(
        R"re("(?:\w*\()?\s*(SELECT\s+[\w*(]|INSERT\s+(OR\s+\w+\s+)?INTO\b|UPDATE\s+\w+\s+SET\b|DELETE\s+FROM\b|)re"
        R"(CREATE\s+(TABLE|INDEX|TRIGGER|VIRTUAL)\b|BEGIN\s+IMMEDIATE|PRAGMA\s+\w))"));
    if (!isProgram(source) || liesIn(source.path(), allowedIn))
        return {};
    Findings findings = matchesOf(classes, source.code());
    const Findings statements = matchesOf(statement, source.withoutComments());
    findings.insert(findings.end(), statements.begin(), statements.end());
    return findings;
}

bool takesReference(const QString &parameters)
{
    // A reference that belongs to a parameter's own template argument, as in std::function<void(const T &)>, is fine.
    int depth = 0;
    for (const QChar letter : parameters) {
        if (letter == u'<' || letter == u'(')
            ++depth;
        else if (letter == u'>' || letter == u')')
            --depth;
        else if (letter == u'&' && depth == 0)
            return true;
    }
    return false;
}

Findings referencesIntoTasks(const Source &source)
{
    static const QRegularExpression task(QStringLiteral(R"(\bQCoro::Task\s*<)"));
    static const QRegularExpression name(QStringLiteral(R"(\G\s*[\w:~]*\s*\()"));
    if (!isCxx(source) || !liesIn(source.path(), {QStringLiteral("core")}))
        return {};
    Findings findings;
    for (auto matches = task.globalMatch(source.code()); matches.hasNext();) {
        const qsizetype behindType = behindClosing(source.code(), matches.next().capturedEnd() - 1);
        const QRegularExpressionMatch function = name.match(source.code(), std::max<qsizetype>(behindType, 0));
        if (behindType < 0 || !function.hasMatch())
            continue;
        const qsizetype open = function.capturedEnd() - 1;
        const qsizetype end = behindClosing(source.code(), open);
        if (end > 0 && takesReference(source.code().mid(open + 1, end - open - 2)))
            findings.push_back({function.capturedStart(), source.code().mid(open, end - open).simplified()});
    }
    return findings;
}

Findings unsafeLambdaCoroutines(const Source &source)
{
    static const QRegularExpression keyword(QStringLiteral(R"(\bco_(await|return|yield)\b)"));
    if (!isProgram(source))
        return {};
    const std::vector<Lambda> lambdas = lambdasIn(source.code());
    Findings findings;
    for (auto matches = keyword.globalMatch(source.code()); matches.hasNext();) {
        const qsizetype at = matches.next().capturedStart();
        const Lambda *innermost = nullptr;
        for (const Lambda &lambda :
             lambdas) { // in order of their beginning, so the last that holds it is the innermost
            if (lambda.bodyBegin < at && at < lambda.bodyEnd)
                innermost = &lambda;
        }
        if (innermost && (innermost->capturesAnything || takesReference(innermost->parameters)))
            findings.push_back({innermost->introducer, QStringLiteral("a lambda that is a coroutine")});
    }
    return findings;
}

Findings headOfFile(const Source &source)
{
    if (!isCxx(source))
        return {};
    const QStringList lines = source.text().split(u'\n');
    if (lines.size() < 3 || !lines.at(0).startsWith(u"// SPDX-FileCopyrightText: ") ||
        lines.at(1) != u"// SPDX-License-Identifier: GPL-3.0-or-later")
        return {{0, QStringLiteral("the two SPDX lines are missing")}};
    if (source.path().endsWith(u".h") && lines.at(2) != u"#pragma once")
        return {{lines.at(0).size() + lines.at(1).size() + 2, QStringLiteral("#pragma once is missing")}};
    return {};
}

} // namespace

std::vector<Rule> houseRules()
{
    return {
        {QStringLiteral("core and ui/models know nothing of the screen"), screenInCore},
        {QStringLiteral("a folder of core includes only lower floors"), upwardInCore},
        {QStringLiteral("core knows neither ui nor app, ui knows no app; includes are named from the root"),
         upwardBetweenParts},
        {QStringLiteral("SQL lives in core/store"), sqlOutsideStore},
        {QStringLiteral("functions that return a task take their parameters by value"), referencesIntoTasks},
        {QStringLiteral("a lambda that is a coroutine captures nothing and takes no reference"),
         unsafeLambdaCoroutines},
        {QStringLiteral("a source begins with its licence, a header also with #pragma once"), headOfFile},
        forbidden(QStringLiteral("only core/net and the sandbox talk HTTP themselves"),
                  QStringLiteral(R"(\bQNetworkAccessManager\b)"),
                  {QStringLiteral("core/net"), QStringLiteral("app/sandbox")}),
        forbidden(QStringLiteral("certificate errors are never ignored"), QStringLiteral(R"(\bignoreSslErrors\b)")),
        forbidden(QStringLiteral("events are never processed from inside a function"),
                  QStringLiteral(R"(\bprocessEvents\s*\()")),
        forbidden(QStringLiteral("no thread sleeps"),
                  QStringLiteral(R"(\bQThread::[mu]?sleep\b|\bsleep_(for|until)\b)")),
    };
}

} // namespace ledgercast::layering
