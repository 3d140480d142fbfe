// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/gateway.h"

#include "app/sandbox/json.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

// The M3 API: how calls are read and results are written. Bodies are put together as bytes, because the fields keep
// the order of the program and a page can have thousands of rows.
namespace ledgercast::sandbox {

namespace {

Reply terminated(const QByteArray &reason)
{
    return {400, "{\"results\":[],\"wasTerminated\":true,\"terminationReason\":" + jsonString(reason) +
                     ",\"terminationErrorType\":\"InvalidInput\",\"nrOfSuccessfullTransactions\":0,"
                     "\"nrOfFailedTransactions\":0}"};
}

bool isTrue(const QByteArray &text)
{
    return text.compare("true", Qt::CaseInsensitive) == 0;
}

/// A JSON value as the text an MI input field gets.
QByteArray asText(const QJsonValue &value)
{
    if (value.isDouble())
        return QByteArray::number(value.toDouble(), 'f', QLocale::FloatingPointShortest);
    return value.isBool() ? QByteArray(value.toBool() ? "1" : "0") : value.toString().toUtf8();
}

QByteArray padded(const QByteArray &text, int length)
{
    const qsizetype letters = QString::fromUtf8(text).size();
    return letters < length ? text + QByteArray(length - letters, ' ') : text;
}

QByteArray successes(qsizetype good, qsizetype bad)
{
    return "\"nrOfSuccessfullTransactions\":" + QByteArray::number(good) +
           ",\"nrOfFailedTransactions\":" + QByteArray::number(bad);
}

} // namespace

QByteArray Gateway::value(const QByteArray &program, const MiField &field, const QByteArray &raw,
                          const Format &format) const
{
    if (field.type == 'A')
        return format.isTrimmed ? raw : padded(raw, field.length);
    if (field.type != 'D')
        return raw;
    // Programs differ in what an empty date looks like.
    if (raw.isEmpty() || raw == "0")
        return program.startsWith("APS") ? QByteArray("0") : QByteArray();
    // The date format of the service user is DMY.
    return format.isYmd8 || raw.size() != 8 ? raw : raw.sliced(6, 2) + raw.sliced(4, 2) + raw.sliced(2, 2);
}

QByteArray Gateway::secondResult(const QByteArray &program, const QByteArray &transaction, const MiResult &result,
                                 const Format &format) const
{
    QByteArray body = "{\"transaction\":" + jsonString(transaction);
    if (const auto &error = result.error) {
        body += ",\"errorMessage\":" + jsonString(padded(error->message, 132)) +
                ",\"errorType\":" + jsonString(error->type) + ",\"errorCode\":" + jsonString(error->code) +
                ",\"errorField\":" + jsonString(error->field);
        if (result.records.empty())
            return body + "}";
    }
    body += ",\"records\":[";
    bool isFirstRecord = true;
    for (const auto &record : result.records) {
        body += isFirstRecord ? "{" : ",{";
        isFirstRecord = false;
        bool isFirst = true;
        for (std::size_t index = 0; index < record.size(); ++index) {
            const MiField &field = result.fields[index];
            const QByteArray text = value(program, field, record[index], format);
            if ((!format.columns.isEmpty() && !format.columns.contains(field.name)) ||
                (format.excludesEmpty && text.trimmed().isEmpty()))
                continue;
            body += (isFirst ? "\"" : ",\"") + field.name + "\":" + jsonString(text);
            isFirst = false;
        }
        body += '}';
    }
    return body + "]}";
}

Reply Gateway::executeSecond(const QByteArray &program, const QByteArray &transaction, const Request &request)
{
    Format format;
    Parameters input;
    for (const auto &[name, text] : decodeForm(request.query)) {
        bool isNumber = true;
        if (name == "maxrecs")
            format.options.maximum = text.toLongLong(&isNumber);
        else if (name == "returncols")
            format.columns = text.isEmpty() ? QList<QByteArray>() : text.toUpper().split(',');
        else if (name == "cono")
            format.options.company = text.toInt(&isNumber);
        else if (name == "divi")
            format.options.division = text;
        else if (name == "dateformat")
            format.isYmd8 = text == "YMD8";
        else if (name == "excludeempty")
            format.excludesEmpty = isTrue(text);
        else if (name == "righttrim")
            format.isTrimmed = isTrue(text);
        else if (name != "format" && name != "extendedresult" && name != "m3user" && name != "_rid")
            input.emplace_back(name, text);
        if (!isNumber || format.options.maximum < 0)
            return terminated("Invalid value for " + name + ": " + text);
    }
    if (!m_engine.catalog().hasProgram(program) && !MiCatalog::isWrite(transaction))
        return terminated("Program " + program + " not found");
    const MiResult result = run(program, transaction, input, format);
    // Some grids answer the flag as a string.
    const QByteArray flag = m_answers++ % 2 == 0 ? "false" : "\"false\"";
    return {200, "{\"results\":[" + secondResult(program, transaction, result, format) + "],\"wasTerminated\":" + flag +
                     ',' + successes(result.error ? 0 : 1, result.error ? 1 : 0) + '}'};
}

Reply Gateway::executeBulk(const QByteArray &programInPath, const Request &request)
{
    QJsonParseError mistake;
    const QJsonObject call = QJsonDocument::fromJson(request.body, &mistake).object();
    if (mistake.error != QJsonParseError::NoError || !call.value("transactions"_L1).isArray())
        return terminated("The request body is not valid JSON with a list of transactions");
    const QByteArray program = programInPath.isEmpty() ? call.value("program"_L1).toString().toUtf8() : programInPath;
    if (!m_engine.catalog().hasProgram(program))
        return terminated(program.isEmpty() ? QByteArray("Program is missing") : "Program " + program + " not found");
    Format shared;
    shared.options.company = call.value("cono"_L1).toVariant().toInt();
    if (shared.options.company == 0)
        shared.options.company = 100;
    shared.options.division = call.value("divi"_L1).toString().toUtf8();
    shared.options.maximum = call.value("maxReturnedRecords"_L1).toInt(100);
    shared.excludesEmpty = call.value("excludeEmptyValues"_L1).toBool();
    shared.isTrimmed = call.value("rightTrim"_L1).toBool();
    shared.isYmd8 = call.value("dateFormat"_L1).toString(u"YMD8"_s) == u"YMD8";
    QByteArray results;
    qsizetype failed = 0;
    const QJsonArray transactions = call.value("transactions"_L1).toArray();
    for (const QJsonValue &entry : transactions) {
        Format format = shared;
        for (const QJsonValue &column : entry["selectedColumns"_L1].toArray())
            format.columns.append(column.toString().toUpper().toUtf8());
        Parameters input;
        const QJsonObject record = entry["record"_L1].toObject();
        for (auto field = record.begin(); field != record.end(); ++field)
            input.emplace_back(field.key().toUtf8(), asText(field.value()));
        const QByteArray transaction = entry["transaction"_L1].toString().toUtf8();
        const MiResult result = run(program, transaction, input, format);
        failed += result.error ? 1 : 0;
        results += (results.isEmpty() ? "" : ",") + secondResult(program, transaction, result, format);
    }
    const QByteArray flag = m_answers++ % 2 == 0 ? "false" : "\"false\"";
    return {200, "{\"results\":[" + results + "],\"wasTerminated\":" + flag + ',' +
                     successes(transactions.size() - failed, failed) + '}'};
}

Reply Gateway::executeFirst(const QByteArray &program, const QByteArray &transactionAndOptions, const Request &request)
{
    const QList<QByteArray> parts = transactionAndOptions.split(';');
    Format format;
    bool hasMetadata = true;
    for (const QByteArray &part : parts.sliced(1)) {
        const QByteArray name = part.first(qMax(qsizetype(0), part.indexOf('=')));
        const QByteArray text = QByteArray::fromPercentEncoding(part.sliced(part.indexOf('=') + 1));
        if (name == "maxrecs")
            format.options.maximum = text.toLongLong();
        else if (name == "metadata")
            hasMetadata = isTrue(text);
        else if (name == "excludempty")
            format.excludesEmpty = isTrue(text);
        else if (name == "righttrim")
            format.isTrimmed = isTrue(text);
        else if (name == "dateformat")
            format.isYmd8 = text == "YMD8";
        else if (name == "cono")
            format.options.company = text.toInt();
        else if (name == "divi")
            format.options.division = text;
        else if (name == "returncols")
            format.columns = text.toUpper().split(',');
    }
    const MiResult result = run(program, parts.first(), decodeForm(request.query), format);
    const QByteArray body = firstBody(program, parts.first(), result, format, hasMetadata);
    if (!result.error)
        return {200, body};
    const QByteArray error = "{\"Message\":" + jsonString(padded(result.error->message, 132)) +
                             ",\"@type\":" + jsonString(result.error->type) +
                             ",\"@code\":" + jsonString(result.error->code) +
                             ",\"@cfg\":null,\"@field\":" + jsonString(result.error->field) + "}";
    return {200, result.records.empty() ? error : body.chopped(1) + ",\"ErrorMessage\":" + error + "}"};
}

QByteArray Gateway::firstBody(const QByteArray &program, const QByteArray &transaction, const MiResult &result,
                              const Format &format, bool hasMetadata) const
{
    // A list of one collapses to the one, as it does on real grids.
    const auto list = [](const QByteArray &items, qsizetype count) { return count == 1 ? items : '[' + items + ']'; };
    QByteArray fields;
    qsizetype fieldCount = 0;
    for (const MiField &field : result.fields) {
        if (!format.columns.isEmpty() && !format.columns.contains(field.name))
            continue;
        fields += (fieldCount++ > 0 ? "," : "") + QByteArray("{\"@name\":") + jsonString(field.name) + ",\"@type\":\"" +
                  field.type + "\",\"@length\":" + QByteArray::number(field.length) +
                  ",\"@description\":" + jsonString(field.name) + "}";
    }
    QByteArray records;
    qsizetype count = 0;
    for (const auto &record : result.records) {
        QByteArray values;
        qsizetype valueCount = 0;
        for (std::size_t index = 0; index < record.size(); ++index) {
            const QByteArray text = value(program, result.fields[index], record[index], format);
            const QByteArray &name = result.fields[index].name;
            if ((!format.columns.isEmpty() && !format.columns.contains(name)) ||
                (format.excludesEmpty && text.trimmed().isEmpty()))
                continue;
            values += (valueCount++ > 0 ? "," : "") + QByteArray("{\"Name\":") + jsonString(name) +
                      ",\"Value\":" + jsonString(text) + "}";
        }
        records += (count > 0 ? "," : "") + QByteArray("{\"NameValue\":") + list(values, valueCount) +
                   ",\"RowIndex\":" + QByteArray::number(count) + "}";
        ++count;
    }
    return "{\"Program\":" + jsonString(program) + ",\"Transaction\":" + jsonString(transaction) +
           ",\"Metadata\":" + (hasMetadata ? "{\"Field\":" + list(fields, fieldCount) + "}" : QByteArray("null")) +
           ",\"MIRecord\":" + (count == 0 ? QByteArray("null") : list(records, count)) + "}";
}

} // namespace ledgercast::sandbox
