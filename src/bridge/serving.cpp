#include "bridge/serving.h"

#include "bridge/control/control.h"
#include "bridge/http/listener.h"
#include "bridge/issuance/reporter.h"
#include "bridge/journal/file_journal.h"
#include "bridge/link/http_link.h"
#include "bridge/numbers/file_numbers.h"
#include "bridge/numbers/restocker.h"
#include "bridge/operators/counting_printer.h"
#include "bridge/printer/watch.h"
#include "bridge/release/updater.h"
#include "bridge/wiring.h"
#include "bridge/world/files.h"
#include "bridge/world/log.h"
#include "bridge/world/own_process.h"
#include "bridge/world/passed_sockets.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <cstdio>
#include <cstdlib>

namespace porchlight::bridge {
namespace {

constexpr std::chrono::minutes kPruneEvery{1};

std::optional<hash256> load_cookie(const std::filesystem::path& path) {
    const auto stored = read_file(path, sizeof(hash256));
    if (!stored || stored->size() != sizeof(hash256))
        return std::nullopt;
    return to_array<sizeof(hash256)>(*stored);
}

// A bug that ends a coroutine ends the bridge: whoever runs it starts it again, and the page goes on.
void end_on_error(const std::exception_ptr& error) {
    if (!error)
        return;
    log_line("stopped by an error of the system");
    std::_Exit(1);
}

asio::awaitable<void> prune(Journal& journal, const Clock& clock) {
    asio::steady_timer timer(co_await asio::this_coro::executor);
    for (;;) {
        journal.prune(clock.now());
        timer.expires_after(kPruneEvery);
        co_await timer.async_wait(asio::use_awaitable);
    }
}

int fail(const std::string& sentence) {
    std::fprintf(stderr, "porchlight-bridge: %s\n", sentence.c_str());
    return 1;
}

}  // namespace

int serve(const Options& options, const PrinterAddress& address, Enrolment enrolment) {
    const auto lock = lock_folder(options.data);
    if (!lock)
        return fail("Another bridge is running on " + options.data.string() + ", or the folder cannot be written.");
    const auto journal = FileJournal::open(options.data);
    if (!journal)
        return fail("The journal in " + options.data.string() +
                    " cannot be read: without it a card could be printed twice.");
    const auto numbers = FileNumbers::open(options.data);
    if (!numbers)
        return fail("The folder of service numbers in " + options.data.string() + " cannot be made or read.");
    auto models = load_registry(options);
    if (!models)
        return fail(models.error());
    add_fonts(options.fonts);

    asio::io_context context(1);
    asio::thread_pool render_worker(1);
    asio::thread_pool print_worker(1);
    asio::thread_pool watch_worker(1);
    auto passed = take_passed_sockets();
    if (!passed)
        return fail(passed.error());
    auto listener = Listener::open(context.get_executor(), options.port, std::move(*passed));
    if (!listener)
        return fail(listener.error());

    const SystemClock clock;
    const auto counter = FileCounter::open(options.data);
    const auto printer = std::make_unique<CountingPrinter>(
        make_printer(address, std::move(*models), options.printer_patience), *counter);
    if (!remember_printer(options))
        log_line("the printer's address could not be written: commands for operators have to be told it");
    HttpLink link(enrolment.server);
    FolderStore store(options.data);
    Keeper keeper(enrolment.trust, store);
    CairoRenderer renderer(options.assets / "card");
    EventHub events;
    Gate gate(listener->port(), load_cookie(options.data / "browser"),
              [&](const hash256& cookie) { return write_file(options.data / "browser", cookie); });

    IssuanceService* publisher = nullptr;
    PrinterWatch* watched = nullptr;
    PrinterReporter* reports = nullptr;
    const auto changed = [&] {
        if (reports != nullptr)
            reports->changed();
        if (publisher != nullptr && watched != nullptr)
            events.publish(event_text(publisher->view(), publisher->server_ok(), watched->status()));
    };
    PrinterWatch watch(*printer, watch_worker.get_executor(), changed);
    IssuanceService issuance({context.get_executor(), render_worker.get_executor(), print_worker.get_executor(), link,
                              link, *numbers, renderer, *printer, *journal, clock, enrolment.kiosk,
                              [&] { return keeper.manifest(clock.now()); }, [&] { return watch.status(); }, changed});
    PrinterReporter reporter(link, enrolment.kiosk,
                             [&] { return protocol::PrinterReport{watch.status(), issuance.asks_for_tray()}; });
    reports = &reporter;
    publisher = &issuance;
    watched = &watch;
    Updater updater(keeper, link, clock, options.check_every, [&](bool ok) { issuance.set_server_ok(ok); });
    Restocker restocker({link, link, *numbers, clock, enrolment.kiosk, [&] { return keeper.manifest(clock.now()); },
                         [&] { return issuance.is_idle(); }});
    Router router(gate, issuance, keeper, clock, events);

    for (const auto& [kind, refusal] : keeper.load(clock.now()))
        log_line(std::string("the stored ") + name(kind) + " is refused: " + refusal);
    if (journal->unfinished() > 0)
        issuance.ask_for_tray();
    changed();
    if (!serve_control(context.get_executor(), options.data / "control.sock",
                       {{"address", [&] { return gate.address(gate.new_code()); }},
                        {"port", [&] { return std::to_string(listener->port()); }},
                        {"standing", [&] { return std::string(code(reporter.standing())); }},
                        {"cleaned", [&] { return std::string(counter->set_cleaned() ? "done" : "disk"); }}}))
        return fail("The control socket cannot be made in " + options.data.string() +
                    ": its path may be too long for a socket.");
    asio::co_spawn(context, updater.run(), end_on_error);
    asio::co_spawn(context, watch.run(), end_on_error);
    asio::co_spawn(context, restocker.run(), end_on_error);
    asio::co_spawn(context, reporter.run(), end_on_error);
    asio::co_spawn(context, prune(*journal, clock), end_on_error);
    listener->start(router);
    // It takes longer than all else here, and loads what is needed again with the first card only. What is wrong goes
    // into the log that both share.
    if (keeper.manifest(clock.now()))
        asio::post(render_worker, [data = options.data.string(), assets = options.assets.string()] {
            run_own_process({"check-card", "--data", data, "--assets", assets});
        });
    asio::signal_set signals(context, SIGINT, SIGTERM);
    signals.async_wait([&](const boost::system::error_code&, int) { context.stop(); });

    std::printf("porchlight-bridge: ready on http://localhost:%u\n", listener->port());
    std::printf("porchlight-bridge: open %s\n", gate.address(gate.new_code()).c_str());
    std::fflush(stdout);
    context.run();
    std::error_code ignored;
    std::filesystem::remove(options.data / "control.sock", ignored);
    // A worker may be following a job for minutes: the journal has it, and the next start says so. All memory goes
    // with the process.
    std::_Exit(0);
}

}  // namespace porchlight::bridge
