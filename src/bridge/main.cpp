// porchlight-bridge: parse, validate, give up what is not needed, wire, loop.
#include "base/encoding.h"
#include "bridge/control/control.h"
#include "bridge/enrolment.h"
#include "bridge/examining.h"
#include "bridge/memory/small.h"
#include "bridge/operating.h"
#include "bridge/options.h"
#include "bridge/serving.h"
#include "bridge/world/hardening.h"
#include "bridge/world/log.h"

#include <cstdio>
#include <exception>

namespace {

using namespace porchlight;
using namespace porchlight::bridge;

int fail(const std::string& sentence) {
    std::fprintf(stderr, "porchlight-bridge: %s\n", sentence.c_str());
    return 1;
}

int run_enroll(const Options& options) {
    const auto key = enroll(options.data, options.server, options.trust, options.authority);
    if (!key)
        return fail(key.error());
    std::printf("kiosk key: %s\n", to_hex(*key).c_str());
    return 0;
}

int run_serve(const Options& options) {
    const auto printer = parse_printer_address(options.printer);
    if (!printer)
        return fail(printer.error());
    auto enrolment = load_enrolment(options.data);
    if (!enrolment)
        return fail(enrolment.error());
    return serve(options, *printer, std::move(*enrolment));
}

int run_address(const Options& options) {
    const auto address = ask_control(options.data / "control.sock", "address");
    if (!address)
        return fail("No bridge is running on " + options.data.string() + ": start it with `porchlight-bridge serve`.");
    std::printf("%s\n", address->c_str());
    return 0;
}

int run(const Options& options) {
    switch (options.command) {
        case Command::kEnroll: return run_enroll(options);
        case Command::kServe: return run_serve(options);
        case Command::kAddress: return run_address(options);
        case Command::kTestCard: return print_test_card(options);
        case Command::kCheckCard: return check_card(options);
        case Command::kCalibrate: return calibrate(options);
        case Command::kPreview: return preview(options);
        case Command::kCounters: return show_counters(options);
        case Command::kDoctor: return examine(options);
        case Command::kHelp: break;
    }
    std::fputs(kUsage, stdout);
    return 0;
}

}  // namespace

int main(int count, char** arguments) {
    restart_with_plain_allocator(arguments);
    keep_memory_small();
    const bool locked = harden_process();
    if (!start_crypto())
        return fail("This machine has no working source of random numbers.");
    const auto options = parse_options({arguments, static_cast<std::size_t>(count)});
    if (!options)
        return fail(options.error());
    if (options->command == Command::kServe && !locked)
        log_line(
            "its memory may be swapped to the disk: let the unit run it, or set the limit of locked memory to none");
    try {
        return run(*options);
    } catch (const std::exception&) {
        return fail("Stopped by an error of the system: memory or the disk may be full.");
    }
}
