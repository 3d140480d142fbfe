// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/rowclient.h"

#include <QObject>
#include <QRegularExpression>

#include <algorithm>

namespace ledgercast {

namespace rowfilter {

namespace {

Result<QString> allOf(const RowConditions &conditions, const Grammar &grammar)
{
    QStringList texts;
    for (const RowCondition &condition : conditions) {
        const auto text = grammar.condition(condition);
        if (!text)
            return fail(text.error());
        texts << *text;
    }
    return texts.join(grammar.conjunction);
}

Result<QString> anyOf(const QList<RowConditions> &alternatives, const Grammar &grammar)
{
    QStringList texts;
    for (const RowConditions &conditions : alternatives) {
        const auto text = allOf(conditions, grammar);
        if (!text)
            return fail(text.error());
        texts << (conditions.size() > 1 && alternatives.size() > 1 ? u'(' + *text + u')' : *text);
    }
    return texts.size() > 1 ? u'(' + texts.join(grammar.disjunction) + u')' : texts.value(0);
}

} // namespace

Result<QString> text(const RowQuery &query, const Grammar &grammar)
{
    QStringList parts;
    for (const auto &part : {allOf(query.where, grammar), anyOf(query.any, grammar), anyOf(query.behind, grammar)}) {
        if (!part)
            return fail(part.error());
        if (!part->isEmpty())
            parts << *part;
    }
    return parts.join(grammar.conjunction);
}

QList<RowConditions> behind(const QList<RowCondition> &key)
{
    QList<RowConditions> alternatives;
    for (qsizetype at = 0; at < key.size(); ++at) {
        RowConditions conditions = key.first(at + 1);
        for (RowCondition &condition : conditions)
            condition.op = QStringLiteral("=");
        conditions.last().op = QStringLiteral(">");
        alternatives.append(conditions);
    }
    return alternatives;
}

bool isNumber(const QString &value)
{
    static const QRegularExpression number(QStringLiteral("\\A-?[0-9]{1,18}(\\.[0-9]{1,10})?\\z"));
    return number.match(value).hasMatch();
}

bool hasControl(const QString &value)
{
    return std::any_of(value.begin(), value.end(), [](QChar character) { return character.unicode() < 0x20; });
}

tl::unexpected<Error> badValue(const RowCondition &condition)
{
    return fail(ErrorKind::Protocol, QObject::tr("Ask CloudSuite for rows"),
                QObject::tr("The value \"%1\" of %2 can't be part of a condition.")
                    .arg(condition.value.left(40), condition.column),
                {}, QStringLiteral("bad_value"));
}

} // namespace rowfilter

tl::unexpected<Error> badLink(const QString &operation)
{
    return fail(ErrorKind::Protocol, operation,
                QObject::tr("The link to the next page leads out of the list. Nothing of this page is used; "
                            "Ledgercast reads it again at the next check."),
                {}, QStringLiteral("bad_link"));
}

QByteArray quotedNumbers(const QByteArray &json)
{
    QByteArray quoted;
    quoted.reserve(json.size() + json.size() / 8);
    bool isText = false;
    for (qsizetype at = 0; at < json.size(); ++at) {
        const char character = json.at(at);
        if (isText || !(character == '-' || (character >= '0' && character <= '9'))) {
            if (character == '"')
                isText = !isText;
            quoted += character;
            if (isText && character == '\\' && at + 1 < json.size())
                quoted += json.at(++at);
            continue;
        }
        qsizetype end = at;
        while (end < json.size() && QByteArrayView("0123456789+-.eE").contains(json.at(end)))
            ++end;
        quoted += '"' + json.sliced(at, end - at) + '"';
        at = end - 1;
    }
    return quoted;
}

} // namespace ledgercast
