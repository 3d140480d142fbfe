// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/peoplecsv.h"

#include "core/domain/mention.h"

#include <QCoreApplication>

namespace ledgercast {

namespace {

constexpr int longestPerson = 200;

QString translated(const char *text)
{
    return QCoreApplication::translate("routing", text);
}

QStringList columnNames()
{
    return {QStringLiteral("person"), QStringLiteral("slack")};
}

/// Reads the rows of a file and collects what is wrong with them.
class PeopleReader
{
public:
    PeopleReader(const QStringList &header, QList<RowError> *errors) : m_header(header), m_errors(errors) {}

    PersonRow read(const CsvRow &row)
    {
        m_row = &row;
        const QString person = this->person();
        return {person, slack()};
    }

private:
    [[nodiscard]] QString cell(const char *column) const
    {
        return m_row->cells.value(m_header.indexOf(QLatin1String(column))).trimmed();
    }
    void refuse(const char *column, const QString &reason)
    {
        m_errors->append({m_row->line, QString::fromLatin1(column), reason});
    }
    QString person()
    {
        const QString person = cell("person");
        if (person.isEmpty())
            refuse("person", translated(QT_TRANSLATE_NOOP("routing", "The row needs a person: a user id as records "
                                                                     "have it, or an e-mail address.")));
        else if (person.size() > longestPerson)
            refuse("person", translated(QT_TRANSLATE_NOOP("routing", "The text is longer than 200 characters.")));
        else if (const int line = m_lines.value(People::keyOf(person)); line > 0)
            refuse("person", translated(QT_TRANSLATE_NOOP("routing", "Line %1 is for the same already.")).arg(line));
        m_lines.insert(People::keyOf(person), m_row->line);
        return person;
    }
    QString slack()
    {
        const QString slack = cell("slack");
        if (!isSlackId(slack) && !People::isEmail(slack))
            refuse("slack", translated(QT_TRANSLATE_NOOP("routing", "“%1” isn't a Slack member or group id (U012AB3CD, "
                                                                    "S012AB3CD) and isn't an e-mail address."))
                                .arg(slack));
        return slack;
    }

    const QStringList &m_header;
    QList<RowError> *m_errors;
    const CsvRow *m_row = nullptr;
    QHash<QString, int> m_lines; ///< where each person stands
};

} // namespace

Result<QList<PersonRow>> parsePeopleCsv(const QByteArray &csv, QList<RowError> *errors)
{
    QList<RowError> refused;
    const CsvTable table = readCsvTable(csv, columnNames(), &refused);
    PeopleReader reader(table.header, &refused);
    QList<PersonRow> rows;
    for (const CsvRow &row : table.rows)
        rows.append(reader.read(row));
    sortByLine(&refused);
    if (errors)
        *errors = refused;
    if (!refused.isEmpty())
        return fail(
            refusalOf(refused, translated(QT_TRANSLATE_NOOP("routing", "Import people")),
                      translated(QT_TRANSLATE_NOOP("routing", "The people weren't imported, nothing has changed.")),
                      QStringLiteral("people_refused")));
    return rows;
}

QByteArray toCsv(const QList<PersonRow> &rows)
{
    QString text = columnNames().join(u',') + QStringLiteral("\r\n");
    for (const PersonRow &row : rows)
        text += csvCell(row.person) + u',' + csvCell(row.slack) + QStringLiteral("\r\n");
    return text.toUtf8();
}

} // namespace ledgercast
