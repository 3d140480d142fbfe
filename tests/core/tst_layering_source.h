// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace ledgercast::layering {

/// One source file, in the views that the rules look at. All views have the same length and the same lines.
class Source
{
public:
    /// path is relative to the root of the repository.
    Source(QString path, QString text);

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] const QString &text() const { return m_text; }
    /// Comments are blank.
    [[nodiscard]] const QString &withoutComments() const { return m_withoutComments; }
    /// Comments and what stands inside quotes are blank.
    [[nodiscard]] const QString &code() const { return m_code; }
    /// The line, counted from 1, of a position in any view.
    [[nodiscard]] int lineAt(qsizetype position) const;

private:
    QString m_path;
    QString m_text;
    QString m_withoutComments;
    QString m_code;
};

/// Position behind the bracket that closes the one at `open`, or -1.
[[nodiscard]] qsizetype behindClosing(const QString &code, qsizetype open);

/// A lambda of some code: where its body lies, whether it captures, and its parameters.
struct Lambda
{
    qsizetype introducer = 0;
    qsizetype bodyBegin = 0;
    qsizetype bodyEnd = 0;
    bool capturesAnything = false;
    QString parameters;
};
[[nodiscard]] std::vector<Lambda> lambdasIn(const QString &code);

/// All C++ sources and build files below these folders of the root.
[[nodiscard]] std::vector<Source> readSources(const QString &root, const QStringList &folders);

} // namespace ledgercast::layering
