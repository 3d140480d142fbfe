// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/compressor.h"

#include <QtEndian>

#include <zlib.h>

namespace ledgercast {

namespace {
// A record has about a kilobyte. Preparing zlib's usual tables, and code tables made for each record, cost more time
// than the record itself, and save a tenth of its size: a small window and the standard's fixed codes are for this.
constexpr int windowBits = 12;
constexpr int memoryLevel = 4;
} // namespace

Compressor::Compressor() : m_stream(std::make_unique<z_stream>())
{
    if (deflateInit2(m_stream.get(), Z_BEST_SPEED, Z_DEFLATED, windowBits, memoryLevel, Z_FIXED) != Z_OK)
        qBadAlloc(); // for want of memory only
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
