#include "server/serving.h"

#include "server/data_dir.h"
#include "server/http/limits.h"
#include "server/http/tcp_stream.h"
#include "server/http/tls_stream.h"

#include <boost/asio/post.hpp>

#include <csignal>
#include <utility>

namespace porchlight::server {
namespace {

constexpr std::chrono::seconds kTick{1};
constexpr std::size_t kMaxSignatures = 1024;  // a fraction of a second's work
constexpr std::chrono::milliseconds kDrainLook{20};

}  // namespace

Serving::Serving(ServingParts parts)
    : m_work(asio::make_work_guard(m_io)),
      m_clock(parts.clock),
      m_log(parts.log),
      m_settings{std::move(parts.settings)},
      m_challenges(m_clock),
      m_health(m_clock, m_log, m_settings, {parts.keys.issuer.public_half, parts.keys.receipt.public_half}),
      m_signer(std::move(parts.keys)),
      m_board(m_clock, {[this](const std::string& site) { m_changes.notify(site); },
                        [this](const protocol::KioskId& kiosk) { m_answers.notify(kiosk); }}),
      m_printers(m_clock, m_settings, [this](const std::string& site) { m_changes.notify(site); }),
      m_unusual(m_clock, [this] { m_changes.notify_all(); }),
      m_housekeeping(m_clock, m_log, parts.batch,
                     [this](SettingsPtr settings) {
                         asio::post(m_io, [this, settings = std::move(settings)] {
                             m_settings.now = settings;
                             m_issuances.settings_changed();
                             m_changes.notify_all();
                             m_answers.notify_all();
                         });
                     }),
      m_files(std::move(parts.files)),
      m_store(std::move(parts.store), poster(),
              [this](Store& store) {
                  m_housekeeping.run(store);
                  look_at(store);
              }),
      m_finder(std::move(parts.finder), poster()),
      m_writer(m_store, m_health, m_clock, m_log),
      m_passwords(poster()),
      m_signatures(kMaxSignatures, poster()),
      m_issuances(m_clock, m_settings, m_challenges, m_signer, m_signatures, m_board, m_finder),
      m_secrets(std::move(parts.secrets)),
      m_access(m_clock, m_settings, m_store, m_secrets),
      m_sign_ins(m_access, m_passwords),
      m_first_sign_ins(m_access, m_passwords),
      m_people(m_access, m_store),
      m_desk(m_clock, m_settings, m_board, m_writer, m_unusual),
      m_code_approvals(m_challenges, m_board, m_access, m_desk),
      m_enrolments(m_clock, m_challenges, m_store),
      m_administration(m_clock, m_settings, m_printers, m_store, m_passwords,
                       [trust = parts.trust] { return read_file(trust, protocol::kMaxDocumentBytes).value_or(""); }),
      m_numbers(m_settings, m_store),
      m_tls(std::move(parts.tls)),
      m_context{m_router, m_clock, m_log, std::move(parts.address.hosts), parts.address.is_secure},
      m_metrics_context{m_metrics_router, m_clock, m_log, {}},
      m_page_files(std::move(parts.pages)),
      m_verify_files(std::move(parts.verify)),
      m_public_routes(m_settings, m_challenges, m_files),
      m_operator_routes(m_health, [this] { return m_tls ? std::optional(m_tls->end()) : std::nullopt; }),
      m_kiosk_routes(m_issuances, m_printers, m_store, m_answers, m_context.stopping),
      m_enrolment_routes(m_enrolments, std::move(parts.trust)),
      m_desk_routes(m_desk, m_sign_ins, {m_board, m_printers, m_unusual, m_settings}, m_changes, m_context.stopping),
      m_staff_routes(m_sign_ins, m_first_sign_ins, m_people),
      m_code_approval_routes(m_code_approvals),
      m_admin_routes(m_administration, m_numbers, m_people, m_sign_ins, m_settings),
      m_listener(
          m_io, parts.listening, [this](tcp::socket socket) { return make_stream(std::move(socket)); }, m_context),
      m_signals(m_io, SIGTERM, SIGINT),
      m_reload(m_io, SIGHUP),
      m_ticker(m_io),
      m_drain(m_io) {
    add_routes();
    if (parts.metrics_socket)
        add_metrics(*parts.metrics_socket);
}

std::function<void(std::function<void()>)> Serving::poster() {
    return [this](std::function<void()> call) { asio::post(m_io, std::move(call)); };
}

void Serving::add_routes() {
    m_public_routes.add_to(m_router);
    m_operator_routes.add_ready_to(m_router);
    m_kiosk_routes.add_to(m_router);
    m_enrolment_routes.add_to(m_router);
    m_desk_routes.add_to(m_router);
    m_staff_routes.add_to(m_router);
    m_code_approval_routes.add_to(m_router);
    m_admin_routes.add_to(m_router);
    m_page_files.add_to(m_router);
    if (m_verify_files)
        m_verify_files->add_to(m_router, m_settings);
}

void Serving::add_metrics(int socket) {
    m_operator_routes.add_metrics_to(m_metrics_router);
    const auto plain = [](tcp::socket accepted) { return std::make_unique<TcpStream>(std::move(accepted)); };
    m_metrics_listener.emplace(m_io, ListenerOptions{.socket = socket}, plain, m_metrics_context);
    const auto port = ':' + std::to_string(m_metrics_listener->port());
    m_metrics_context.hosts = {"localhost" + port, "127.0.0.1" + port};
}

std::unique_ptr<Stream> Serving::make_stream(tcp::socket socket) {
    if (m_tls)
        return std::make_unique<TlsStream>(std::move(socket), m_tls->context());
    return std::make_unique<TcpStream>(std::move(socket));
}

void Serving::look_at(Store& store) {
    const auto today = m_clock.today();
    auto totals = store.day_totals(date::from_days(today.days() - kDaysOfTotals), today);
    std::error_code error;
    const auto space = std::filesystem::space(m_files, error);
    StoreLook look{totals.has_value(), error ? 0 : space.available, {}};
    if (totals)
        look.totals = std::move(*totals);
    asio::post(m_io, [this, look = std::move(look)]() mutable { m_health.looked(std::move(look)); });
}

void Serving::wait_for_reload() {
    m_reload.async_wait([this](boost::system::error_code error, int) {
        if (error)
            return;
        reload();
        wait_for_reload();
    });
}

void Serving::reload() {
    if (m_tls)
        m_log.event(m_clock.today(),
                    m_tls->reload() ? "certificate_reloaded" : "certificate_refused the_old_one=stays");
}

void Serving::run(const std::function<void(std::uint16_t)>& on_ready) {
    m_signals.async_wait([this](boost::system::error_code error, int) {
        if (!error)
            begin_stop();
    });
    wait_for_reload();
    m_listener.start();
    if (m_metrics_listener)
        m_metrics_listener->start();
    tick();
    on_ready(m_listener.port());
    m_io.run();
}

void Serving::tick() {
    m_board.expire();
    m_printers.expire();
    m_unusual.expire();
    m_ticker.expires_after(kTick);
    m_ticker.async_wait([this](boost::system::error_code error) {
        if (!error)
            tick();
    });
}

void Serving::begin_stop() {
    m_log.event(m_clock.today(), "stop");
    m_health.stopping();
    m_listener.stop();
    if (m_metrics_listener)
        m_metrics_listener->stop();
    m_changes.notify_all();
    m_answers.notify_all();
    m_drain_ends = std::chrono::steady_clock::now() + kDrain;
    end_when_drained();
}

void Serving::end_when_drained() {
    if (m_listener.is_empty() || std::chrono::steady_clock::now() > m_drain_ends) {
        m_store.finish();
        m_io.stop();
        return;
    }
    m_drain.expires_after(kDrainLook);
    m_drain.async_wait([this](boost::system::error_code) { end_when_drained(); });
}

}  // namespace porchlight::server
