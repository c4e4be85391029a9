// How far long work has come, on standard error: "41250 of 100000 records, 11830 a second, 5 s left". One thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <iosfwd>
#include <string>

namespace porchlight::custody {

enum class ProgressStyle {
    kNone,
    kOneLine,  // drawn over itself: a terminal
    kLines,    // a line each time: a file or another program
};

std::string progress_text(std::uint64_t done, std::uint64_t total, std::chrono::duration<double> since);

class Progress {
public:
    using Clock = std::chrono::steady_clock;

    // The stream is its caller's and stays.
    Progress(std::ostream& out, ProgressStyle style, std::uint64_t total);

    // So many records are done. Cheap: says something four times a second, or every two seconds in lines.
    void tell(std::uint64_t done);
    // Makes room for other lines on the terminal, of this stream or another: nothing of it is held back.
    void clear();
    // Says the last of it.
    void finish();

private:
    void say();

    std::ostream* m_out;
    ProgressStyle m_style;
    std::uint64_t m_total;
    std::uint64_t m_done = 0;
    Clock::time_point m_began;
    Clock::time_point m_said;
    bool m_drawn = false;
};

}  // namespace porchlight::custody
