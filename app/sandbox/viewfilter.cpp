// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/views.h"

#include <algorithm>

namespace ledgercast::sandbox {

namespace {

bool isWord(char character)
{
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
           (character >= '0' && character <= '9') || QByteArrayView("_.-:").contains(character);
}

/// A quoted text keeps its first quotation mark.
QByteArrayList tokensOf(const QByteArray &text)
{
    QByteArrayList tokens;
    for (qsizetype at = 0; at < text.size();) {
        const char first = text.at(at);
        QByteArray token(1, first);
        ++at;
        if (first == ' ')
            continue;
        if (first == '\'' || first == '"') {
            for (; at < text.size(); ++at) {
                const bool isDoubled =
                    first == '\'' && text.at(at) == first && at + 1 < text.size() && text.at(at + 1) == first;
                if (isDoubled)
                    ++at;
                else if (text.at(at) == first)
                    break;
                token += text.at(at);
            }
            ++at;
        } else if (isWord(first)) {
            while (at < text.size() && isWord(text.at(at)))
                token += text.at(at++);
        } else if (QByteArrayView("<>").contains(first) && at < text.size() &&
                   QByteArrayView("=>").contains(text.at(at))) {
            token += text.at(at++);
        }
        tokens << token;
    }
    return tokens;
}

QByteArray digitsOf(const QByteArray &text)
{
    QByteArray digits;
    for (const char character : text) {
        if (character >= '0' && character <= '9')
            digits += character;
    }
    return digits;
}

} // namespace

std::optional<QByteArray> ViewFilter::parse(const QByteArray &text, const View &view, bool isStrict)
{
    m_tokens = tokensOf(text);
    m_at = 0;
    m_view = &view;
    m_isStrict = isStrict;
    m_mistake.reset();
    m_root = {};
    if (m_tokens.isEmpty())
        return std::nullopt;
    m_root = disjunction();
    if (!m_mistake && m_at < m_tokens.size())
        mistaken(m_tokens.at(m_at));
    return m_mistake;
}

void ViewFilter::mistaken(const QByteArray &what)
{
    if (!m_mistake)
        m_mistake = "Invalid filter at " + what;
}

QByteArray ViewFilter::token()
{
    return m_at < m_tokens.size() ? m_tokens.at(m_at++) : QByteArray();
}

bool ViewFilter::takes(QByteArrayView word)
{
    const bool isIt = m_at < m_tokens.size() && m_tokens.at(m_at).compare(word, Qt::CaseInsensitive) == 0;
    m_at += isIt ? 1 : 0;
    return isIt;
}

ViewFilter::Node ViewFilter::disjunction()
{
    Node node{Node::Or, {conjunction()}, {}};
    while (takes("or"))
        node.children.append(conjunction());
    return node;
}

ViewFilter::Node ViewFilter::conjunction()
{
    Node node{Node::And, {term()}, {}};
    while (takes("and"))
        node.children.append(term());
    return node;
}

ViewFilter::Node ViewFilter::term()
{
    if (!takes("("))
        return comparison();
    const Node inside = disjunction();
    if (!takes(")"))
        mistaken("the end: a parenthesis is open");
    return inside;
}

ViewFilter::Node ViewFilter::comparison()
{
    static const QHash<QByteArray, QByteArray> words{{"eq", "="},  {"ne", "<>"}, {"lt", "<"},
                                                     {"le", "<="}, {"gt", ">"},  {"ge", ">="}};
    static const QByteArrayList signs{"=", "<>", "<", "<=", ">", ">="};
    const QByteArray name = token();
    const QByteArray given = token();
    QByteArray value = token();
    Comparison comparison{m_view->indexOf(name), words.value(given.toLower(), given), value};
    if (comparison.column < 0) {
        mistaken(name + ", which is no property");
        return {};
    }
    if (!signs.contains(comparison.op) || value.isEmpty()) {
        mistaken(given);
        return {};
    }
    const bool isQuoted = value.startsWith('\'') || value.startsWith('"');
    const View::Kind kind = m_view->columns().at(comparison.column).kind;
    const bool isTime = kind == View::Kind::Date || kind == View::Kind::Stamp;
    if (m_isStrict && !isTime && isQuoted == m_view->isNumeric(comparison.column))
        mistaken(name + ": its value is of another type");
    comparison.value = isQuoted ? value.sliced(1) : value;
    if (isTime)
        comparison.value = digitsOf(comparison.value);
    return {Node::Compare, {}, comparison};
}

bool ViewFilter::matches(const View &view, const ViewRow &row) const
{
    return holds(view, row, m_root);
}

bool ViewFilter::holds(const View &view, const ViewRow &row, const Node &node)
{
    const auto each = [&](const Node &child) { return holds(view, row, child); };
    if (node.kind == Node::And)
        return std::all_of(node.children.begin(), node.children.end(), each);
    if (node.kind == Node::Or)
        return std::any_of(node.children.begin(), node.children.end(), each);
    const QByteArray &own = row.values.at(node.comparison.column);
    const bool isExact = view.columns().at(node.comparison.column).kind != View::Kind::Decimal;
    if (isExact && node.comparison.op == "=")
        return own == node.comparison.value;
    int order = own.compare(node.comparison.value);
    if (view.isNumeric(node.comparison.column)) {
        const double difference = own.toDouble() - node.comparison.value.toDouble();
        order = difference < 0 ? -1 : difference > 0 ? 1 : 0;
    }
    const QByteArray &op = node.comparison.op;
    if (op == "=")
        return order == 0;
    if (op == "<>")
        return order != 0;
    if (op.startsWith('<'))
        return order < 0 || (op.size() == 2 && order == 0);
    return order > 0 || (op.size() == 2 && order == 0);
}

} // namespace ledgercast::sandbox
