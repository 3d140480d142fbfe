// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/ingest.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

using namespace ledgercast::bench;

namespace {

void print(const Figure &figure, bool isJson)
{
    const double ratio = figure.ours / figure.reference;
    if (!isJson) {
        std::printf("%s: %.0f %s, reference %.0f, ratio %.2f (%s)\n", qPrintable(figure.name), figure.ours,
                    qPrintable(figure.unit), figure.reference, ratio, qPrintable(figure.detail));
        return;
    }
    const QJsonObject object{
        {QStringLiteral("bench"), figure.name},          {QStringLiteral("ours"), figure.ours},
        {QStringLiteral("reference"), figure.reference}, {QStringLiteral("ratio"), ratio},
        {QStringLiteral("unit"), figure.unit},           {QStringLiteral("detail"), figure.detail}};
    std::printf("%s\n", QJsonDocument(object).toJson(QJsonDocument::Compact).constData());
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Measures Ledgercast beside a limit or a peer, in one run."));
    parser.addHelpOption();
    parser.addOption({QStringLiteral("json"), QStringLiteral("One JSON object a line.")});
    parser.addOption(
        {QStringLiteral("rows"), QStringLiteral("Documents to ingest."), QStringLiteral("N"), QStringLiteral("20000")});
    parser.addPositionalArgument(QStringLiteral("NAME"), QStringLiteral("What to measure: ingest (default: all)."),
                                 QStringLiteral("[NAME…]"));
    parser.process(application);
    for (const QString &name : parser.positionalArguments()) {
        if (name != u"ingest") {
            std::fprintf(stderr, "There is no benchmark called %s. There is: ingest.\n", qPrintable(name));
            return 2;
        }
    }
    const int rows = parser.value(QStringLiteral("rows")).toInt();
    if (rows < 1 || rows > 10'000'000) {
        std::fprintf(stderr, "--rows takes a number from 1 to 10000000.\n");
        return 2;
    }
    const auto figure = ingest(rows);
    if (!figure) {
        std::fprintf(stderr, "The database couldn't be written. Is there space in the folder for temporary files?\n");
        return 1;
    }
    print(*figure, parser.isSet(QStringLiteral("json")));
    return 0;
}
