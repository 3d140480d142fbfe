// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <thread>

namespace httplib {
class Server;
} // namespace httplib

namespace ledgercast {

/// One of cpp-httplib's servers and the thread it listens in, with the limits that a port of this program has: few
/// workers, small bodies, little time for a slow sender. Its end ends what is being answered, within seconds.
class HttpListener final
{
public:
    explicit HttpListener(std::unique_ptr<httplib::Server> server);
    HttpListener(const HttpListener &) = delete;
    HttpListener &operator=(const HttpListener &) = delete;
    ~HttpListener();

    /// After its handlers were set. port: 0 for a free one. false: another program has it, or the address isn't ours.
    [[nodiscard]] bool listen(const std::string &address, int port);
    [[nodiscard]] httplib::Server &server() { return *m_server; }
    [[nodiscard]] int port() const { return m_port; }

private:
    std::unique_ptr<httplib::Server> m_server;
    std::thread m_thread;
    int m_port = 0;
};

} // namespace ledgercast
