// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <memory>

struct z_stream_s;

namespace ledgercast {

/// Compresses many small texts: what qUncompress() reads. qCompress() makes its tables anew for each, which takes six
/// times as long as the work itself for a record of a kilobyte. One thread.
class Compressor
{
public:
    Compressor();
    ~Compressor();
    Q_DISABLE_COPY_MOVE(Compressor)
    [[nodiscard]] QByteArray compressed(const QByteArray &bytes);

private:
    std::unique_ptr<z_stream_s> m_stream;
};

} // namespace ledgercast
