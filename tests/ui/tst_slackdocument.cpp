// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/format/slackdocument.h"
#include "ui/theme/slackcolors.h"
#include "ui/theme/theme.h"
#include "ui/widgets/slackpreview.h"

#include <QApplication>
#include <QJsonDocument>
#include <QTest>
#include <QTimeZone>

using namespace ledgercast;

namespace {

slackdoc::Reader reader()
{
    return {QDateTime(QDate(2026, 11, 23), QTime(14, 32), QTimeZone("Europe/Berlin")),
            {{u"C01"_qs, u"fin-it"_qs}, {u"U01"_qs, u"Anna"_qs}}};
}

QJsonArray blocks(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonArray array = QJsonDocument::fromJson(json, &error).array();
    if (error.error != QJsonParseError::NoError)
        qFatal("%s", qUtf8Printable(error.errorString()));
    return array;
}

QStringList outlineOfText(const QString &mrkdwn)
{
    return slackdoc::outline({{slackdoc::Block::Kind::Section, slackdoc::parseMrkdwn(mrkdwn, reader())}});
}

} // namespace

class TestSlackDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsMrkdwn_data();
    void readsMrkdwn();
    void readsBlocks();
    void readsRichTextAndTables();
    void showsTheMessageWithItsThread();
};

void TestSlackDocument::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
}

void TestSlackDocument::readsMrkdwn_data()
{
    QTest::addColumn<QString>("mrkdwn");
    QTest::addColumn<QStringList>("outline");
    const auto row = [](const char *name, const QString &text, const QStringList &lines) {
        QTest::newRow(name) << text << lines;
    };
    row("plain", u"Hello"_qs, {u"Hello"_qs});
    row("bold, italic, strike", u"*a* _b_ ~c~"_qs, {u"[bold: a] [italic: b] [strike: c]"_qs});
    row("nested", u"*a _b_ c*"_qs, {u"[bold: a ][bold italic: b][bold:  c]"_qs});
    row("not inside words", u"a*b*c due_date_x 3*4*5"_qs, {u"a*b*c due_date_x 3*4*5"_qs});
    row("not with space", u"* a * 2 _ 3"_qs, {u"* a * 2 _ 3"_qs});
    row("not over lines", u"*a\nb*"_qs, {u"*a"_qs, u"b*"_qs});
    row("open only", u"*a"_qs, {u"*a"_qs});
    row("in brackets", u"(*a*)"_qs, {u"([bold: a])"_qs});
    row("code keeps its marks", u"`*a*` b"_qs, {u"[code: *a*] b"_qs});
    row("bold around code", u"*`a`*"_qs, {u"[bold code: a]"_qs});
    row("escaped", u"a &lt;b&gt; &amp;amp;"_qs, {u"a <b> &amp;"_qs});
    row("link", u"<https://a.example/?x=1&amp;y=2|the order>"_qs,
        {u"[link: the order -> https://a.example/?x=1&y=2]"_qs});
    row("bare link", u"<https://a.example>"_qs, {u"[link: https://a.example -> https://a.example]"_qs});
    row("mail", u"<mailto:a@b.example>"_qs, {u"[link: a@b.example -> mailto:a@b.example]"_qs});
    row("person", u"<@U01> and <@U99>"_qs, {u"[mention: @Anna] and [mention: @U99]"_qs});
    row("channel", u"<#C01> <#C99|other>"_qs, {u"[channel: #fin-it] [channel: #other]"_qs});
    row("group", u"<!subteam^S1|@procurement>"_qs, {u"[mention: @procurement]"_qs});
    row("everyone", u"<!here> <!channel>"_qs, {u"[mention: @here] [mention: @channel]"_qs});
    row("underscores in a link", u"_<https://a.example/x_y|l_m>_"_qs,
        {u"[italic link: l_m -> https://a.example/x_y]"_qs});
    row("date", u"<!date^1795441800^{date_short} at {time}|then>"_qs, {u"[date: Nov 23, 2026 at 13:50]"_qs});
    row("pretty date", u"<!date^1795441800^{date_pretty}, {date_num}|then>"_qs, {u"[date: today, 2026-11-23]"_qs});
    row("long date", u"<!date^1795441800^{date_long}|then>"_qs, {u"[date: Monday, November 23rd, 2026]"_qs});
    row("date with link", u"<!date^1795441800^{date}^https://a.example|then>"_qs,
        {u"[date: November 23rd, 2026 -> https://a.example]"_qs});
    row("no date", u"<!date^soon^{date}|then>"_qs, {u"[date: then]"_qs});
    row("emoji", u":warning: :unheard_of: 14:30:05"_qs, {u"[emoji: \u26a0] :unheard_of: 14:30:05"_qs});
    row("quote", u"&gt; one\n&gt;two\nthree"_qs, {u"quote: one"_qs, u"quote: two"_qs, u"three"_qs});
    row("quote to the end", u"&gt;&gt;&gt; one\ntwo"_qs, {u"quote: one"_qs, u"quote: two"_qs});
    row("code block", u"before\n```\na *b*\n  c &lt;\n```\nafter"_qs,
        {u"before"_qs, u"code block: [code: a *b*\n  c <]"_qs, u"after"_qs});
    row("unclosed code block", u"```a"_qs, {u"```a"_qs});
    row("empty", QString(), {QString()});
    row("hostile angle", u"<> <|> <a"_qs, {u"<>  <a"_qs});
}

void TestSlackDocument::readsMrkdwn()
{
    QFETCH(const QString, mrkdwn);
    QFETCH(const QStringList, outline);
    QCOMPARE(outlineOfText(mrkdwn), outline);
}

void TestSlackDocument::readsBlocks()
{
    const QJsonArray json = blocks(R"([
      {"type":"header","text":{"type":"plain_text","text":"Invoice *SI-1* :tada:"}},
      {"type":"header","text":{"type":"plain_text","text":":tada:","emoji":false}},
      {"type":"section","text":{"type":"mrkdwn","text":"*Due* today"},
       "accessory":{"type":"button","text":{"type":"plain_text","text":"Open"},"url":"https://a.example"}},
      {"type":"section","fields":[{"type":"mrkdwn","text":"*Amount*\n1.00 EUR"},{"type":"plain_text","text":"*x*"}]},
      {"type":"divider"},
      {"type":"context","elements":[{"type":"mrkdwn","text":"a"},{"type":"image","image_url":"https://a.example/i.png","alt_text":"logo"}]},
      {"type":"actions","elements":[{"type":"button","style":"primary","text":{"type":"plain_text","text":"Go"},"url":"https://b.example"}]},
      {"type":"actions","elements":[{"type":"datepicker"}]},
      {"type":"carousel"},
      {"type":"image","image_url":"https://a.example/i.png","alt_text":"chart"}])");
    const QStringList expected{u"header: Invoice *SI-1* \U0001F389"_qs,
                               u"header: :tada:"_qs,
                               u"[bold: Due] today"_qs,
                               u"button: Open -> https://a.example"_qs,
                               u"field: [bold: Amount] / 1.00 EUR"_qs,
                               u"field: *x*"_qs,
                               u"divider"_qs,
                               u"context: a"_qs,
                               u"context: logo"_qs,
                               u"button: Go -> https://b.example"_qs,
                               u"unknown: actions"_qs,
                               u"unknown: carousel"_qs,
                               u"image: chart"_qs};
    QCOMPARE(slackdoc::outline(slackdoc::parseBlocks(json, reader())), expected);
}

void TestSlackDocument::readsRichTextAndTables()
{
    const QJsonArray json = blocks(R"([
      {"type":"rich_text","elements":[
        {"type":"rich_text_section","elements":[{"type":"text","text":"Lines","style":{"bold":true}},{"type":"text","text":" of "},
          {"type":"link","url":"https://a.example","text":"PO 1"},{"type":"user","user_id":"U01"},{"type":"emoji","name":"warning"}]},
        {"type":"rich_text_list","style":"ordered","indent":0,"elements":[
          {"type":"rich_text_section","elements":[{"type":"text","text":"one"}]},{"type":"rich_text_section","elements":[{"type":"text","text":"two"}]}]},
        {"type":"rich_text_list","style":"bullet","indent":1,"elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"in"}]}]},
        {"type":"rich_text_quote","elements":[{"type":"text","text":"said"}]},
        {"type":"rich_text_preformatted","elements":[{"type":"text","text":"a\nb"}]}]},
      {"type":"table","column_settings":[{"align":"left"},{"align":"right"}],"rows":[
        [{"type":"raw_text","text":"Line"},{"type":"raw_text","text":"Amount"}],
        [{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"10","style":{"code":true}}]}]},{"type":"raw_number","value":5,"text":"5.00"}]]}])");
    const QStringList expected{u"[bold: Lines] of [link: PO 1 -> https://a.example][mention: @Anna][emoji: \u26a0]"_qs,
                               u"1. one"_qs,
                               u"2. two"_qs,
                               u"  \u2022 in"_qs,
                               u"quote: said"_qs,
                               u"code block: a\nb"_qs,
                               u"row: Line | Amount (right)"_qs,
                               u"row: [code: 10] | 5.00 (right)"_qs};
    QCOMPARE(slackdoc::outline(slackdoc::parseBlocks(json, reader())), expected);
}

void TestSlackDocument::showsTheMessageWithItsThread()
{
    Theme theme;
    theme.install(*qApp);
    SlackPreview preview(theme);
    preview.setReader(reader());
    SlackMessageView view{u"# fin-it"_qs, u"14:30"_qs, {}, {}, 0, u"Today at 14:30"_qs};
    view.blocks = blocks(R"([{"type":"header","text":{"type":"plain_text","text":"Invoice <b>SI-1</b>"}},
      {"type":"section","text":{"type":"mrkdwn","text":"<javascript:alert(1)|press> <@U01>"}},
      {"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"Open"},"url":"https://a.example"}]}])");
    view.thread = {{u"14:31"_qs, u"line *10*"_qs, {}}};
    preview.setMessage(view);
    // What a message says is shown as it stands: it can't become markup of ours or an address that runs something.
    QVERIFY(preview.toPlainText().contains(u"Invoice <b>SI-1</b>"));
    QVERIFY(!preview.toHtml().contains(u"javascript:"));
    QVERIFY(preview.toPlainText().contains(u"@Anna"));
    QVERIFY(preview.toPlainText().contains(u"1 reply"));
    QVERIFY(preview.toPlainText().contains(u"line 10"));
    QVERIFY(preview.toHtml().contains(u"https://a.example"));
    QCOMPARE(preview.accessibleDescription(), preview.plainText());
    QCOMPARE(preview.plainText(), u"Invoice <b>SI-1</b>\npress @Anna\nOpen\nline 10"_qs);
    preview.setSlackDark(true);
    QCOMPARE(preview.palette().color(QPalette::Base), QColor(slackColors(true).ground));
    preview.setSlackDark(false);
    QCOMPARE(preview.palette().color(QPalette::Base), QColor(slackColors(false).ground));
    // Any width is enough: nothing is ever wider than the window.
    for (const int width : {240, 320, 480, 900}) {
        preview.resize(width, 400);
        QVERIFY(preview.document()->idealWidth() <= width);
    }
}

QTEST_MAIN(TestSlackDocument)
#include "tst_slackdocument.moc"
