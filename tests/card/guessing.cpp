#include "tests/card/guessing.h"

#include <atomic>
#include <thread>

namespace porchlight::tests {

Guesses guess_dates(const card::CheckedCode& code, const std::string& comparable_name, const std::string& number,
                    const std::vector<std::string>& dates) {
    std::vector<char> agrees(dates.size(), 0);
    std::atomic<std::size_t> next{0};
    std::atomic<std::size_t> tried{0};
    const auto work = [&] {
        for (auto i = next++; i < dates.size(); i = next++) {
            const auto guessed = card::commitment({comparable_name, dates[i], number}, code.salt);
            if (!guessed)
                continue;
            agrees[i] = equal_secret(*guessed, code.holder_commitment) ? 1 : 0;
            ++tried;
        }
    };
    std::vector<std::jthread> workers;
    for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i)
        workers.emplace_back(work);
    workers.clear();  // waits for all
    Guesses out{{}, tried};
    for (std::size_t i = 0; i < dates.size(); ++i)
        if (agrees[i] != 0)
            out.hits.push_back(dates[i]);
    return out;
}

std::vector<std::string> dates_from(const date& first, const date& last, int step_days) {
    std::vector<std::string> out;
    for (auto day = first.days(); day <= last.days(); day += step_days)
        out.push_back(date::from_days(day).text());
    return out;
}

}  // namespace porchlight::tests
