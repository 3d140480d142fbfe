// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>

#include <vector>

namespace ledgercast::sandbox {

struct MiField
{
    QByteArray name;
    char type = 'A';
    int length = 0;
    bool isMandatory = false;
};

struct MiTransaction
{
    QByteArray program;
    QByteArray name;
    std::vector<MiField> input;
    std::vector<MiField> output;
};

/// The transactions the tenant offers, from the transaction list resource.
class MiCatalog
{
public:
    MiCatalog();
    [[nodiscard]] bool hasProgram(const QByteArray &program) const { return m_programs.contains(program); }
    [[nodiscard]] const MiTransaction *find(const QByteArray &program, const QByteArray &transaction) const;
    /// The length of a field of the program, 0 if it isn't known.
    [[nodiscard]] int lengthOf(const QByteArray &program, const QByteArray &field) const;
    /// Whether a transaction of this name would change something.
    [[nodiscard]] static bool isWrite(const QByteArray &transaction);

private:
    QHash<QByteArray, MiTransaction> m_transactions;
    QHash<QByteArray, int> m_lengths;
    QHash<QByteArray, bool> m_programs;
};

} // namespace ledgercast::sandbox
