// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/present/ruleimport.h"

#include "core/routing/routescsv.h"
#include "ui/format/format.h"
#include "ui/present/rulechanges.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace ledgercast {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(RuleImport)
};

void tellProblems(RuleImport &import, const QString &fileName)
{
    QSet<int> numbers;
    for (const RowError &error : std::as_const(import.refused)) {
        numbers.insert(error.line);
        import.lines.append({RuleImport::Kind::Refused,
                             { format::count(error.line),
                               error.column.isEmpty() ? Words::tr("whole line") : error.column,
                               error.reason }});
    }
    import.titles = {Words::tr("Line"), Words::tr("Column"), Words::tr("Why it can't be read")};
    import.title = numbers.size() == 1
                       ? Words::tr("1 line of %1 can't be read").arg(fileName)
                       : Words::tr("%1 lines of %2 can't be read").arg(format::count(numbers.size()), fileName);
    import.summary =
        Words::tr("Nothing was taken from this file; rules and draft are as before. Correct what is listed "
                  "and import it again.");
}

void tellChanges(RuleImport &import, const RuleDraft &imported, const RuleDraft &draft)
{
    const RuleChangeWords words = ruleChangeWords(imported);
    const auto add = [&](RuleImport::Kind kind, const QString &what, const QStringList &lines) {
        for (const QString &line : lines)
            import.lines.append({kind, { what, line }});
    };
    add(RuleImport::Kind::Changed, Words::tr("Changed"), words.changed);
    add(RuleImport::Kind::Added, Words::tr("Added"), words.added);
    add(RuleImport::Kind::Removed, Words::tr("Removed"), words.removed);
    import.titles = {Words::tr("Change"), Words::tr("Rule")};
    QStringList parts;
    const auto count = [&](const QStringList &lines, const QString &text) {
        if (!lines.isEmpty())
            parts += text.arg(format::count(lines.size()));
    };
    count(words.added, Words::tr("%1 added"));
    count(words.changed, Words::tr("%1 changed"));
    count(words.removed, Words::tr("%1 removed"));
    const auto same = imported.rules().size() - words.added.size() - words.changed.size();
    if (same > 0)
        parts += Words::tr("%1 as before").arg(format::count(same));
    import.summary = parts.join(u" · "_qs) + u'\n' +
                     Words::tr("They become the draft. Nothing is posted by them until you apply it.");
    if (draft.isChanged())
        import.summary += u' ' + Words::tr("The draft you have is replaced; Undo brings it back.");
}

} // namespace

RuleImport ruleImportOf(const QString &fileName, const QByteArray &csv, const RuleDraft &draft)
{
    RuleImport import;
    const RoutesFile file = readRoutesCsv(csv);
    import.refused = file.refused;
    if (import.isRefused()) {
        tellProblems(import, fileName);
        return import;
    }
    // A file may list its rules in any order: the priorities say which is tried first.
    QList<Route> routes = file.routes;
    std::stable_sort(routes.begin(), routes.end(),
                     [](const Route &left, const Route &right) { return left.priority < right.priority; });
    const RuleDraft imported(draft.applied(), routes);
    import.rules = imported.rules();
    import.title = routes.size() == 1 ? Words::tr("1 rule in %1").arg(fileName)
                                      : Words::tr("%1 rules in %2").arg(format::count(routes.size()), fileName);
    tellChanges(import, imported, draft);
    if (!imported.isChanged())
        import.summary = draft.isChanged() ? Words::tr("They are the rules that are applied. The draft you have is "
                                                       "replaced by them; Undo brings it back.")
                                           : Words::tr("They are the rules that are applied: nothing changes.");
    return import;
}

QByteArray problemsToCsv(const QList<RowError> &refused)
{
    QString text = QStringLiteral("line,column,reason\r\n");
    for (const RowError &error : refused)
        text += QStringLiteral("%1,%2,%3\r\n")
                    .arg(QString::number(error.line), csvCell(error.column), csvCell(error.reason));
    return text.toUtf8();
}

} // namespace ledgercast
