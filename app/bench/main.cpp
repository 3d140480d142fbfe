// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/calls.h"
#include "app/bench/deliveries.h"
#include "app/bench/desktop.h"
#include "app/bench/ingest.h"
#include "app/bench/lanes.h"
#include "app/bench/simulate.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>

#include <cstdio>
#include <cstring>
#include <functional>

using namespace ledgercast::bench;

namespace {

struct Bench
{
    const char *name;
    std::function<std::optional<Figure>(int rows)> run;
};

const QList<Bench> &benches()
{
    static const QList<Bench> all{{"ingest", ingest},
                                  {"ingest-routed", ingestRouted},
                                  {"deliveries", [](int rows) { return deliveries(std::min(rows, 5000)); }},
                                  {"pacing", [](int) { return pacing(20); }},
                                  {"pacing", [](int) { return pacing(40); }},
                                  {"lanes", [](int) { return lanes(); }},
                                  {"calls", [](int) { return calls(); }},
                                  {"simulate", [](int) { return simulate(); }},
                                  {"startup", [](int) { return startUp(); }},
                                  {"memory", [](int) { return memory(); }}};
    return all;
}

QString names()
{
    QStringList result;
    for (const Bench &bench : benches())
        result << QString::fromLatin1(bench.name);
    result.removeDuplicates(); // one name may measure twice
    return result.join(QStringLiteral(", "));
}

void print(const Figure &figure, bool isJson)
{
    const double ratio = figure.ours / figure.reference;
    if (isJson) {
        const QJsonObject object{
            {QStringLiteral("bench"), figure.name},          {QStringLiteral("ours"), figure.ours},
            {QStringLiteral("reference"), figure.reference}, {QStringLiteral("ratio"), ratio},
            {QStringLiteral("unit"), figure.unit},           {QStringLiteral("detail"), figure.detail}};
        std::printf("%s\n", QJsonDocument(object).toJson(QJsonDocument::Compact).constData());
    } else {
        std::printf("%s: %.1f %s, reference %.1f, ratio %.2f (%s)\n", qPrintable(figure.name), figure.ours,
                    qPrintable(figure.unit), figure.reference, ratio, qPrintable(figure.detail));
    }
    std::fflush(stdout);
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc == 2 && std::strcmp(argv[1], "--empty-window") == 0)
        return runEmptyWindow(argc, argv);
    const QCoreApplication application(argc, argv);
    QLoggingCategory::setFilterRules(QStringLiteral("ledgercast.*.info=false"));
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Measures Ledgercast beside a limit or a peer, in one run."));
    parser.addHelpOption();
    parser.addOption({QStringLiteral("json"), QStringLiteral("One JSON object a line.")});
    parser.addOption(
        {QStringLiteral("rows"), QStringLiteral("Documents to ingest."), QStringLiteral("N"), QStringLiteral("20000")});
    parser.addPositionalArgument(QStringLiteral("NAME"),
                                 QStringLiteral("What to measure: %1 (default: all).").arg(names()),
                                 QStringLiteral("[NAME…]"));
    parser.process(application);
    const QStringList wanted = parser.positionalArguments();
    for (const QString &name : wanted) {
        if (std::none_of(benches().begin(), benches().end(),
                         [&](const Bench &one) { return name == QLatin1StringView(one.name); })) {
            std::fprintf(stderr, "There is no benchmark called %s. There are: %s.\n", qPrintable(name),
                         qPrintable(names()));
            return 2;
        }
    }
    const int rows = parser.value(QStringLiteral("rows")).toInt();
    if (rows < 1 || rows > 10'000'000) {
        std::fprintf(stderr, "--rows takes a number from 1 to 10000000.\n");
        return 2;
    }
    for (const Bench &bench : benches()) {
        if (!wanted.isEmpty() && !wanted.contains(QLatin1StringView(bench.name)))
            continue;
        const auto figure = bench.run(rows);
        if (!figure) {
            std::fprintf(stderr,
                         "%s couldn't be measured. Is there space in the folder for temporary files, and do the "
                         "programs lie beside each other?\n",
                         bench.name);
            return 1;
        }
        print(*figure, parser.isSet(QStringLiteral("json")));
    }
    return 0;
}
