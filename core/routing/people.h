// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace ledgercast {

/// Who a person of the ERP is in Slack.
struct PersonRow
{
    QString person; ///< the ERP's user id, as records have it, or an e-mail address
    QString slack;  ///< a Slack user or group id, or the e-mail address of a Slack account

    friend bool operator==(const PersonRow &, const PersonRow &) = default;
};

/// The people of the ERP that Slack can call. A value: pure. Only what stands in the table comes out of it, whatever a
/// record says.
class People
{
public:
    People() = default;
    /// idsByEmail: what Slack said of addresses, in lower case; those it doesn't know are absent or empty.
    explicit People(const QList<PersonRow> &rows, const QHash<QString, QString> &idsByEmail = {});

    /// The Slack id of the ERP's person, whatever its case and the blanks around it; empty: none is known.
    [[nodiscard]] QString slackId(const QString &person) const { return m_ids.value(keyOf(person)); }
    [[nodiscard]] bool isEmpty() const { return m_ids.isEmpty(); }

    [[nodiscard]] static bool isEmail(const QString &text);
    /// The addresses that Slack has to be asked about, each once, in lower case.
    [[nodiscard]] static QStringList emailsOf(const QList<PersonRow> &rows);
    /// What makes two rows be of the same person.
    [[nodiscard]] static QString keyOf(const QString &person) { return person.trimmed().toLower(); }

private:
    QHash<QString, QString> m_ids; ///< by keyOf()
};

/// Who answers for a cost centre, as the ERP says in the cost centre's own record. The same code is another cost centre
/// in another company, and may be in another division. A value: pure.
class CostCentreOwners
{
public:
    struct Place
    {
        QString tenant;
        QString company;
        QString division; ///< may be empty
    };

    void add(const Place &place, const QString &code, const QString &person);
    /// That of the division; else of the company, where its divisions agree. Empty: nobody is known.
    [[nodiscard]] QString ownerOf(const Place &place, const QString &code) const;

private:
    QHash<QString, QString> m_owners; ///< by place and code, and by place without its division
};

} // namespace ledgercast
