// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/message/template.h"

#include "core/message/mrkdwn.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <kainjow/mustache.hpp>

namespace ledgercast {

namespace {

/// More of a value fits in no part of a message.
constexpr qsizetype longestValue = 2000;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(MessageTemplate)
};

QString mistakeInTag(QStringView tag)
{
    static const QRegularExpression name(
        QRegularExpression::anchoredPattern(QStringLiteral("[#^/]?\\s*[a-z][a-z0-9_]*\\s*")));
    const QStringView trimmed = tag.trimmed();
    if (trimmed.startsWith(u'{') || trimmed.startsWith(u'&'))
        return Words::tr("values can't be put in unescaped; write {{name}}");
    if (!name.match(trimmed).hasMatch())
        return Words::tr("{{%1}} isn't the name of a value").arg(trimmed);
    return {};
}

/// What Mustache itself would take, but a message must not.
QString mistakeIn(const QString &text)
{
    for (const QChar letter : text) {
        // Together with a value, a "<" of ours could become a mention.
        if (letter == u'<')
            return Words::tr("mentions and links can't be written here; a rule adds its mention");
        if (letter.category() == QChar::Other_Control && letter != u'\n')
            return Words::tr("there is a control character in the text");
    }
    for (qsizetype at = text.indexOf(u"{{"); at >= 0; at = text.indexOf(u"{{", at)) {
        const qsizetype end = text.indexOf(u"}}", at + 2);
        if (end < 0)
            return Words::tr("{{ at character %1 has no }}").arg(at + 1);
        if (const QString mistake = mistakeInTag(QStringView(text).sliced(at + 2, end - at - 2)); !mistake.isEmpty())
            return mistake;
        at = end + 2;
    }
    return {};
}

} // namespace

struct Template::Compiled
{
    kainjow::mustache::mustache mustache;
};

Template::Template(std::shared_ptr<Compiled> compiled) : m_compiled(std::move(compiled)) {}

tl::expected<Template, QString> Template::parse(const QString &text, Target target)
{
    if (const QString mistake = mistakeIn(text); !mistake.isEmpty())
        return tl::unexpected<QString>(mistake);
    auto compiled = std::make_shared<Compiled>(Compiled{kainjow::mustache::mustache(text.toStdString())});
    if (!compiled->mustache.is_valid())
        return tl::unexpected<QString>(QString::fromStdString(compiled->mustache.error_message()));
    compiled->mustache.set_custom_escape([target](const std::string &value) {
        const QString data = QString::fromStdString(value);
        return (target == Target::Mrkdwn ? mrkdwn::escaped(data) : mrkdwn::plain(data)).toStdString();
    });
    return Template(std::move(compiled));
}

QString Template::render(const Values &values) const
{
    kainjow::mustache::data data;
    for (auto value = values.cbegin(); value != values.cend(); ++value) {
        // Cleaned here already: half a code point does not survive UTF-8, and nothing visible is nothing.
        if (const QString text = mrkdwn::plain(mrkdwn::shortenedPlain(value.value(), longestValue)); !text.isEmpty())
            data.set(value.key().toStdString(), text.toStdString());
    }
    return QString::fromStdString(m_compiled->mustache.render(data)).trimmed();
}

} // namespace ledgercast
