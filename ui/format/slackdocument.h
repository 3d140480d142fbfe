// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QHash>
#include <QJsonArray>
#include <QString>
#include <QStringList>

/// What Slack makes of a message, as values: blocks of paragraphs of spans. Pure; how it looks is slackhtml.h.
namespace ledgercast::slackdoc {

/// Whoever reads the message: dates are shown in the reader's zone, names as the workspace has them.
struct Reader
{
    QDateTime now;
    QHash<QString, QString> names; ///< id of a channel, person or group to its name, without # and @
};

/// A piece of a line in one look.
struct Span
{
    enum class Kind { Text, Link, Mention, Channel, Date, Emoji };
    enum Look { Plain = 0, Bold = 1, Italic = 2, Strike = 4, Code = 8 };

    QString text; ///< as it is shown
    Kind kind = Kind::Text;
    int look = Plain;
    QString url = {}; ///< of a link or of a date with one

    friend bool operator==(const Span &, const Span &) = default;
};

struct Paragraph
{
    enum class Kind { Text, Quote, Code, Item };

    QList<Span> spans; ///< a span of text may hold line breaks in Code only
    Kind kind = Kind::Text;
    QString marker = {}; ///< of an item: "•", "2."
    int indent = 0;      ///< of an item

    friend bool operator==(const Paragraph &, const Paragraph &) = default;
};

using Text = QList<Paragraph>;

struct Button
{
    QString label;
    QString url;
    QString style; ///< "primary", "danger" or empty

    friend bool operator==(const Button &, const Button &) = default;
};

struct TableCell
{
    Text text;
    QString align; ///< "left", "center", "right"

    friend bool operator==(const TableCell &, const TableCell &) = default;
};

struct Block
{
    enum class Kind { Header, Section, Context, Divider, Actions, RichText, Table, Image, Unknown };

    Kind kind = Kind::Unknown;
    Text text;                  ///< Header, Section, RichText; the alternative text of an Image
    QList<Text> fields = {};    ///< Section: two columns; Context: its elements
    QList<Button> buttons = {}; ///< Actions; the accessory of a Section
    QList<QList<TableCell>> rows = {};
    QString type = {}; ///< Unknown: how Slack calls it

    friend bool operator==(const Block &, const Block &) = default;
};

/// Slack's mrkdwn, with & < > escaped as Slack wants them.
[[nodiscard]] Text parseMrkdwn(const QString &mrkdwn, const Reader &reader);
[[nodiscard]] Text parsePlainText(const QString &text, bool hasEmoji = true);
/// Everything that isn't understood is kept as Unknown, in its place.
[[nodiscard]] QList<Block> parseBlocks(const QJsonArray &blocks, const Reader &reader);

/// "<!date^…^…^…|…>" as the reader sees it; the fallback for what isn't such a date. body: without < and >.
[[nodiscard]] Span dateSpan(const QString &body, const Reader &reader);
/// The character of ":tada:"; ":name:" itself where we don't know it.
[[nodiscard]] QString emoji(const QString &name);
/// A mention of an id: "@Anna", "#fin-it"; the id itself where the name isn't known.
[[nodiscard]] Span mentionSpan(Span::Kind kind, const QString &id, const QString &label, const Reader &reader);

/// The same as text, one paragraph a line: for screen readers and the clipboard.
[[nodiscard]] QString plain(const Text &text);
[[nodiscard]] QString plain(const QList<Block> &blocks);
/// One line a paragraph with the looks in words: for tests and for whoever wants to see what was understood.
[[nodiscard]] QStringList outline(const QList<Block> &blocks);

} // namespace ledgercast::slackdoc
