#include "bridge/examining.h"

#include "bridge/control/control.h"
#include "bridge/doctor/kiosk_checks.h"
#include "bridge/doctor/printer_checks.h"
#include "bridge/doctor/programme_checks.h"
#include "bridge/doctor/queue_checks.h"
#include "bridge/doctor/system_checks.h"
#include "bridge/enrolment.h"
#include "bridge/numbers/file_numbers.h"
#include "bridge/operators/reading_store.h"
#include "bridge/printer/queue.h"
#include "bridge/wiring.h"
#include "bridge/world/clock.h"
#include "bridge/world/files.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <cstdio>
#include <cstdlib>
#include <future>
#include <thread>

namespace porchlight::bridge {
namespace {

using namespace std::chrono_literals;

// What is asked over a wire is asked at the same time as all else, and is not waited for longer.
constexpr auto kPatience = 2000ms;

template <class Look>
std::shared_future<Look> start(std::function<Look()> look) {
    std::packaged_task<Look()> task(std::move(look));
    auto out = task.get_future().share();
    std::thread(std::move(task)).detach();
    return out;
}

struct QueueLook {
    std::optional<int> old_jobs;
};

class Examination {
public:
    explicit Examination(const Options& options) : m_options(options), m_enrolment(load_enrolment(options.data)) {}

    int run() {
        const auto until = std::chrono::steady_clock::now() + kPatience;
        const auto server = look_at_the_server();
        const auto address = printer_of(m_options);
        const auto printer = look_at_the_printer(address);
        const auto queue = look_at_the_queue(address);
        const auto port = start<PortLook>([this] { return look_at_the_port(); });
        const auto standing = start<std::optional<std::string>>(
            [socket = m_options.data / "control.sock"] { return ask_control(socket, "standing"); });

        tell(check_folder(m_machine, m_options.data));
        tell(check_enrolment(trust()));
        tell(check_journal(m_machine, m_options.data));
        examine_programme();
        tell_server(server, until);
        if (standing.wait_until(until) == std::future_status::ready && standing.get())
            tell(check_standing(*standing.get()));
        tell(port.wait_until(until) == std::future_status::ready
                 ? check_port(port.get())
                 : check_port({m_options.port, false, true, std::nullopt}));
        tell_printer(address, printer, queue, until);
        tell(check_swap(m_machine));
        tell(check_cores(m_machine));
        tell(check_browser(m_machine));
        return m_failed ? 1 : 0;
    }

private:
    void tell(const Finding& finding) {
        std::printf("%s\n", line_of(finding).c_str());
        m_failed = m_failed || finding.health == Health::kFail;
    }
    void tell(const Findings& findings) {
        for (const auto& finding : findings)
            tell(finding);
    }

    std::expected<protocol::Trust, std::string> trust() const {
        return m_enrolment ? std::expected<protocol::Trust, std::string>(m_enrolment->trust)
                           : std::unexpected(m_enrolment.error());
    }

    std::shared_future<ServerLook> look_at_the_server() const {
        if (!m_enrolment)
            return {};
        return start<ServerLook>([server = m_enrolment->server] { return look_at_server(server, kPatience); });
    }

    std::shared_future<PrinterLook> look_at_the_printer(const std::expected<PrinterAddress, std::string>& address) {
        auto registry = load_registry(m_options);
        if (!address || !registry) {
            m_no_printer = address ? registry.error() : address.error();
            return {};
        }
        const std::shared_ptr<Printer> printer =
            make_printer(*address, std::move(*registry), m_options.printer_patience);
        return start<PrinterLook>([printer] {
            PrinterLook out{printer->status(), printer->layout()};
            out.cleaning_every = printer->cleaning_every();
            return out;
        });
    }

    static std::shared_future<QueueLook> look_at_the_queue(const std::expected<PrinterAddress, std::string>& address) {
        const auto* queue = address ? std::get_if<QueueAddress>(&*address) : nullptr;
        if (queue == nullptr)
            return {};
        return start<QueueLook>([queue = *queue] { return QueueLook{ended_jobs(queue, kLongestHistory)}; });
    }

    PortLook look_at_the_port() const {
        PortLook out{m_options.port};
        out.bridge = ask_control(m_options.data / "control.sock", "port");
        if (out.bridge)
            return out;
        std::error_code none;
        out.is_locked = std::filesystem::is_directory(m_options.data, none) && !lock_folder(m_options.data);
        namespace asio = boost::asio;
        asio::io_context context;
        boost::system::error_code failed;
        asio::ip::tcp::acceptor acceptor(context);
        acceptor.open(asio::ip::tcp::v4(), failed);
        acceptor.set_option(asio::socket_base::reuse_address(true), failed);
        acceptor.bind({asio::ip::address_v4::loopback(), m_options.port}, failed);
        out.is_free = !failed;
        out.is_privileged = failed == boost::system::errc::permission_denied;
        return out;
    }

    void examine_programme() {
        if (!m_enrolment)
            return;
        const auto now = SystemClock().now();
        FolderStore folder(m_options.data);
        ReadingStore store(folder);
        Keeper keeper(m_enrolment->trust, store);
        auto refusals = keeper.load(now);
        if (const auto damaged = keeper.find_damage())
            refusals[Kind::kRelease] = "file:" + *damaged;
        const auto manifest = keeper.manifest(now);
        tell(check_manifest(manifest.get(), refusals[Kind::kManifest], now));
        tell(check_release(keeper.release().get(), refusals[Kind::kRelease]));
        tell(check_fonts(add_fonts(m_options.fonts), m_options.fonts));
        if (!manifest)
            return;
        CairoRenderer renderer(m_options.assets / "card");
        tell(check_card(renderer.check(manifest->manifest), load_sample(m_options.assets / "card", manifest->manifest),
                        renderer));
        const auto numbers = m_machine.exists(m_options.data / "numbers") ? FileNumbers::open(m_options.data) : nullptr;
        tell(check_numbers(manifest->manifest.card,
                           [&](const std::string& service) { return numbers ? numbers->left(service) : 0; }));
    }

    void tell_server(const std::shared_future<ServerLook>& look, std::chrono::steady_clock::time_point until) {
        if (!look.valid())
            return;
        const auto seen = look.wait_until(until) == std::future_status::ready ? look.get() : ServerLook{};
        tell(check_server(seen, m_enrolment->server.authority()));
        if (seen.answers)
            tell(check_clock(seen, SystemClock().now()));
    }

    void tell_printer(const std::expected<PrinterAddress, std::string>& address,
                      const std::shared_future<PrinterLook>& look, const std::shared_future<QueueLook>& queue,
                      std::chrono::steady_clock::time_point until) {
        if (!look.valid())
            return tell(fault("printer", "cannot be asked", m_no_printer));
        const auto seen = look.wait_until(until) == std::future_status::ready ? look.get() : PrinterLook{};
        tell(check_printer(seen));
        if (seen.layout || seen.layout.error() != PrintError::kUnreachable)
            tell(check_media(seen));
        if (seen.layout) {
            tell(check_levels(seen.status));
            tell(check_habits(seen.status));
            tell(check_cleaning(seen, FileCounter::open(m_options.data)->now()));
        }
        if (std::get_if<QueueAddress>(&*address) != nullptr)
            tell(check_queue(
                m_machine, m_options.cups,
                queue.wait_until(until) == std::future_status::ready ? queue.get().old_jobs : std::nullopt));
    }

    const Options& m_options;
    std::expected<Enrolment, std::string> m_enrolment;
    ThisMachine m_machine;
    std::string m_no_printer;  // why none can be asked
    bool m_failed = false;
};

}  // namespace

int examine(const Options& options) {
    const int out = Examination(options).run();
    std::fflush(stdout);
    // Something that does not answer may still be waited for on a thread: it goes with the process.
    std::_Exit(out);
}

}  // namespace porchlight::bridge
