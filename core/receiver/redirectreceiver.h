// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QObject>
#include <QUrl>

#include <functional>
#include <memory>

namespace ledgercast {

class HttpListener;

/// Waits on this computer for the browser that Slack sends back: HTTPS at 127.0.0.1 with a certificate of its own (see
/// SelfSigned), for one address. What doesn't belong there is answered and forgotten.
class RedirectReceiver final : public QObject
{
    Q_OBJECT
public:
    /// Whether an address is the one that is waited for. Called in other threads.
    using Judge = std::function<bool(const QString &address)>;

    explicit RedirectReceiver(QObject *parent = nullptr);
    ~RedirectReceiver() override;

    /// redirect: https://localhost:PORT/PATH. Stops first where it listens. Errors: Busy (another program has the
    /// port), Internal.
    [[nodiscard]] Result<void> start(const QUrl &redirect, Judge judge);
    /// Ends what is being answered, within seconds.
    void stop();
    [[nodiscard]] bool isListening() const { return m_listener != nullptr; }

Q_SIGNALS:
    /// The whole address, which the judge has taken.
    void received(const QString &address);

private:
    std::unique_ptr<HttpListener> m_listener;
};

} // namespace ledgercast
