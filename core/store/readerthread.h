// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"
#include "core/store/reader.h"

#include <QPointer>
#include <QThread>

#include <functional>

namespace ledgercast {

/// The reader thread with its read-only connection. Questions are answered in order, each in the thread of its asker;
/// an answer whose asker has died is dropped. Lives in the asker's (GUI) thread.
class ReaderThread final : public QObject
{
    Q_OBJECT
public:
    explicit ReaderThread(QString databasePath, QObject *parent = nullptr);
    ~ReaderThread() override;

    /// question: Result<T>(const Reader &), run in the reader thread; answer: void(Result<T>), run here.
    template<typename Question, typename Answer>
    void ask(QObject *asker, Question question, Answer answer)
    {
        QMetaObject::invokeMethod(
            &m_worker, [this, asker = QPointer(asker), question = std::move(question), answer = std::move(answer)] {
                const auto reader = openReader();
                using Answered = decltype(question(std::declval<const Reader &>()));
                Answered result = reader ? question(**reader) : Answered(fail(reader.error()));
                QMetaObject::invokeMethod(this, [asker, answer, result = std::move(result)] {
                    if (asker)
                        answer(result);
                });
            });
    }

private:
    [[nodiscard]] Result<const Reader *> openReader();

    QString m_path;
    QThread m_thread;
    QObject m_worker;
    std::unique_ptr<Database> m_database; ///< made, used and destroyed in the reader thread
    std::unique_ptr<Reader> m_reader;
};

} // namespace ledgercast
