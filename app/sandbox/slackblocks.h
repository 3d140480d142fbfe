// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QStringList>

namespace ledgercast::sandbox {

/// Checks Block Kit blocks against Slack's limits.
class SlackBlocks
{
public:
    /// Human lines with a JSON pointer, empty if all is well.
    [[nodiscard]] QStringList check(const QJsonArray &blocks);
    /// All text in the blocks that were checked.
    [[nodiscard]] qsizetype textLength() const { return m_length; }

    /// The blocks with an id each.
    [[nodiscard]] static QJsonArray withIds(const QJsonArray &blocks, quint64 &counter);

private:
    void checkBlock(const QJsonObject &block, const QString &pointer);
    void checkSection(const QJsonObject &block, const QString &pointer);
    void checkElements(const QJsonObject &block, const QString &pointer, qsizetype most, const QStringList &types);
    void checkElement(const QJsonObject &element, const QString &pointer);
    void checkTable(const QJsonObject &block, const QString &pointer);
    void checkText(const QJsonValue &text, const QString &pointer, qsizetype most, bool isPlainOnly);
    void checkString(const QJsonValue &text, const QString &pointer, qsizetype most, bool isRequired = true);
    void checkRichText(const QJsonValue &element);
    void report(const QString &mistake, const QString &pointer);

    QStringList m_mistakes;
    QStringList m_ids;
    qsizetype m_length = 0;
    int m_tables = 0;
};

} // namespace ledgercast::sandbox
