// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/desktop.h"

#include "app/firstpaint.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QMainWindow>
#include <QProcess>
#include <QTemporaryDir>

namespace ledgercast::bench {

namespace {

constexpr int starts = 9;
constexpr int patience = 30'000; // milliseconds
constexpr int quietTime = 5'000; // milliseconds after the first picture until the console is idle

struct Program
{
    QString path;
    QStringList arguments;
};

Program emptyWindow()
{
    return {QCoreApplication::applicationFilePath(), {QStringLiteral("--empty-window")}};
}

Program console(const QTemporaryDir &profile)
{
    return {QCoreApplication::applicationDirPath() + u"/ledgercast", {QStringLiteral("--profile-dir"), profile.path()}};
}

/// A program that shows a window, ended with this object.
class Shown
{
public:
    explicit Shown(const Program &program)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        const bool hasDisplay =
            environment.contains(QStringLiteral("DISPLAY")) || environment.contains(QStringLiteral("WAYLAND_DISPLAY"));
        if (!hasDisplay && !environment.contains(QStringLiteral("QT_QPA_PLATFORM")))
            environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        m_process.setProcessEnvironment(environment);
        m_process.setReadChannel(QProcess::StandardError);
        m_timer.start();
        m_process.start(program.path, program.arguments);
        m_milliseconds = waitFor(FirstPaint::window);
    }
    ~Shown()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(Shown)

    /// Until the first picture; none: there was none.
    [[nodiscard]] std::optional<double> milliseconds() const { return m_milliseconds; }
    /// Until the words, since it was started; none: it does not say them.
    std::optional<double> waitFor(const char *words)
    {
        while (!m_said.contains(words) && m_timer.elapsed() < patience &&
               (m_process.waitForReadyRead(100) || m_process.state() != QProcess::NotRunning))
            m_said += m_process.readAllStandardError();
        if (!m_said.contains(words))
            return std::nullopt;
        return static_cast<double>(m_timer.nsecsElapsed()) / 1e6;
    }
    /// Whether it is still there after so many milliseconds.
    [[nodiscard]] bool stays(int duration) { return !m_process.waitForFinished(duration) && m_process.processId() > 0; }
    [[nodiscard]] std::optional<double> proportionalSetSize() const
    {
        QFile file(QStringLiteral("/proc/%1/smaps_rollup").arg(m_process.processId()));
        if (!file.open(QIODevice::ReadOnly))
            return std::nullopt;
        const QList<QByteArray> lines = file.readAll().split('\n');
        for (const QByteArray &line : lines) {
            if (line.startsWith("Pss:"))
                return line.mid(4).simplified().split(' ').first().toDouble() / 1024.0;
        }
        return std::nullopt;
    }

private:
    QProcess m_process;
    QElapsedTimer m_timer;
    QByteArray m_said;
    std::optional<double> m_milliseconds;
};

std::optional<double> idleSize(const Program &program)
{
    Shown shown(program);
    if (!shown.milliseconds() || !shown.stays(quietTime))
        return std::nullopt;
    return shown.proportionalSetSize();
}

} // namespace

std::optional<Figure> startUp()
{
    const QTemporaryDir profile;
    QList<double> ours;
    QList<double> empty;
    QList<double> pages;
    for (int start = 0; start <= starts; ++start) {
        const auto reference = Shown(emptyWindow()).milliseconds();
        Shown shown(console(profile));
        const auto measured = shown.milliseconds();
        const auto page = shown.waitFor(FirstPaint::page);
        if (!reference || !measured || !page)
            return std::nullopt;
        if (start == 0)
            continue; // it makes the profile and warms the file cache
        empty << *reference;
        ours << *measured;
        pages << *page;
    }
    return Figure{QStringLiteral("startup"), median(ours), median(empty), QStringLiteral("ms"),
                  QStringLiteral("median of %1 starts to the first picture (outlines), profile present; reference: an "
                                 "empty Qt window; lower is better; the page with its content after %2 ms")
                      .arg(starts)
                      .arg(median(pages), 0, 'f', 1)};
}

std::optional<Figure> memory()
{
    const QTemporaryDir profile;
    const auto reference = idleSize(emptyWindow());
    const auto measured = idleSize(console(profile));
    if (!reference || !measured)
        return std::nullopt;
    return Figure{QStringLiteral("memory"), *measured, *reference, QStringLiteral("MiB"),
                  QStringLiteral("proportional set size %1 s after the first picture; reference: an empty Qt window; "
                                 "the aim is 60 MiB at most")
                      .arg(quietTime / 1000)};
}

int runEmptyWindow(int argc, char *argv[])
{
    const QApplication application(argc, argv);
    QMainWindow window;
    new FirstPaint(&window, FirstPaint::window);
    window.resize(1360, 860);
    window.show();
    return QApplication::exec();
}

} // namespace ledgercast::bench
