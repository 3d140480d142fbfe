// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/micatalog.h"

#include <QFile>

#include <algorithm>
#include <array>

namespace ledgercast::sandbox {

namespace {

std::vector<MiField> readInput(const QByteArray &text)
{
    std::vector<MiField> fields;
    for (QByteArray word : text.split(' ')) {
        const bool isMandatory = word.startsWith('*');
        if (isMandatory)
            word.remove(0, 1);
        if (!word.isEmpty())
            fields.push_back({word, 'A', 0, isMandatory});
    }
    return fields;
}

std::vector<MiField> readOutput(const QByteArray &text)
{
    std::vector<MiField> fields;
    for (const QByteArray &word : text.split(' ')) {
        const qsizetype colon = word.indexOf(':');
        if (colon > 0)
            fields.push_back({word.first(colon), word.at(colon + 1), word.sliced(colon + 2).toInt(), false});
    }
    return fields;
}

} // namespace

MiCatalog::MiCatalog()
{
    QFile file(QStringLiteral(":/sandbox/transactions.txt"));
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen);
    Q_UNUSED(isOpen)
    for (const QByteArray &line : file.readAll().split('\n')) {
        const QList<QByteArray> parts = line.split('|');
        if (parts.size() != 3 || line.startsWith('#'))
            continue;
        const QList<QByteArray> names = parts.first().simplified().split(' ');
        MiTransaction transaction{names.at(0), names.at(1), readInput(parts.at(1).simplified()),
                                  readOutput(parts.at(2).simplified())};
        for (const MiField &field : transaction.output)
            m_lengths.insert(names.at(0) + field.name, field.type == 'D' ? 10 : field.length);
        m_programs.insert(names.at(0), true);
        m_transactions.insert(names.at(0) + '/' + names.at(1), std::move(transaction));
    }
}

const MiTransaction *MiCatalog::find(const QByteArray &program, const QByteArray &transaction) const
{
    const auto found = m_transactions.constFind(program + '/' + transaction);
    return found == m_transactions.constEnd() ? nullptr : &*found;
}

int MiCatalog::lengthOf(const QByteArray &program, const QByteArray &field) const
{
    return m_lengths.value(program + field);
}

bool MiCatalog::isWrite(const QByteArray &transaction)
{
    static constexpr std::array verbs{"Add",      "Upd",    "Chg",   "Dlt",    "Del",     "Crt",     "Create",
                                      "Update",   "Delete", "Set",   "Copy",   "Approve", "Reject",  "Confirm",
                                      "Receipt",  "Print",  "Valid", "Cancel", "Close",   "Release", "Process",
                                      "Maintain", "Change", "Snd",   "Rcv"};
    return std::any_of(verbs.begin(), verbs.end(), [&](const char *verb) { return transaction.startsWith(verb); });
}

} // namespace ledgercast::sandbox
