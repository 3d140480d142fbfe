// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/csvtable.h"

#include "core/base/decimal.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>

namespace ledgercast {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("routing", text);
}

/// The state machine of RFC 4180.
class CsvReader
{
public:
    CsvReader(const QString &text, QChar separator) : m_text(text), m_separator(separator) {}

    tl::expected<QList<CsvRow>, CsvProblem> read()
    {
        for (m_at = 0; m_at < m_text.size(); ++m_at) {
            const QChar c = m_text[m_at];
            if (m_isQuoted) {
                readQuoted(c);
            } else if (c == u'"' && m_cell.isEmpty() && !m_wasQuoted) {
                m_isQuoted = m_wasQuoted = true;
                m_quoteLine = m_line;
            } else if (c == m_separator) {
                endCell();
            } else if (c == u'\n') {
                endRow();
                m_rowLine = ++m_line;
            } else if (c != u'\r' || !isBeforeNewline()) {
                if (m_wasQuoted && !c.isSpace())
                    return tl::unexpected(CsvProblem{
                        m_line, translated(QT_TRANSLATE_NOOP("routing", "There is text behind a closing quote. A quote "
                                                                        "inside a cell is written twice."))});
                if (!m_wasQuoted)
                    m_cell += c;
            }
        }
        if (m_isQuoted)
            return tl::unexpected(CsvProblem{
                m_quoteLine, translated(QT_TRANSLATE_NOOP("routing", "A quote is opened here and never closed."))});
        endRow();
        return m_rows;
    }

private:
    void readQuoted(QChar c)
    {
        if (c == u'\n')
            ++m_line;
        if (c != u'"') {
            m_cell += c;
        } else if (m_at + 1 < m_text.size() && m_text[m_at + 1] == u'"') {
            m_cell += c;
            ++m_at;
        } else {
            m_isQuoted = false;
        }
    }
    [[nodiscard]] bool isBeforeNewline() const { return m_at + 1 == m_text.size() || m_text[m_at + 1] == u'\n'; }
    void endCell()
    {
        m_row.append(m_cell);
        m_cell.clear();
        m_wasQuoted = false;
    }
    void endRow()
    {
        endCell();
        const bool isBlank =
            std::all_of(m_row.begin(), m_row.end(), [](const QString &cell) { return cell.trimmed().isEmpty(); });
        if (!isBlank)
            m_rows.append({m_rowLine, m_row});
        m_row.clear();
    }

    const QString &m_text;
    QChar m_separator;
    QList<CsvRow> m_rows;
    QStringList m_row;
    QString m_cell;
    qsizetype m_at = 0;
    int m_line = 1;
    int m_rowLine = 1;
    int m_quoteLine = 1;
    bool m_isQuoted = false;
    bool m_wasQuoted = false;
};

QChar separatorOf(const QString &text)
{
    bool isQuoted = false;
    bool hasSemicolon = false;
    for (const QChar c : text) {
        if (c == u'"')
            isQuoted = !isQuoted;
        else if (!isQuoted && c == u',')
            return u',';
        else if (!isQuoted && c == u';')
            hasSemicolon = true;
        else if (!isQuoted && c == u'\n')
            break;
    }
    return hasSemicolon ? u';' : u',';
}

QStringList headerOf(const CsvRow &row, const QStringList &columns, const QStringList &optional,
                     QList<RowError> *errors)
{
    QStringList header;
    for (const QString &cell : row.cells) {
        const QString name = cell.trimmed().toLower();
        if (!columns.contains(name))
            errors->append(
                {row.line, name,
                 translated(QT_TRANSLATE_NOOP("routing", "There is no column of this name. The header is %1."))
                     .arg(columns.join(u','))});
        else if (header.contains(name))
            errors->append({row.line, name, translated(QT_TRANSLATE_NOOP("routing", "The column is there twice."))});
        header << name;
    }
    for (const QString &column : columns) {
        if (!header.contains(column) && !optional.contains(column))
            errors->append(
                {row.line, column, translated(QT_TRANSLATE_NOOP("routing", "The header lacks this column."))});
    }
    return header;
}

} // namespace

tl::expected<QList<CsvRow>, CsvProblem> parseCsv(const QByteArray &csv)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless); // half a character is an error
    QString text = decoder(csv);
    if (decoder.hasError() || csv.contains('\0'))
        return tl::unexpected(CsvProblem{
            0,
            translated(QT_TRANSLATE_NOOP("routing", "The file isn't UTF-8 text. Save it as “CSV UTF-8” and import it "
                                                    "again."))});
    if (text.startsWith(QChar::ByteOrderMark))
        text.remove(0, 1);
    if (!text.contains(u'\n'))
        text.replace(u'\r', u'\n'); // line ends of old Macs
    return CsvReader(text, separatorOf(text)).read();
}

QString csvCell(const QString &text)
{
    static constexpr QStringView special = u",;\"\r\n";
    const bool needsQuotes = text.startsWith(u' ') || text.endsWith(u' ') ||
                             std::any_of(text.begin(), text.end(), [](QChar c) { return special.contains(c); });
    if (!needsQuotes)
        return text;
    QString escaped = text;
    escaped.replace(u'"', QStringLiteral("\"\""));
    return u'"' + escaped + u'"';
}

QString spreadsheetCell(const QString &text)
{
    static constexpr QStringView starters = u"=+-@\t\r";
    const bool isFormula = !text.isEmpty() && starters.contains(text.front()) && !Decimal::parse(text);
    return csvCell(isFormula ? u'\'' + text : text);
}

QString RowError::toString() const
{
    if (line <= 0)
        return reason;
    return column.isEmpty()
               ? translated(QT_TRANSLATE_NOOP("routing", "Line %1: %2")).arg(QString::number(line), reason)
               : translated(QT_TRANSLATE_NOOP("routing", "Line %1, %2: %3")).arg(QString::number(line), column, reason);
}

CsvTable readCsvTable(const QByteArray &csv, const QStringList &columns, QList<RowError> *errors,
                      const QStringList &optional)
{
    CsvTable table;
    const auto rows = parseCsv(csv);
    if (!rows) {
        errors->append({rows.error().line, {}, rows.error().reason});
        return table;
    }
    if (rows->isEmpty()) {
        errors->append({0,
                        {},
                        translated(QT_TRANSLATE_NOOP("routing", "The file is empty. Its first line is the header %1."))
                            .arg(columns.join(u','))});
        return table;
    }
    table.header = headerOf(rows->first(), columns, optional, errors);
    if (errors->isEmpty())
        table.rows = rows->mid(1);
    for (const CsvRow &row : std::as_const(table.rows)) {
        if (row.cells.size() > table.header.size())
            errors->append({row.line,
                            {},
                            translated(QT_TRANSLATE_NOOP("routing", "There are more cells than columns. Lists within "
                                                                    "a cell are separated by “;”."))});
    }
    return table;
}

void sortByLine(QList<RowError> *errors)
{
    std::stable_sort(errors->begin(), errors->end(),
                     [](const RowError &left, const RowError &right) { return left.line < right.line; });
}

Error refusalOf(const QList<RowError> &errors, const QString &operation, const QString &meaning, const QString &code)
{
    QStringList lines;
    for (const RowError &error : errors.mid(0, 20))
        lines << error.toString();
    if (errors.size() > 20)
        lines << translated(QT_TRANSLATE_NOOP("routing", "… and %1 more.")).arg(errors.size() - 20);
    return {ErrorKind::Input, operation, meaning + u'\n' + lines.join(u'\n'), {}, code};
}

} // namespace ledgercast
