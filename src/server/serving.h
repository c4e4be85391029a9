// The running server: services and transport wired together round one I/O thread. What touches the world, the
// store, the clock, the keys, is built by main.cpp and handed in.
// One thread calls run(); stop() only from within it.
#pragma once

#include "server/administration_service.h"
#include "server/desk_service.h"
#include "server/housekeeping.h"
#include "server/http/admin_routes.h"
#include "server/http/code_approval_routes.h"
#include "server/http/desk_routes.h"
#include "server/http/enrolment_routes.h"
#include "server/http/kiosk_routes.h"
#include "server/http/listener.h"
#include "server/http/operator_routes.h"
#include "server/http/page_files.h"
#include "server/http/public_routes.h"
#include "server/http/staff_routes.h"
#include "server/http/tls_context.h"
#include "server/http/verify_files.h"
#include "server/public_address.h"
#include "server/store/find_thread.h"
#include "server/store/store_thread.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

namespace porchlight::server {

struct ServingParts {
    const Clock& clock;
    Log& log;
    std::unique_ptr<Store> store;
    std::unique_ptr<Store> finder;  // opened on the same database
    SettingsPtr settings;           // as the store holds them now
    ServerKeys keys;
    StaffSecrets secrets;
    PageFiles pages;
    std::optional<VerifyFiles> verify;
    std::filesystem::path files;
    std::filesystem::path trust;
    std::optional<std::size_t> batch;
    ListenerOptions listening;
    PublicAddress address;
    std::optional<TlsContext> tls;
    std::optional<int> metrics_socket;  // where to tell metrics
};

class Serving {
public:
    explicit Serving(ServingParts parts);

    // Until SIGTERM or SIGINT; on_ready is given the port once it listens.
    void run(const std::function<void(std::uint16_t)>& on_ready);

private:
    std::function<void(std::function<void()>)> poster();
    void add_routes();
    void add_metrics(int socket);
    std::unique_ptr<Stream> make_stream(tcp::socket socket);
    // On the store's thread.
    void look_at(Store& store);
    void wait_for_reload();
    void reload();
    void tick();
    void begin_stop();
    void end_when_drained();

    // For desks, by site, and for kiosks. They outlive the coroutines that wait for them, which end with m_io.
    ChangeSignal<std::string> m_changes;
    ChangeSignal<protocol::KioskId> m_answers;
    asio::io_context m_io{1};
    asio::executor_work_guard<asio::io_context::executor_type> m_work;
    const Clock& m_clock;
    Log& m_log;
    CurrentSettings m_settings;
    ChallengeMaker m_challenges;
    Health m_health;
    ReceiptSigner m_signer;
    IssuanceBoard m_board;
    PrinterBoard m_printers;
    UnusualBoard m_unusual;
    Housekeeping m_housekeeping;
    std::filesystem::path m_files;
    StoreThread m_store;
    FindThread m_finder;
    WatchedWriter m_writer;
    PasswordThread m_passwords;
    WorkThread m_signatures;
    IssuanceService m_issuances;
    StaffSecrets m_secrets;
    StaffAccess m_access;
    SignInService m_sign_ins;
    FirstSignInService m_first_sign_ins;
    PeopleService m_people;
    DeskService m_desk;
    CodeApprovalService m_code_approvals;
    EnrolmentService m_enrolments;
    AdministrationService m_administration;
    NumberService m_numbers;
    std::optional<TlsContext> m_tls;
    Router m_router;
    ServerContext m_context;
    Router m_metrics_router;
    ServerContext m_metrics_context;
    PageFiles m_page_files;
    std::optional<VerifyFiles> m_verify_files;
    PublicRoutes m_public_routes;
    OperatorRoutes m_operator_routes;
    KioskRoutes m_kiosk_routes;
    EnrolmentRoutes m_enrolment_routes;
    DeskRoutes m_desk_routes;
    StaffRoutes m_staff_routes;
    CodeApprovalRoutes m_code_approval_routes;
    AdminRoutes m_admin_routes;
    Listener m_listener;
    std::optional<Listener> m_metrics_listener;
    asio::signal_set m_signals;
    asio::signal_set m_reload;
    asio::steady_timer m_ticker;
    asio::steady_timer m_drain;
    std::chrono::steady_clock::time_point m_drain_ends;
};

}  // namespace porchlight::server
