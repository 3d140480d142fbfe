// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/tst_layering_source.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

namespace ledgercast::layering {

namespace {

/// Walks over C++ text and blanks comments and quoted text in the two views.
class Blanker
{
public:
    Blanker(const QString &text, QString *withoutComments, QString *code)
        : m_text(text), m_withoutComments(withoutComments), m_code(code)
    {
    }

    void run()
    {
        qsizetype at = 0;
        while (at < m_text.size())
            at = step(at);
    }

private:
    [[nodiscard]] bool startsWith(qsizetype at, QStringView word) const
    {
        return QStringView(m_text).mid(at).startsWith(word);
    }
    [[nodiscard]] qsizetype endOf(QStringView word, qsizetype from) const
    {
        const qsizetype found = m_text.indexOf(word, from);
        return found < 0 ? m_text.size() : found + word.size();
    }
    [[nodiscard]] bool followsWord(qsizetype at) const
    {
        return at > 0 && (m_text.at(at - 1).isLetterOrNumber() || m_text.at(at - 1) == u'_');
    }

    qsizetype step(qsizetype at)
    {
        if (startsWith(at, u"//"))
            return blankComment(at, endOf(u"\n", at) - 1);
        if (startsWith(at, u"/*"))
            return blankComment(at, endOf(u"*/", at + 2));
        if (startsWith(at, u"R\""))
            return rawString(at);
        if (m_text.at(at) == u'"')
            return quoted(at, u'"');
        if (m_text.at(at) == u'\'' && !followsWord(at)) // 30'000 is a number
            return quoted(at, u'\'');
        return at + 1;
    }

    qsizetype blankComment(qsizetype begin, qsizetype end)
    {
        end = std::max(end, begin + 1);
        blank(m_withoutComments, begin, end);
        blank(m_code, begin, end);
        return end;
    }

    qsizetype quoted(qsizetype begin, QChar quote)
    {
        qsizetype end = begin + 1;
        while (end < m_text.size() && m_text.at(end) != quote && m_text.at(end) != u'\n')
            end += m_text.at(end) == u'\\' ? 2 : 1;
        blank(m_code, begin + 1, end);
        return end + 1;
    }

    qsizetype rawString(qsizetype begin)
    {
        const qsizetype open = m_text.indexOf(u'(', begin);
        if (open < 0)
            return begin + 2;
        const QString close = u')' + m_text.mid(begin + 2, open - begin - 2) + u'"';
        const qsizetype end = endOf(close, open);
        blank(m_code, open + 1, end - close.size());
        return end;
    }

    static void blank(QString *view, qsizetype begin, qsizetype end)
    {
        for (qsizetype at = begin; at < std::min(end, view->size()); ++at) {
            if (view->at(at) != u'\n')
                (*view)[at] = u' ';
        }
    }

    const QString &m_text;
    QString *m_withoutComments;
    QString *m_code;
};

qsizetype skipSpace(const QString &code, qsizetype at)
{
    while (at < code.size() && code.at(at).isSpace())
        ++at;
    return at;
}

/// `[` opens a lambda unless something stands before it that can be subscripted, or it belongs to an attribute.
bool opensLambda(const QString &code, qsizetype bracket)
{
    if (bracket + 1 < code.size() && code.at(bracket + 1) == u'[')
        return false;
    qsizetype before = bracket - 1;
    while (before >= 0 && code.at(before).isSpace())
        --before;
    if (before < 0)
        return true;
    static const QRegularExpression keyword(QStringLiteral("\\b(return|co_return|co_await|co_yield|case)$"));
    const QChar last = code.at(before);
    if (last.isLetterOrNumber() || last == u'_')
        return keyword.match(code.mid(std::max<qsizetype>(0, before - 10), std::min<qsizetype>(before + 1, 11)))
            .hasMatch();
    return last != u']' && last != u')' && last != u'[' && last != u'"';
}

} // namespace

Source::Source(QString path, QString text)
    : m_path(std::move(path)), m_text(std::move(text)), m_withoutComments(m_text), m_code(m_text)
{
    Blanker(m_text, &m_withoutComments, &m_code).run();
}

int Source::lineAt(qsizetype position) const
{
    return 1 + static_cast<int>(QStringView(m_text).left(position).count(u'\n'));
}

qsizetype behindClosing(const QString &code, qsizetype open)
{
    static const QString opening = QStringLiteral("([{<");
    static const QString closing = QStringLiteral(")]}>");
    const qsizetype kind = opening.indexOf(code.at(open));
    int depth = 0;
    for (qsizetype at = open; at < code.size(); ++at) {
        if (code.at(at) == opening.at(kind))
            ++depth;
        else if (code.at(at) == closing.at(kind) && --depth == 0)
            return at + 1;
    }
    return -1;
}

std::vector<Lambda> lambdasIn(const QString &code)
{
    std::vector<Lambda> lambdas;
    for (qsizetype bracket = code.indexOf(u'['); bracket >= 0; bracket = code.indexOf(u'[', bracket + 1)) {
        if (!opensLambda(code, bracket))
            continue;
        Lambda lambda;
        lambda.introducer = bracket;
        qsizetype at = behindClosing(code, bracket);
        if (at < 0)
            continue;
        lambda.capturesAnything = !code.mid(bracket + 1, at - bracket - 2).trimmed().isEmpty();
        at = skipSpace(code, at);
        if (at < code.size() && code.at(at) == u'(') {
            const qsizetype end = behindClosing(code, at);
            if (end < 0)
                continue;
            lambda.parameters = code.mid(at + 1, end - at - 2);
            at = end;
        }
        while (at < code.size() && code.at(at) != u'{' && code.at(at) != u';')
            ++at;
        const qsizetype end = at < code.size() && code.at(at) == u'{' ? behindClosing(code, at) : -1;
        if (end < 0)
            continue;
        lambda.bodyBegin = at;
        lambda.bodyEnd = end;
        lambdas.push_back(lambda);
    }
    return lambdas;
}

std::vector<Source> readSources(const QString &root, const QStringList &folders)
{
    std::vector<Source> sources;
    for (const QString &folder : folders) {
        QDirIterator iterator(root + u'/' + folder,
                              {QStringLiteral("*.h"), QStringLiteral("*.cpp"), QStringLiteral("CMakeLists.txt")},
                              QDir::Files, QDirIterator::Subdirectories);
        while (iterator.hasNext()) {
            QFile file(iterator.next());
            if (file.open(QIODevice::ReadOnly))
                sources.emplace_back(file.fileName().mid(root.size() + 1), QString::fromUtf8(file.readAll()));
        }
    }
    return sources;
}

} // namespace ledgercast::layering
