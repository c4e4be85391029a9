// porchlight-bridge: parse, validate, give up what is not needed, wire, loop.
#include "base/encoding.h"
#include "bridge/control/control.h"
#include "bridge/enrolling.h"
#include "bridge/enrolment.h"
#include "bridge/examining.h"
#include "bridge/link/http_link.h"
#include "bridge/memory/small.h"
#include "bridge/operating.h"
#include "bridge/options.h"
#include "bridge/serving.h"
#include "bridge/world/hardening.h"
#include "bridge/world/log.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <cstdio>
#include <exception>

namespace {

using namespace porchlight;
using namespace porchlight::bridge;

int fail(const std::string& sentence) {
    std::fprintf(stderr, "porchlight-bridge: %s\n", sentence.c_str());
    return 1;
}

int run_enroll_by_code(const Options& options) {
    auto url = parse_server_url(options.server);
    if (!url)
        return fail(url.error());
    auto authority = read_authority(options.authority);
    if (!authority)
        return fail(authority.error());
    url->authority_pem = *authority;
    boost::asio::io_context context(1);
    HttpLink link(std::move(*url));
    std::expected<EnrolledKiosk, std::string> enrolled;
    boost::asio::co_spawn(
        context,
        enroll_by_code({options.data, options.server, options.code, options.trust, std::move(*authority)}, link, link),
        [&](const std::exception_ptr& error, std::expected<EnrolledKiosk, std::string> done) {
            if (error)
                std::rethrow_exception(error);
            enrolled = std::move(done);
        });
    context.run();
    if (!enrolled)
        return fail(enrolled.error());
    std::printf("kiosk key: %s\nThis is the kiosk %s at %s of the %s.\n", to_hex(enrolled->key).c_str(),
                enrolled->place.name.c_str(), enrolled->place.site.c_str(), enrolled->city.c_str());
    return 0;
}

int run_move(const Options& options) {
    if (const auto moved = move_server(options.data, options.server); !moved)
        return fail(moved.error());
    std::printf("The server is at %s. A bridge that runs learns it when it is started again.\n",
                options.server.c_str());
    return 0;
}

int run_enroll(const Options& options) {
    if (!options.code.empty())
        return run_enroll_by_code(options);
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
        case Command::kMove: return run_move(options);
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
