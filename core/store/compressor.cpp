// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/compressor.h"

#include <QtEndian>

#include <zlib.h>

namespace ledgercast {

Compressor::Compressor() : m_stream(std::make_unique<z_stream>())
{
    if (deflateInit(m_stream.get(), Z_BEST_SPEED) != Z_OK) // for want of memory only
        qBadAlloc();
}

Compressor::~Compressor()
{
    deflateEnd(m_stream.get());
}

QByteArray Compressor::compressed(const QByteArray &bytes)
{
    constexpr qsizetype headSize = 4; // qUncompress() wants the length in front, big-endian
    const auto size = static_cast<uInt>(bytes.size());
    deflateReset(m_stream.get());
    QByteArray result(headSize + static_cast<qsizetype>(deflateBound(m_stream.get(), size)), Qt::Uninitialized);
    qToBigEndian<quint32>(size, result.data());
    m_stream->next_in = const_cast<Bytef *>(reinterpret_cast<const Bytef *>(bytes.constData())); // zlib only reads it
    m_stream->avail_in = size;
    m_stream->next_out = reinterpret_cast<Bytef *>(result.data() + headSize);
    m_stream->avail_out = static_cast<uInt>(result.size() - headSize);
    deflate(m_stream.get(), Z_FINISH); // there is room for all of it
    result.truncate(headSize + static_cast<qsizetype>(m_stream->total_out));
    return result;
}

} // namespace ledgercast
