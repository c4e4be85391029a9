#include "server/serving.h"

#include "server/http/limits.h"

#include <boost/asio/post.hpp>

#include <csignal>

namespace porchlight::server {
namespace {

constexpr std::chrono::seconds kTick{1};
constexpr std::chrono::milliseconds kDrainLook{20};

}  // namespace

Serving::Serving(ServingParts parts)
    : m_work(asio::make_work_guard(m_io)),
      m_clock(parts.clock),
      m_log(parts.log),
      m_settings{std::move(parts.settings)},
      m_challenges(m_clock),
      m_signer(std::move(parts.keys)),
      m_board(m_clock, [this] { m_changes.notify(); }),
      m_printers(m_clock, m_settings, [this] { m_changes.notify(); }),
      m_unusual(m_clock, [this] { m_changes.notify(); }),
      m_housekeeping(m_clock, m_log, parts.batch,
                     [this](SettingsPtr settings) {
                         asio::post(m_io, [this, settings = std::move(settings)] {
                             m_settings.now = settings;
                             m_changes.notify();
                         });
                     }),
      m_store(std::move(parts.store), poster(), [this](Store& store) { m_housekeeping.run(store); }),
      m_passwords(poster()),
      m_issuances(m_clock, m_settings, m_challenges, m_signer, m_board, m_store),
      m_secrets(std::move(parts.secrets)),
      m_access(m_clock, m_settings, m_store, m_secrets),
      m_sign_ins(m_access, m_passwords),
      m_first_sign_ins(m_access, m_passwords),
      m_people(m_access),
      m_desk(m_clock, m_settings, m_board, m_store, m_unusual),
      m_code_approvals(m_challenges, m_board, m_access, m_desk),
      m_context{m_router, m_clock, m_log, {}, false},
      m_desk_files(std::move(parts.desk)),
      m_public_routes(m_settings, m_challenges, std::move(parts.files)),
      m_kiosk_routes(m_issuances, m_printers, m_store, m_changes, m_context.stopping),
      m_desk_routes(m_desk, m_sign_ins, {m_board, m_printers, m_unusual, m_settings}, m_changes, m_context.stopping),
      m_staff_routes(m_sign_ins, m_first_sign_ins, m_people),
      m_code_approval_routes(m_code_approvals),
      m_listener(m_io, parts.endpoint, m_context),
      m_signals(m_io, SIGTERM, SIGINT),
      m_ticker(m_io),
      m_drain(m_io) {
    add_routes();
    add_hosts(parts.endpoint);
}

std::function<void(std::function<void()>)> Serving::poster() {
    return [this](std::function<void()> call) { asio::post(m_io, std::move(call)); };
}

void Serving::add_routes() {
    m_public_routes.add_to(m_router);
    m_kiosk_routes.add_to(m_router);
    m_desk_routes.add_to(m_router);
    m_staff_routes.add_to(m_router);
    m_code_approval_routes.add_to(m_router);
    m_desk_files.add_to(m_router);
}

// Other names for this address would be another site's, led here by its own name server.
void Serving::add_hosts(const tcp::endpoint& endpoint) {
    const auto port = ':' + std::to_string(m_listener.port());
    const auto address = endpoint.address();
    m_context.hosts.insert("localhost" + port);
    m_context.hosts.insert((address.is_v6() ? '[' + address.to_string() + ']' : address.to_string()) + port);
}

void Serving::run(const std::function<void(std::uint16_t)>& on_ready) {
    m_signals.async_wait([this](boost::system::error_code error, int) {
        if (!error)
            begin_stop();
    });
    m_listener.start();
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
    m_listener.stop();
    m_changes.notify();
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
