// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/document.h"

#include <QUrl>

#include <tl/expected.hpp>

namespace ledgercast {

/// The address of a record in CloudSuite's own pages, with placeholders for the record's values. Pure.
class LinkPattern
{
public:
    /// https only, with a host of its own, and no placeholder but the known ones. The error is a sentence for people.
    [[nodiscard]] static tl::expected<LinkPattern, QString> parse(const QString &text);
    /// {tenant}, {company}, {division}, {type}, {number}, {key}, {party}, {program}.
    [[nodiscard]] static QStringList placeholders();

    [[nodiscard]] QString text() const { return m_text; }
    /// The address with the values percent-encoded; an invalid one when the record lacks its number or key.
    [[nodiscard]] QUrl linkTo(const Document &document) const;

    friend bool operator==(const LinkPattern &, const LinkPattern &) = default;

private:
    explicit LinkPattern(QString text) : m_text(std::move(text)) {}

    QString m_text;
};

/// Patterns by record type; "*" is that of every other type. Empty: links are off.
class LinkPatterns
{
public:
    /// general may be empty; byType: "supplier_invoice=https://… | purchase_order=https://…".
    [[nodiscard]] static tl::expected<LinkPatterns, QString> parse(const QString &general, const QString &byType);

    [[nodiscard]] QUrl linkTo(const Document &document) const;
    [[nodiscard]] bool isEmpty() const { return m_patterns.isEmpty(); }
    /// As parse() takes it.
    [[nodiscard]] QString general() const;
    [[nodiscard]] QString byType() const;

    friend bool operator==(const LinkPatterns &, const LinkPatterns &) = default;

private:
    QMap<QString, LinkPattern> m_patterns;
};

/// The M3 program that shows such records: "APS200"; empty for a type we don't know.
[[nodiscard]] QString programOf(const QString &recordType);

} // namespace ledgercast
