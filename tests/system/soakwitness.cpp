// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/soakwitness.h"

#include "tests/system/soakkinds.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ledgercast::test {

using sandbox::Row;
using sandbox::Table;

struct SoakWitness::Entry
{
    const Kind *kind = nullptr;
    std::set<Table::Id> heads;
    std::vector<std::set<Table::Id>> parts; ///< as the kind has them
    std::vector<QByteArray> seen;           ///< states since the last time, the one then in front; empty: not there
    std::vector<QByteArray> recorded;       ///< since the last time
    QByteArray last;                        ///< as recorded last; empty: never, or deleted
    bool isKnown = false;
    bool isGone = false;     ///< since before the last time
    bool wasSettled = false; ///< once at least
};

/// Rows of one table that matter to one kind, in one role.
struct SoakWitness::Watch
{
    const Kind *kind;
    const Part *part; ///< none: its heads
    std::size_t index;
    Table *table;
    std::vector<int> key;
    struct Seen
    {
        Row row;
        quint64 round = 0;
    };
    std::unordered_map<Table::Id, Seen> rows;
    quint64 round = 0;
};

namespace {

int columnOf(const Table &table, const char *name)
{
    const int column = table.indexOf(QByteArrayView(name));
    if (column < 0)
        qFatal("%s has no %s", table.name().constData(), name);
    return column;
}

QByteArray plainNumber(QByteArray text)
{
    text = text.trimmed().split(' ').value(0); // "75 put away"
    if (text.contains('.')) {
        while (text.endsWith('0'))
            text.chop(1);
        if (text.endsWith('.'))
            text.chop(1);
    }
    return text.isEmpty() || text == "-0" ? QByteArray("0") : text;
}

/// The same for a value of M3 and for what became of it.
QByteArray plain(As as, const QByteArray &text)
{
    switch (as) {
    case As::Text:
        return text.trimmed();
    case As::Number:
        return plainNumber(text);
    case As::Size:
        return plainNumber(text).replace('-', QByteArray());
    case As::Day: {
        const QByteArray day = QByteArray(text).replace('-', QByteArray());
        return day == "0" ? QByteArray() : day;
    }
    case As::Flag:
        return text == "1" || text == "true" ? "yes" : "no";
    case As::End:
        return QString::fromUtf8(text).right(4).toUtf8();
    case As::Paid:
        return text == "9" || text == "paid" ? "paid" : "open";
    }
    return text;
}

QByteArray textOf(const std::vector<SoakCell> &cells, const Table &table, const Row &row)
{
    QByteArray text;
    for (const SoakCell &cell : cells)
        text += QByteArray(cell.field) + '=' + plain(cell.as, table.text(row, columnOf(table, cell.column))) + ';';
    return text;
}

QByteArray textOf(const std::vector<SoakCell> &cells, const QJsonObject &fields)
{
    QByteArray text;
    for (const SoakCell &cell : cells)
        text += QByteArray(cell.field) + '=' +
                plain(cell.as, fields.value(QLatin1StringView(cell.field)).toString().toUtf8()) + ';';
    return text;
}

bool fits(const SoakWhere &where, const Table &table, const Row &row)
{
    return std::all_of(where.begin(), where.end(), [&](const auto &condition) {
        const QByteArray value = table.text(row, columnOf(table, condition.first));
        const QByteArrayView wanted(condition.second);
        return wanted.startsWith('!') ? value != wanted.sliced(1) : value == wanted;
    });
}

QByteArray joined(QByteArrayList lines)
{
    std::sort(lines.begin(), lines.end());
    return '[' + lines.join('|') + ']';
}

} // namespace

SoakWitness::SoakWitness(sandbox::Tables &tables) : m_tables(tables)
{
    const auto watch = [&](const Kind &kind, const Part *part, std::size_t index) {
        Watch watch{&kind, part, index, m_tables.find(part ? part->table : kind.table), {}, {}, 0};
        for (const char *column : part ? part->key : kind.key)
            watch.key.push_back(columnOf(*watch.table, column));
        m_watches.push_back(std::move(watch));
    };
    for (const Kind &kind : kinds()) {
        watch(kind, nullptr, 0);
        for (std::size_t index = 0; index < kind.parts.size(); ++index)
            watch(kind, &kind.parts[index], index);
    }
}

SoakWitness::~SoakWitness() = default;

void SoakWitness::look()
{
    for (Watch &watch : m_watches) {
        ++watch.round;
        const SoakWhere &where = watch.part ? watch.part->where : watch.kind->where;
        for (const Table::Id id : watch.table->order()) {
            const Row &row = watch.table->row(id);
            const auto known = watch.rows.find(id);
            if (known != watch.rows.end()) {
                known->second.round = watch.round;
                if (known->second.row == row)
                    continue;
                known->second.row = row;
            } else if (!fits(where, *watch.table, row)) {
                continue;
            } else {
                watch.rows.emplace(id, Watch::Seen{row, watch.round});
            }
            rowsWith(watch, id).insert(id);
        }
        for (auto row = watch.rows.begin(); row != watch.rows.end();) {
            if (row->second.round == watch.round) {
                ++row;
                continue;
            }
            rowsWith(watch, row->first).erase(row->first);
            row = watch.rows.erase(row);
        }
    }
    for (const QString &name : std::as_const(m_touched)) {
        Entry &entry = m_entries[name];
        const QByteArray state = stateOf(*entry.kind, entry);
        if (entry.seen.empty() || entry.seen.back() != state)
            entry.seen.push_back(state);
        m_open.insert(name);
    }
    m_touched.clear();
}

/// Where the row belongs; that document is touched.
std::set<Table::Id> &SoakWitness::rowsWith(const Watch &watch, Table::Id id)
{
    QStringList key;
    for (const int column : watch.key)
        key << QString::fromUtf8(watch.table->text(watch.table->row(id), column));
    const QString name = QLatin1StringView(watch.kind->type) + u' ' + key.join(u'/');
    Entry &entry = m_entries[name];
    entry.kind = watch.kind;
    entry.parts.resize(watch.kind->parts.size());
    m_touched.insert(name);
    return watch.part ? entry.parts[watch.index] : entry.heads;
}

QByteArray SoakWitness::stateOf(const Kind &kind, const Entry &entry) const
{
    if (entry.heads.empty())
        return {};
    const Table &table = *m_tables.find(kind.table);
    QByteArray state = textOf(kind.cells, table, table.row(*entry.heads.begin()));
    for (std::size_t index = 0; index < kind.parts.size(); ++index) {
        const Part &part = kind.parts[index];
        const Table &rows = *m_tables.find(part.table);
        QByteArrayList lines;
        for (const Table::Id id : entry.parts[index])
            lines << textOf(part.cells, rows, rows.row(id));
        state += part.isMerged ? lines.value(0) : joined(lines);
    }
    return state;
}

void SoakWitness::recorded(const QString &type, const QString &key, const QJsonObject &content)
{
    const QString name = type + u' ' + key;
    const auto found = m_entries.find(name);
    if (found == m_entries.end()) {
        m_strangers << name + u" was recorded, and there never was such a document"_s;
        return;
    }
    Entry &entry = found->second;
    m_open.insert(name);
    Count &count = m_counts[type];
    count.documents += entry.isKnown ? 0 : 1;
    entry.isKnown = true;
    ++count.versions;
    if (content[u"status"].toString() == u"deleted") {
        entry.recorded.emplace_back();
        return;
    }
    const QJsonObject fields = content[u"fields"].toObject();
    QByteArray state = textOf(entry.kind->cells, fields);
    for (const Part &part : entry.kind->parts) {
        QByteArrayList lines;
        const QJsonArray all = content[u"lines"].toArray();
        for (const QJsonValue &line : all)
            lines << textOf(part.cells, line.toObject());
        state += part.isMerged ? textOf(part.cells, fields) : joined(lines);
    }
    entry.recorded.push_back(state);
}

QStringList SoakWitness::settle()
{
    QStringList mistakes = std::exchange(m_strangers, {});
    const QSet<QString> open = std::exchange(m_open, {});
    for (const QString &name : open) {
        const QString mistake = settle(name, m_entries[name]);
        if (!mistake.isEmpty())
            mistakes << name + u": "_s + mistake;
    }
    return mistakes;
}

QString SoakWitness::settle(const QString &name, Entry &entry)
{
    std::size_t at = 0; // among what was seen
    int matched = 0;
    for (const QByteArray &state : entry.recorded) {
        if (entry.isKnown && state == entry.last)
            return u"the same twice: "_s + QString::fromUtf8(state);
        const auto found = std::find(entry.seen.begin() + static_cast<std::ptrdiff_t>(at), entry.seen.end(), state);
        if (found == entry.seen.end())
            return u"recorded what nobody could see (then): "_s + QString::fromUtf8(state) + u" seen: "_s +
                   QString::fromUtf8(entry.seen.empty() ? QByteArray() : entry.seen.back());
        at = static_cast<std::size_t>(found - entry.seen.begin());
        entry.last = state;
        ++matched;
    }
    entry.recorded.clear();
    if (entry.seen.empty())
        return {};
    const QByteArray now = entry.seen.back();
    // What is gone is looked for once a day: it may be found tomorrow.
    const bool mayWait = now.isEmpty() && entry.last != now && !std::exchange(entry.isGone, true);
    if (mayWait) {
        m_open.insert(name);
        return {};
    }
    if (entry.last != now)
        return u"missed: "_s + QString::fromUtf8(now) + u" last: "_s + QString::fromUtf8(entry.last);
    const int states = static_cast<int>(entry.seen.size()) - (std::exchange(entry.wasSettled, true) ? 1 : 0);
    m_counts[QLatin1StringView(entry.kind->type)].unseen += states - matched;
    entry.isGone = now.isEmpty();
    entry.seen = {now};
    return {};
}

QSet<QString> SoakWitness::present() const
{
    QSet<QString> names;
    for (const auto &[name, entry] : m_entries) {
        if (!entry.heads.empty())
            names.insert(name);
    }
    return names;
}

} // namespace ledgercast::test
