// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/designs.h"
#include "core/message/messagedesign.h"

namespace ledgercast {

/// The message designs of a profile: those of the program, replaced by the person's own files in the profile, which
/// are the same JSON. What a file replaces is kept beside it. One owner, the engine's thread.
class DesignFiles
{
public:
    explicit DesignFiles(QString directory) : m_directory(std::move(directory)) {}

    /// Every kind, the built-in ones first. A file that can't be read is named with its first mistake, and the
    /// built-in design is used. Errors: the built-in designs are broken.
    [[nodiscard]] Result<QList<KindDesign>> load() const;
    /// The designs to compose with.
    [[nodiscard]] static Result<QList<MessageDesign>> designsOf(const QList<KindDesign> &kinds);
    /// Writes a design, or with empty JSON goes back to the built-in one; what was there becomes an earlier version.
    /// Errors: Input (with the path of the first mistake), Storage.
    [[nodiscard]] Result<void> save(const QString &recordType, const QByteArray &json, Instant now) const;

private:
    [[nodiscard]] QString pathOf(const QString &recordType) const;
    [[nodiscard]] QString earlierDirectory(const QString &recordType) const;
    [[nodiscard]] QList<DesignVersion> earlier(const QString &recordType) const;
    [[nodiscard]] Result<void> keepEarlier(const QString &recordType, Instant now) const;
    void takeOwn(KindDesign &kind) const;

    QString m_directory;
};

} // namespace ledgercast
