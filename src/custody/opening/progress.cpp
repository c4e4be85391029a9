#include "custody/opening/progress.h"

#include <cmath>
#include <ostream>

namespace porchlight::custody {
namespace {

constexpr std::chrono::milliseconds kOnTerminal{250};
constexpr std::chrono::seconds kInLines{2};
// Back to the first column, and nothing right of it.
constexpr const char* kEraseLine = "\r\x1b[K";

}  // namespace

std::string progress_text(std::uint64_t done, std::uint64_t total, std::chrono::duration<double> since) {
    auto text = std::to_string(done) + " of " + std::to_string(total) + " records";
    const double rate = since.count() > 0 ? static_cast<double>(done) / since.count() : 0;
    if (rate < 1)
        return text;
    text += ", " + std::to_string(std::llround(rate)) + " a second";
    if (done < total)
        text += ", " + std::to_string(std::llround(std::ceil(static_cast<double>(total - done) / rate))) + " s left";
    return text;
}

Progress::Progress(std::ostream& out, ProgressStyle style, std::uint64_t total)
    : m_out(&out), m_style(style), m_total(total), m_began(Clock::now()), m_said(m_began) {}

void Progress::tell(std::uint64_t done) {
    m_done = done;
    if (m_style == ProgressStyle::kNone)
        return;
    const auto now = Clock::now();
    if (now - m_said < (m_style == ProgressStyle::kLines ? Clock::duration(kInLines) : Clock::duration(kOnTerminal)))
        return;
    m_said = now;
    say();
}

void Progress::say() {
    const auto text = progress_text(m_done, m_total, Clock::now() - m_began);
    if (m_style == ProgressStyle::kOneLine)
        *m_out << kEraseLine << text << std::flush;
    else
        *m_out << text << '\n';
    m_drawn = true;
}

void Progress::clear() {
    if (m_style == ProgressStyle::kOneLine && m_drawn)
        *m_out << kEraseLine << std::flush;
    m_drawn = false;
}

void Progress::finish() {
    if (m_style == ProgressStyle::kNone)
        return;
    say();
    if (m_style == ProgressStyle::kOneLine)
        *m_out << '\n';
    m_drawn = false;
}

}  // namespace porchlight::custody
