// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/miengine.h"

#include "app/sandbox/query.h"

#include <algorithm>

namespace ledgercast::sandbox {

namespace {

MiResult refused(MiError error)
{
    MiResult result;
    result.error = std::move(error);
    return result;
}

MiError notFound(const QByteArray &field)
{
    return {"ServerReturnedNOK", "XRE0103", field, "Record does not exist"};
}

/// The table behind a transaction that reads one table by some of its input fields.
QByteArray tableOf(const MiTransaction &transaction)
{
    static const QHash<QByteArray, QByteArray> tables{
        {"PPS200MI/GetHead", "MPHEAD"},       {"PPS200MI/LstLine", "MPLINE"},
        {"PPS200MI/GetLine", "MPLINE"},       {"PPS200MI/LstLineTrans", "MPLIND"},
        {"APS200MI/GetInvTotInfo", "FPLEDG"}, {"APS200MI/GetUniqueKey", "FPLEDG"},
        {"APS200MI/GetInvoice", "FPLEDG"},    {"GLS200MI/LstVoucherLines", "FGLEDG"},
        {"CRS620MI/GetBasicData", "CIDMAS"},  {"CRS620MI/LstSuppliers", "CIDMAS"},
        {"CRS630MI/LstAccountID", "FCHACC"},  {"MNS100MI/LstDivisions", "CMNDIV"},
        {"CRS650MI/LstByCode", "APUSER"}};
    return tables.value(transaction.program + '/' + transaction.name);
}

} // namespace

MiResult MiEngine::execute(const QByteArray &program, const QByteArray &transaction, const Parameters &input,
                           const MiOptions &options)
{
    const MiTransaction *definition = m_catalog.find(program, transaction);
    if (!definition)
        return refused({"TransactionNotFound", {}, {}, "Transaction " + transaction + " not found in " + program});
    if (auto error = check(*definition, input))
        return refused(*error);
    const QByteArray company = valueOf(input, "CONO").trimmed();
    QByteArray division = valueOf(input, "DIVI").trimmed();
    if (division.isEmpty())
        division = options.division;
    const Call call{*definition, input, company.isEmpty() ? options.company : company.toInt(), division,
                    options.maximum};
    if (program == "EXPORTMI")
        return transaction == "LstFields" ? listFields(call) : select(call);
    if (program == "GENERAL")
        return userInfo(call);
    if (program == "MRS001MI")
        return fieldInfo(call);
    return transaction == "GetVoucherHead" ? voucherHead(call) : fromTable(call);
}

std::optional<MiError> MiEngine::check(const MiTransaction &transaction, const Parameters &input) const
{
    for (const MiField &field : transaction.input) {
        if (field.isMandatory && valueOf(input, field.name).trimmed().isEmpty())
            return MiError{
                "MandatoryInputFieldNotFound", {}, field.name, "Mandatory input field " + field.name + " not found"};
    }
    for (const auto &[name, value] : input) {
        const int length = m_catalog.lengthOf(transaction.program, name);
        if (length > 0 && QString::fromUtf8(value).size() > length)
            return MiError{
                "InputFieldTooLong", {}, name, "Input field " + name + " is longer than " + QByteArray::number(length)};
    }
    return std::nullopt;
}

MiResult MiEngine::select(const Call &call)
{
    Query query;
    if (const auto mistake = query.parse(valueOf(call.input, "QERY"), m_tables))
        return refused({"ServerReturnedNOK", "XIM0002", "QERY", *mistake});
    const QByteArray separator =
        call.transaction.name == "SelectPad" ? QByteArray() : valueOf(call.input, "SEPC").trimmed();
    MiResult result{call.transaction.output, {}, {}};
    for (QByteArray &line :
         query.run(call.company, separator, valueOf(call.input, "HDRS").trimmed() == "1", call.maximum))
        result.records.push_back({std::move(line)});
    return result;
}

MiResult MiEngine::listFields(const Call &call)
{
    const QByteArray file = valueOf(call.input, "FILE").trimmed();
    const Table *table = m_tables.find(file);
    if (!table || table->column(0).isHidden)
        return refused(notFound("FILE"));
    MiResult result{call.transaction.output, {}, {}};
    for (const Column &column : table->columns()) {
        if (!column.isHidden)
            result.records.push_back({table->prefix() + column.name, m_tables.description(column.name),
                                      column.type == 'A' ? "A" : "N", QByteArray::number(column.length),
                                      QByteArray::number(column.decimals)});
    }
    return result;
}

MiResult MiEngine::userInfo(const Call &call) const
{
    return {
        call.transaction.output,
        {{"LEDGERCAST", "100", "AAA", "A01", "A10", {}, {}, "GB", "DMY", ".", ",", "+0000", "Ledgercast service user"}},
        {}};
}

MiResult MiEngine::fieldInfo(const Call &call) const
{
    const MiTransaction *subject =
        m_catalog.find(valueOf(call.input, "MINM").trimmed(), valueOf(call.input, "TRNM").trimmed());
    if (!subject)
        return refused(notFound("TRNM"));
    MiResult result{call.transaction.output, {}, {}};
    int position = 16;
    for (const MiField &field : valueOf(call.input, "TRTP").trimmed() == "I" ? subject->input : subject->output) {
        const int length = field.length > 0 ? field.length : qMax(1, m_catalog.lengthOf(subject->program, field.name));
        std::vector<QByteArray> record;
        for (const MiField &output : call.transaction.output) {
            const QHash<QByteArray, QByteArray> values{{"FLNM", field.name},
                                                       {"FLDS", m_tables.description(field.name)},
                                                       {"FRPO", QByteArray::number(position)},
                                                       {"TOPO", QByteArray::number(position + length - 1)},
                                                       {"LENG", QByteArray::number(length)},
                                                       {"TYPE", QByteArray(1, field.type)},
                                                       {"MAND", field.isMandatory ? "1" : "0"}};
            record.push_back(values.value(output.name, output.type == 'A' ? QByteArray() : QByteArray("0")));
        }
        position += length;
        result.records.push_back(std::move(record));
    }
    return result;
}

MiResult MiEngine::voucherHead(const Call &call)
{
    const MiTransaction *lines = m_catalog.find("GLS200MI", "LstVoucherLines");
    Call inner{*lines, call.input, call.company, call.division, 0};
    const MiResult found = fromTable(inner);
    if (found.records.empty())
        return refused(notFound("VONO"));
    const auto at = [&](const char *name) {
        return static_cast<std::size_t>(std::find_if(lines->output.begin(), lines->output.end(),
                                                     [&](const MiField &field) { return field.name == name; }) -
                                        lines->output.begin());
    };
    qint64 debit = 0;
    qint64 credit = 0;
    for (const auto &record : found.records) {
        QByteArray amount = record[at("ACAM")];
        const qint64 cents = amount.replace(".", "").toLongLong();
        (cents < 0 ? credit : debit) += cents;
    }
    std::vector<QByteArray> record;
    for (const MiField &field : call.transaction.output) {
        const std::size_t same = at(field.name.constData());
        if (field.name == "DSUM" || field.name == "CSUM")
            record.push_back(formatScaled(field.name == "DSUM" ? debit : credit, 2));
        else
            record.push_back(same < lines->output.size() ? found.records.front()[same] : QByteArray("0"));
    }
    return {call.transaction.output, {record}, {}};
}

std::vector<Table::Id> MiEngine::candidates(Table &table, const std::vector<std::pair<int, Cell>> &filter) const
{
    const auto cellsFor = [&](const std::vector<int> &key) {
        std::vector<Cell> cells;
        for (const int column : key) {
            const auto part =
                std::find_if(filter.begin(), filter.end(), [&](const auto &entry) { return entry.first == column; });
            if (part == filter.end())
                break;
            cells.push_back(part->second);
        }
        return cells;
    };
    if (table.hasSecondKey()) {
        const std::vector<Cell> cells = cellsFor(table.secondKey());
        if (cells.size() == table.secondKey().size())
            return table.findBySecondKey(cells);
    }
    const std::vector<Cell> prefix = cellsFor(table.key());
    const auto [first, last] = table.range(prefix);
    return {first, last};
}

MiResult MiEngine::fromTable(const Call &call)
{
    Table &table = m_tables[tableOf(call.transaction).constData()];
    std::vector<std::pair<int, Cell>> filter{{table.indexOf(Field("CONO")), call.company}};
    QByteArray lastField = "CONO";
    for (const MiField &field : call.transaction.input) {
        const QByteArray value = field.name == "DIVI" ? call.division : valueOf(call.input, field.name).trimmed();
        const int column = table.indexOf(QByteArrayView(field.name));
        if (value.isEmpty() || column < 0 || field.name == "CONO" || field.name == "LMTS")
            continue;
        Cell cell = 0;
        if (!table.parse(column, value, cell))
            return refused({"ServerReturnedNOK", "XIN0001", field.name, "Field " + field.name + " is not numeric"});
        filter.emplace_back(column, cell);
        lastField = field.name;
    }
    if (call.transaction.name == "GetInvTotInfo")
        filter.emplace_back(table.indexOf(Field("TRCD")), 40);
    const QByteArray from = valueOf(call.input, "FRSU").trimmed();
    const QByteArray to = valueOf(call.input, "TOSU").trimmed();
    const qsizetype maximum = call.transaction.name.startsWith("Get") ? 1 : call.maximum;
    MiResult result{call.transaction.output, {}, {}};
    for (const Table::Id id : candidates(table, filter)) {
        if (maximum > 0 && static_cast<qsizetype>(result.records.size()) >= maximum)
            break;
        const Row &row = table.row(id);
        const auto fits = [&](const auto &part) { return row[static_cast<std::size_t>(part.first)] == part.second; };
        if (!std::all_of(filter.begin(), filter.end(), fits))
            continue;
        const QByteArray key =
            from.isEmpty() && to.isEmpty() ? QByteArray() : table.text(row, table.indexOf(Field("SUNO")));
        if ((from.isEmpty() || key >= from) && (to.isEmpty() || key <= to))
            result.records.push_back(record(call, table, row));
    }
    if (result.records.empty() && call.transaction.name.startsWith("Get"))
        result.error = notFound(lastField);
    return result;
}

std::vector<QByteArray> MiEngine::record(const Call &call, Table &table, const Row &row) const
{
    Table *purchasing = nullptr;
    const Row *purchasingRow = nullptr;
    if (call.transaction.program == "CRS620MI") {
        purchasing = &m_tables["CIDVEN"];
        const auto [first, last] =
            purchasing->range({call.company, row[static_cast<std::size_t>(table.indexOf(Field("SUNO")))]});
        if (first != last)
            purchasingRow = &purchasing->row(*first);
    }
    std::vector<QByteArray> record;
    for (const MiField &field : call.transaction.output) {
        const int column = table.indexOf(QByteArrayView(field.name));
        const int other = purchasingRow ? purchasing->indexOf(QByteArrayView(field.name)) : -1;
        if (column >= 0)
            record.push_back(table.text(row, column));
        else if (other >= 0)
            record.push_back(purchasing->text(*purchasingRow, other));
        else
            record.push_back(field.type == 'N' ? QByteArray("0") : QByteArray());
    }
    return record;
}

} // namespace ledgercast::sandbox
