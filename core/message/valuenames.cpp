// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/message/valuenames.h"

#include <QCoreApplication>
#include <QMap>
#include <QRegularExpression>

#include <algorithm>

namespace ledgercast {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(MessageValues)
};

/// What every record has.
QMap<QString, QString> generalNames()
{
    return {{QStringLiteral("record_type"), Words::tr("What kind of record it is")},
            {QStringLiteral("label"), Words::tr("The record as people call it")},
            {QStringLiteral("number"), Words::tr("Its number")},
            {QStringLiteral("tenant"), Words::tr("CloudSuite tenant")},
            {QStringLiteral("company"), Words::tr("Company")},
            {QStringLiteral("division"), Words::tr("Division")},
            {QStringLiteral("where"), Words::tr("Company and division")},
            {QStringLiteral("party_id"), Words::tr("Number of the supplier, customer or payee")},
            {QStringLiteral("party_name"), Words::tr("Its name, or its number")},
            {QStringLiteral("supplier_name"), Words::tr("Its name, or its number")},
            {QStringLiteral("amount"), Words::tr("Amount with its currency")},
            {QStringLiteral("amount_raw"), Words::tr("Amount as CloudSuite has it")},
            {QStringLiteral("amount_currency"), Words::tr("Currency of the amount")},
            {QStringLiteral("is_credit"), Words::tr("Only if the amount is negative")},
            {QStringLiteral("cost_centre"), Words::tr("Cost centres with their names and shares")},
            {QStringLiteral("line_count"), Words::tr("How many lines it has")},
            {QStringLiteral("lines_total"), Words::tr("Sum of the lines' amounts")},
            {QStringLiteral("status"), Words::tr("Status in words")},
            {QStringLiteral("status_before"), Words::tr("Status before this change")},
            {QStringLiteral("read_at"), Words::tr("When Ledgercast read it")},
            {QStringLiteral("changed_on"), Words::tr("Day of the change in CloudSuite")},
            {QStringLiteral("changed_by"), Words::tr("Who changed it in CloudSuite")},
            {QStringLiteral("version"), Words::tr("How often the record was seen to change")},
            {QStringLiteral("changes"), Words::tr("What changed, old → new")},
            {QStringLiteral("is_new"), Words::tr("Only if the record is new")},
            {QStringLiteral("is_status_change"), Words::tr("Only if the status changed")},
            {QStringLiteral("changed_masked"), Words::tr("Only if bank details changed")}};
}

QString describe(const QString &name)
{
    const auto ends = [&name](const char *ending) { return name.endsWith(QLatin1String(ending)); };
    if (name.startsWith(u"status_is_"))
        return Words::tr("Only with this status");
    if (ends("_raw"))
        return Words::tr("As CloudSuite has it");
    if (ends("_age"))
        return Words::tr("How long until then, or since");
    if (ends("_change"))
        return Words::tr("Old → new, only if it changed");
    if (ends("_before"))
        return Words::tr("What it was before, only if it changed");
    QString words = name;
    words.replace(u'_', u' ');
    return words.left(1).toUpper() + words.mid(1);
}

bool isCondition(const QString &name)
{
    return name.startsWith(u"is_") || name.startsWith(u"status_is_") || name == u"changed_masked";
}

QList<ValueName> listed(const QMap<QString, QString> &names, const Values &record)
{
    QList<ValueName> list;
    for (auto name = names.cbegin(); name != names.cend(); ++name)
        list.append({name.key(), name.value(), record.value(name.key())});
    // What this record shows comes first, then what it could have.
    std::stable_sort(list.begin(), list.end(), [](const ValueName &a, const ValueName &b) {
        const auto rank = [](const ValueName &one) {
            return std::tuple(isCondition(one.name), one.example.isEmpty(), one.name.endsWith(u"_raw"));
        };
        return rank(a) < rank(b);
    });
    return list;
}

void addNames(QMap<QString, QString> &names, const QStringList &more)
{
    for (const QString &name : more) {
        if (!names.contains(name))
            names.insert(name, describe(name));
    }
}

QStringList textsOf(const MessageDesign &design)
{
    QStringList texts{design.headline,    design.fallback,       design.text,      design.context,
                      design.detailTitle, design.updateHeadline, design.updateText};
    for (const DesignField &field : design.fields)
        texts << field.value;
    return texts;
}

qsizetype distance(const QString &a, const QString &b)
{
    QList<qsizetype> row(b.size() + 1);
    for (qsizetype j = 0; j <= b.size(); ++j)
        row[j] = j;
    for (qsizetype i = 1; i <= a.size(); ++i) {
        qsizetype corner = std::exchange(row[0], i);
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const qsizetype above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, corner + (a.at(i - 1) == b.at(j - 1) ? 0 : 1)});
            corner = above;
        }
    }
    return row.last();
}

} // namespace

QStringList namesIn(const QString &text)
{
    static const QRegularExpression tag(QStringLiteral("\\{\\{\\s*[#^/]?\\s*([a-z][a-z0-9_]*)\\s*\\}\\}"));
    QStringList names;
    for (auto found = tag.globalMatch(text); found.hasNext();)
        names << found.next().captured(1);
    return names;
}

QList<ValueName> valueNames(const MessageDesign &standard, const Values &record)
{
    QMap<QString, QString> names = generalNames();
    addNames(names, record.keys());
    for (const QString &text : textsOf(standard))
        addNames(names, namesIn(text));
    for (const QString &field : standard.moneyFields)
        addNames(names, {field});
    for (const auto &[field, label] : standard.fieldLabels)
        addNames(names, {field, field + u"_change", field + u"_before"});
    return listed(names, record);
}

QList<ValueName> lineValueNames(const MessageDesign &standard, const Values &line)
{
    QMap<QString, QString> names;
    addNames(names, line.keys());
    addNames(names, namesIn(standard.detailLine));
    return listed(names, line);
}

QStringList unknownNames(const QString &text, const QList<ValueName> &known)
{
    QStringList unknown;
    for (const QString &name : namesIn(text)) {
        const bool isKnown =
            std::any_of(known.begin(), known.end(), [&](const ValueName &one) { return one.name == name; });
        // Any status may be asked for: which there are is the tenant's matter.
        if (!isKnown && !name.startsWith(u"status_is_") && !unknown.contains(name))
            unknown << name;
    }
    return unknown;
}

QString nearestName(const QString &name, const QList<ValueName> &known)
{
    QString nearest;
    qsizetype least = std::max<qsizetype>(2, name.size() / 3) + 1;
    for (const ValueName &one : known) {
        if (const qsizetype far = distance(name, one.name); far < least) {
            least = far;
            nearest = one.name;
        }
    }
    return nearest;
}

} // namespace ledgercast
