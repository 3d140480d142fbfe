// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/routescsv.h"

#include "core/domain/finding.h"
#include "core/routing/costcentrepattern.h"
#include "core/routing/csvtable.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace ledgercast {

namespace {

constexpr std::array columns{"priority",   "name",       "record_types", "cost_centres", "companies",
                             "min_amount", "exceptions", "channel",      "mention",      "delivery"};
constexpr int longestName = 200;

QString translated(const char *text)
{
    return QCoreApplication::translate("routing", text);
}

QStringList columnNames()
{
    QStringList names;
    for (const char *column : columns)
        names << QString::fromLatin1(column);
    return names;
}

QStringList listOf(const QString &cell)
{
    QStringList list;
    const QStringList parts = cell.split(u';');
    for (const QString &part : parts) {
        if (const QString text = part.trimmed(); !text.isEmpty())
            list << text;
    }
    return list;
}

/// One row being read; collects what is wrong with it.
class RowReader
{
public:
    RowReader(const CsvRow &row, const QStringList &header, QList<RowError> *errors)
        : m_row(row), m_header(header), m_errors(errors)
    {
    }

    Route read()
    {
        Route route;
        route.priority = priority();
        route.name = cell("name");
        if (route.name.size() > longestName)
            refuse("name", translated(QT_TRANSLATE_NOOP("routing", "A name has at most 200 characters.")));
        route.recordTypes = recordTypes();
        route.costCentres = costCentres();
        route.companies = companies();
        route.minimumAmount = minimumAmount();
        route.exceptions = exceptions();
        route.channel = channel();
        route.mention = mention();
        route.delivery = delivery();
        return route;
    }

private:
    [[nodiscard]] QString cell(const char *column) const
    {
        return m_row.cells.value(m_header.indexOf(QLatin1String(column))).trimmed();
    }
    void refuse(const char *column, const QString &reason)
    {
        m_errors->append({m_row.line, QString::fromLatin1(column), reason});
    }

    int priority()
    {
        bool isNumber = false;
        const int value = cell("priority").toInt(&isNumber);
        if (!isNumber || value < 0)
            refuse(
                "priority",
                translated(QT_TRANSLATE_NOOP("routing", "“%1” isn't a whole number from 0 up.")).arg(cell("priority")));
        return value;
    }
    QStringList recordTypes()
    {
        static const QRegularExpression word(QStringLiteral("\\A[a-z][a-z0-9_]*\\z"));
        const QStringList types = listOf(cell("record_types"));
        for (const QString &type : types) {
            if (!word.match(type).hasMatch())
                refuse("record_types",
                       translated(QT_TRANSLATE_NOOP("routing", "“%1” isn't a record type. They look like "
                                                               "supplier_invoice or purchase_order."))
                           .arg(type));
        }
        return types;
    }
    QStringList costCentres()
    {
        const QStringList patterns = listOf(cell("cost_centres"));
        for (const QString &pattern : patterns) {
            if (const auto compiled = CostCentrePattern::parse(pattern); !compiled)
                refuse("cost_centres", compiled.error());
        }
        return patterns;
    }
    QStringList companies()
    {
        static const QRegularExpression number(QStringLiteral("\\A[0-9]{1,10}\\z"));
        const QStringList list = listOf(cell("companies"));
        for (const QString &company : list) {
            if (!number.match(company).hasMatch())
                refuse("companies",
                       translated(QT_TRANSLATE_NOOP("routing", "“%1” isn't a company number.")).arg(company));
        }
        return list;
    }
    QStringList exceptions()
    {
        const QStringList words = listOf(cell("exceptions"));
        for (const QString &word : words) {
            if (word != u"*" && !findingKindOf(word))
                refuse("exceptions",
                       translated(QT_TRANSLATE_NOOP("routing", "“%1” isn't a kind of exception. There are %2, and * "
                                                               "for any."))
                           .arg(word, findingKindWords().join(QStringLiteral(", "))));
        }
        return words;
    }
    std::optional<Decimal> minimumAmount()
    {
        const QString text = cell("min_amount");
        if (text.isEmpty())
            return std::nullopt;
        const auto amount = Decimal::parse(text);
        if (!amount)
            refuse("min_amount", translated(QT_TRANSLATE_NOOP("routing", "“%1” isn't a number. Write it like 12000 or "
                                                                         "12000.50, without separators for thousands."))
                                     .arg(text));
        else if (amount->isNegative())
            refuse("min_amount",
                   translated(QT_TRANSLATE_NOOP("routing", "An amount here isn't below zero: credit notes "
                                                           "count by their size.")));
        return amount;
    }
    QString channel()
    {
        static const QRegularExpression name(QStringLiteral("\\A[\\p{L}\\p{N}_-]{1,80}\\z"));
        QString channel = cell("channel");
        if (channel.startsWith(u'#'))
            channel.remove(0, 1);
        if (channel.isEmpty())
            refuse("channel", translated(QT_TRANSLATE_NOOP("routing", "A rule needs a channel.")));
        else if (!name.match(channel).hasMatch())
            refuse("channel",
                   translated(QT_TRANSLATE_NOOP("routing", "“%1” can't be the name of a Slack channel. It has letters, "
                                                           "numbers, hyphens and underscores, no blanks."))
                       .arg(channel));
        return channel;
    }
    QString mention()
    {
        static const QRegularExpression id(QStringLiteral("\\A[UWS][A-Z0-9]{2,20}\\z"));
        const QString mention = cell("mention");
        if (!mention.isEmpty() && mention != u"here" && !id.match(mention).hasMatch())
            refuse("mention",
                   translated(QT_TRANSLATE_NOOP("routing", "“%1” isn't a Slack member or group id (U012AB3CD, "
                                                           "S012AB3CD) and isn't “here”."))
                       .arg(mention));
        return mention;
    }
    DeliveryMode delivery()
    {
        const QString text = cell("delivery");
        if (text == u"digest")
            return DeliveryMode::Digest;
        if (!text.isEmpty() && text != u"immediate")
            refuse("delivery", translated(QT_TRANSLATE_NOOP("routing", "“%1” isn't immediate or digest.")).arg(text));
        return DeliveryMode::Immediate;
    }

    const CsvRow &m_row;
    const QStringList &m_header;
    QList<RowError> *m_errors;
};

} // namespace

Result<QList<Route>> parseRoutesCsv(const QByteArray &csv, QList<RowError> *errors)
{
    QList<RowError> refused;
    const CsvTable table = readCsvTable(csv, columnNames(), &refused);
    QList<Route> routes;
    for (const CsvRow &row : table.rows)
        routes.append(RowReader(row, table.header, &refused).read());
    sortByLine(&refused);
    if (errors)
        *errors = refused;
    if (!refused.isEmpty())
        return fail(
            refusalOf(refused, translated(QT_TRANSLATE_NOOP("routing", "Import rules")),
                      translated(QT_TRANSLATE_NOOP("routing", "The rules weren't imported, nothing has changed.")),
                      QStringLiteral("routes_refused")));
    return routes;
}

QByteArray toCsv(const QList<Route> &routes)
{
    QString text = columnNames().join(u',') + QStringLiteral("\r\n");
    for (const Route &route : routes) {
        const QStringList cells{QString::number(route.priority),
                                route.name,
                                route.recordTypes.join(u';'),
                                route.costCentres.join(u';'),
                                route.companies.join(u';'),
                                route.minimumAmount ? route.minimumAmount->toString() : QString(),
                                route.exceptions.join(u';'),
                                route.channel,
                                route.mention,
                                route.delivery == DeliveryMode::Digest ? QStringLiteral("digest")
                                                                       : QStringLiteral("immediate")};
        QStringList quoted;
        for (const QString &cell : cells)
            quoted << csvCell(cell);
        text += quoted.join(u',') + QStringLiteral("\r\n");
    }
    return text.toUtf8();
}

} // namespace ledgercast
