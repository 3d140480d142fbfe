// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receiver/httplistener.h"

#include <QDeadlineTimer>

// A system header: its warnings aren't ours.
#include <httplib.h>

namespace ledgercast {

namespace {

constexpr std::size_t largestBody = 1024 * 1024;
constexpr std::size_t workers = 4;
constexpr time_t secondsForASender = 3;
constexpr std::chrono::seconds startDeadline{2};

} // namespace

HttpListener::HttpListener(std::unique_ptr<httplib::Server> server) : m_server(std::move(server))
{
    m_server->new_task_queue = [] { return new httplib::ThreadPool(workers); };
    m_server->set_payload_max_length(largestBody);
    m_server->set_read_timeout(secondsForASender, 0);
    m_server->set_write_timeout(secondsForASender, 0);
    m_server->set_keep_alive_max_count(1); // a worker is nobody's for long
    // cpp-httplib would share the port with whoever asks for it (SO_REUSEPORT): half of the answers would go there.
    m_server->set_socket_options([](socket_t socket) {
        const int yes = 1;
        ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
}

HttpListener::~HttpListener()
{
    m_server->stop();
    if (m_thread.joinable())
        m_thread.join();
}

bool HttpListener::listen(const std::string &address, int port)
{
    m_port = port == 0 ? m_server->bind_to_any_port(address.c_str())
                       : (m_server->bind_to_port(address.c_str(), port) ? port : 0);
    if (m_port <= 0)
        return false;
    m_thread = std::thread([this] { m_server->listen_after_bind(); });
    // stop() before the thread listens would be lost.
    const QDeadlineTimer deadline(startDeadline);
    while (!m_server->is_running() && !deadline.hasExpired())
        std::this_thread::yield();
    return true;
}

} // namespace ledgercast
