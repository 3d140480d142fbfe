// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/slack/slackerrors.h"
#include "ui/present/errorwords.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace ledgercast;

class TestErrorWords : public QObject
{
    Q_OBJECT

private:
    /// In the tone of the window: a title without a full stop, whole sentences, no code and no jargon in them.
    static void judge(const ErrorWords &words, const QString &code)
    {
        static const QRegularExpression unwanted(
            u"payload|endpoint|webhook|Oops|please|!|%\\d|\\b[a-z]+_[a-z_]+\\b"_qs);
        QVERIFY2(words.isKnown, qPrintable(code));
        QVERIFY2(!words.title.isEmpty() && !words.title.endsWith(u'.'), qPrintable(words.title));
        QVERIFY2(words.sentence.endsWith(u'.') && words.sentence.size() > 25, qPrintable(words.sentence));
        QVERIFY2(words.sentence.count(u". "_qs) < 3, qPrintable(words.sentence));
        const QString settings = QString(words.sentence).remove(u"cloudsuite.page_rows"_qs);
        QVERIFY2(!unwanted.match(words.title + settings).hasMatch(), qPrintable(words.title + words.sentence));
        QVERIFY2(words.symbol != Symbol::None, qPrintable(code));
    }

    /// Where the bracket closes that is open at this place.
    static qsizetype endOf(const QString &text, qsizetype start)
    {
        for (int depth = 0; start < text.size(); ++start) {
            depth += text.at(start) == u'(' || text.at(start) == u'{' ? 1 : 0;
            depth -= text.at(start) == u')' || text.at(start) == u'}' ? 1 : 0;
            if (depth < 0)
                break;
        }
        return start;
    }
    /// The codes that the errors made in these sources have: their literals outside of brackets.
    static QStringList codesIn(const QString &folder)
    {
        static const QRegularExpression error(u"ErrorKind::\\w+(?= *,)|ofRefusal\\("_qs);
        static const QRegularExpression literal(u"QStringLiteral\\(\"([A-Za-z0-9_]+)\"\\)"_qs);
        static const QRegularExpression bracket(u"(?<!QStringLiteral)\\([^()]*\\)"_qs);
        QSet<QString> codes;
        for (QDirIterator files(folder, {u"*.cpp"_qs}, QDir::Files); files.hasNext();) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            const QString text = QString::fromUtf8(file.readAll());
            for (auto made = error.globalMatch(text); made.hasNext();) {
                const qsizetype start = made.next().capturedEnd();
                QString arguments = text.mid(start, endOf(text, start) - start);
                arguments.remove(bracket);
                for (auto code = literal.globalMatch(arguments); code.hasNext();)
                    codes.insert(code.next().captured(1));
            }
        }
        return codes.values();
    }

private Q_SLOTS:
    void everyCodeOfSlackHasItsWords_data()
    {
        QTest::addColumn<QString>("code");
        QStringList codes = knownSlackCodes();
        QVERIFY(codes.size() > 35);
        codes += {u"msg_too_long"_qs, u"msg_blocks_too_long"_qs, u"invalid_blocks"_qs, u"invalid_blocks_format"_qs,
                  u"metadata_too_large"_qs};
        // Not Slack's: what the way there and the dispatcher say, and the connection test.
        codes += {u"host_not_found"_qs,
                  u"connection_refused"_qs,
                  u"proxy"_qs,
                  u"tls"_qs,
                  u"timeout"_qs,
                  u"connection_lost"_qs,
                  u"http_429"_qs,
                  u"http_500"_qs,
                  u"http_503"_qs,
                  u"interrupted"_qs,
                  u"cannot_look"_qs,
                  u"not_configured"_qs,
                  u"not_a_bot_token"_qs,
                  u"no_channels"_qs,
                  u"slack_connect_file_upload_sharing_blocked"_qs};
        for (const QString &code : codes)
            QTest::newRow(qPrintable(code)) << code;
    }

    void everyCodeOfSlackHasItsWords()
    {
        QFETCH(const QString, code);
        judge(errorWords(code, u"fin-it"_qs), code);
        judge(errorWords(code), code);
    }

    void everyCodeOfCloudSuiteHasItsWords_data()
    {
        QTest::addColumn<QString>("code");
        for (const char *code : {"host_not_found",
                                 "connection_refused",
                                 "tls",
                                 "proxy",
                                 "timeout",
                                 "connection_lost",
                                 "too_large",
                                 "http_401",
                                 "http_403",
                                 "http_404",
                                 "http_408",
                                 "http_429",
                                 "http_500",
                                 "http_502",
                                 "http_503",
                                 "http_504",
                                 "invalid_client",
                                 "invalid_grant",
                                 "unauthorized_client",
                                 "unsupported_grant_type",
                                 "invalid_scope",
                                 "invalid_request",
                                 "access_denied",
                                 "server_error",
                                 "temporarily_unavailable",
                                 "html",
                                 "unexpected_answer",
                                 "terminated",
                                 "incomplete",
                                 "stuck",
                                 "no_order",
                                 "no_column",
                                 "no_feed",
                                 "catalogue",
                                 "bad_value",
                                 "read_only",
                                 "no_company",
                                 "no_permission",
                                 "TransactionNotFound",
                                 "ProgramNotFound",
                                 "XRE0103",
                                 "not_configured",
                                 "locked",
                                 "denied",
                                 "absent",
                                 "no_answer"})
            QTest::newRow(code) << QString::fromLatin1(code);
        const QStringList written = codesIn(QStringLiteral(LEDGERCAST_SOURCE "/core/cloudsuite"));
        QVERIFY(written.contains(u"bad_link") && written.contains(u"success_false") && written.contains(u"html"));
        for (const QString &code : written)
            QTest::newRow(qPrintable(u"written: "_qs + code)) << code;
    }

    void everyCodeOfCloudSuiteHasItsWords()
    {
        QFETCH(const QString, code);
        judge(cloudSuiteWords(code), code);
    }

    void noneOfTheWordsPromisesMoreThanThePostCanDo_data()
    {
        QTest::addColumn<QString>("code");
        for (const QString &code : knownSlackCodes())
            QTest::newRow(qPrintable(code)) << code;
    }

    void noneOfTheWordsPromisesMoreThanThePostCanDo()
    {
        QFETCH(const QString, code);
        const PostVerdict verdict = verdictForCode(code);
        const bool isPassing = verdict == PostVerdict::RateLimited || verdict == PostVerdict::Unclear ||
                               verdict == PostVerdict::WaitLong || verdict == PostVerdict::RetryLater ||
                               verdict == PostVerdict::ThreadGone;
        QCOMPARE(errorWords(code, {}).retryHelps, isPassing);
    }

    void namesTheChannel()
    {
        QCOMPARE(errorWords(u"is_archived"_qs, u"fin-it"_qs).title, u"The channel #fin-it is archived"_qs);
        QVERIFY(errorWords(u"is_archived"_qs, u"fin-it"_qs).sentence.contains(u"unarchive #fin-it"));
        QCOMPARE(errorWords(u"not_in_channel"_qs, u"a%1b"_qs).title, u"Ledgercast isn't in #a%1b"_qs);
    }

    void hasHonestWordsForACodeThatNobodyKnows()
    {
        const ErrorWords slack = errorWords(u"brand_new_code"_qs, u"fin-it"_qs);
        QVERIFY(!slack.isKnown);
        QCOMPARE(slack.title, u"Slack didn't take this post"_qs);
        const ErrorWords m3 = cloudSuiteWords(u"XPO0042"_qs);
        QVERIFY(!m3.isKnown);
        QCOMPARE(m3.title, u"CloudSuite refused the request"_qs);
        QVERIFY(!cloudSuiteWords({}).isKnown);
    }

    void saysWhoCanHelp()
    {
        QCOMPARE(errorWords(u"missing_scope"_qs).helper, Helper::SlackAdministrator);
        QCOMPARE(cloudSuiteWords(u"http_403"_qs).helper, Helper::M3Administrator);
        QCOMPARE(cloudSuiteWords(u"tls"_qs).helper, Helper::ItDepartment);
        QVERIFY(helperWords(Helper::Nobody).isEmpty());
        for (const Helper helper : {Helper::You, Helper::ItDepartment, Helper::CloudSuiteAdministrator,
                                    Helper::M3Administrator, Helper::SlackAdministrator})
            QVERIFY(helperWords(helper).endsWith(u'.'));
    }
};

QTEST_GUILESS_MAIN(TestErrorWords)
#include "tst_errorwords.moc"
