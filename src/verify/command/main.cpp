// porchlight-verify: checks a card for whoever is shown one (card/FORMAT.md, Checking). Asks nobody, writes nothing.
#include "base/crypto.h"
#include "verify/command/run.h"

#include <sys/resource.h>

#include <ctime>
#include <exception>
#include <iostream>

namespace {

// The day on the wall clock of whoever checks.
porchlight::date today() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    ::localtime_r(&now, &local);
    const auto day = porchlight::date::from_ymd(local.tm_year + 1900, static_cast<unsigned>(local.tm_mon + 1),
                                                static_cast<unsigned>(local.tm_mday));
    return day.value_or(porchlight::date_of_unix_seconds(now));
}

}  // namespace

int main(int count, char** words) {
    using namespace porchlight;
    // A crash must not leave what was typed in a core file.
    const rlimit no_core{0, 0};
    ::setrlimit(RLIMIT_CORE, &no_core);
    const auto options = checking::parse_options({words, static_cast<std::size_t>(count)});
    if (!options)
        return checking::complain(options.error() + " See porchlight-verify --help.", checking::kWrongUse, std::cerr);
    if (options->help) {
        std::cout << checking::kHelp;
        return checking::kGood;
    }
    if (!start_crypto())
        return checking::complain("This machine has no working source of random numbers.", checking::kNotChecked,
                                  std::cerr);
    try {
        return checking::run(*options, options->on.value_or(today()), {std::cin, std::cout, std::cerr});
    } catch (const std::exception&) {
        return checking::complain("The machine ran out of memory or failed in an unforeseen way.",
                                  checking::kNotChecked, std::cerr);
    }
}
