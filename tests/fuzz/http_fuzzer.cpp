// Bytes of a client, through the whole of the HTTP layer to services on a store in memory. What is taken for a head is
// what another implementation (Beast's) takes it for; answers are HTTP, never more than there were requests, and the
// same however the bytes are cut.
#include "server/http/admin_routes.h"
#include "server/http/code_approval_routes.h"
#include "server/http/connection.h"
#include "server/http/desk_routes.h"
#include "server/http/enrolment_routes.h"
#include "server/http/kiosk_routes.h"
#include "server/http/public_routes.h"
#include "server/http/staff_routes.h"
#include "server/store/memory_store.h"
#include "tests/fuzz/fuzz.h"
#include "tests/server/support/city.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>

#include <algorithm>

using namespace porchlight;
using namespace porchlight::server;
using fuzz::expect;

namespace {

// The twin of TcpStream: gives its bytes in pieces, keeps what is written.
class MemoryStream final : public Stream {
public:
    MemoryStream(std::string_view bytes, std::size_t piece, std::string& written)
        : m_bytes(bytes), m_piece(piece), m_written(written) {}

    awaitable<void> open(ErrorCode&) override { co_return; }
    awaitable<std::size_t> read_some(std::span<char> room, ErrorCode& error) override {
        if (m_bytes.empty())
            error = asio::error::eof;
        const auto size = std::min({room.size(), m_piece, m_bytes.size()});
        std::ranges::copy(m_bytes.substr(0, size), room.begin());
        m_bytes.remove_prefix(size);
        co_return size;
    }
    awaitable<void> write(std::string_view first, std::string_view second, ErrorCode&) override {
        m_written.append(first).append(second);
        co_return;
    }
    awaitable<void> end_writing(ErrorCode&) override { co_return; }
    void cancel() override { m_bytes = {}; }

private:
    std::string_view m_bytes;
    std::size_t m_piece;
    std::string& m_written;
};

class NoPassword final : public PasswordChecker {
public:
    bool check(std::string, std::string, Checked checked) override {
        checked(false);
        return true;
    }
    bool make(std::string, Hashed made) override {
        made("");
        return true;
    }
};

class NoBlocks final : public BlockFetcher {
public:
    void fetch_blocks(const protocol::KioskId&, std::vector<protocol::BlockId>, Fetched fetched) override {
        fetched(std::vector<protocol::NumberBlock>{});
    }
};

struct World {
    World() {
        StoredSettings stored;
        stored.kiosks = {kiosk.entry()};
        stored.staff = {{"demo", "North Branch", ""}};
        stored.manifest = StoredDocument{1, city.manifest()};
        settings.now = read_settings(stored);
        public_routes.add_to(router);
        kiosk_routes.add_to(router);
        enrolment_routes.add_to(router);
        desk_routes.add_to(router);
        staff_routes.add_to(router);
        code_approval_routes.add_to(router);
        admin_routes.add_to(router);
        context.hosts = {"localhost:8460", "127.0.0.1:8460"};
    }

    std::string answers_to(std::string_view bytes, std::size_t piece) {
        asio::io_context io(1);
        std::string written;
        auto connection = std::make_shared<Connection>(std::make_unique<MemoryStream>(bytes, piece, written),
                                                       io.get_executor(), context);
        asio::co_spawn(io, connection->run(), [](const std::exception_ptr& error) { expect(error == nullptr); });
        io.run();
        return written;
    }

    test::City city;
    test::TestKiosk kiosk;
    ManualClock clock{1'795'000'000};
    Log log{[](const std::string&) {}};
    CurrentSettings settings;
    MemoryStore store;
    DirectWriter writer{store};
    DirectFinder finder{store};
    DirectStaffWriter staff_writer{store};
    DirectRedeemer redeemer{store};
    NoPassword passwords;
    NoBlocks blocks;
    ChangeSignal<std::string> changes;
    ChangeSignal<protocol::KioskId> answers;
    ChallengeMaker challenges{clock};
    ReceiptSigner signer{city.keys()};
    DirectHeavyWork signatures;
    IssuanceBoard board{clock, {}};
    PrinterBoard printers{clock, settings, [](const std::string&) {}};
    IssuanceService issuances{clock, settings, challenges, signer, signatures, board, finder};
    UnusualBoard unusual{clock, [] {}};
    DeskService desk{clock, settings, board, writer, unusual};
    StaffSecrets secrets{secret_bytes(kWrappingKeyBytes)};
    StaffAccess access{clock, settings, staff_writer, secrets};
    SignInService sign_ins{access, passwords};
    FirstSignInService first_sign_ins{access, passwords};
    DirectRunner runner{store, settings};
    DirectHeavyWork heavy;
    PeopleService people{access, runner};
    AdministrationService administration{clock, settings, printers, runner, heavy, [] { return std::string(); }};
    NumberService numbers{settings, runner};
    CodeApprovalService code_approvals{challenges, board, access, desk};
    EnrolmentService enrolments{clock, challenges, redeemer};
    Router router;
    ServerContext context{router, clock, log, {}};
    PublicRoutes public_routes{settings, challenges, "/nowhere"};
    KioskRoutes kiosk_routes{issuances, printers, blocks, answers, context.stopping};
    EnrolmentRoutes enrolment_routes{enrolments, "/nowhere"};
    DeskRoutes desk_routes{desk, sign_ins, {board, printers, unusual, settings}, changes, context.stopping};
    StaffRoutes staff_routes{sign_ins, first_sign_ins, people};
    CodeApprovalRoutes code_approval_routes{code_approvals};
    AdminRoutes admin_routes{administration, numbers, people, sign_ins, settings};
};

void check_like_beast(std::string_view bytes, const Head& head) {
    http::request_parser<http::empty_body> parser;
    parser.body_limit(boost::none);  // each route has its own
    boost::system::error_code error;
    parser.put(asio::buffer(bytes.data(), bytes.size()), error);
    // It also reads the lists of options that a connection may have; we look for one word in them.
    if (error == http::error::bad_value)
        return;
    expect(!error);
    expect(parser.is_header_done());
    const auto& other = parser.get();
    expect(other.method_string() == head.request.method_string() && other.target() == head.request.target() &&
           other.version() == head.request.version() && !parser.chunked());
    expect(std::ranges::distance(other) == std::ranges::distance(head.request));
    for (const auto& field : head.request)
        expect(other.count(field.name_string()) == head.request.count(field.name_string()));
    expect(!head.content_length || parser.content_length() == *head.content_length);
}

// The status lines of answers that are well formed, each with what every answer has. Who guesses again is refused
// otherwise, in time: 401, then 429, then 403.
std::string statuses_of(std::string_view written) {
    std::string out;
    while (!written.empty()) {
        http::response_parser<http::string_body> parser;
        parser.body_limit(1U << 20);
        parser.skip(false);
        boost::system::error_code error;
        parser.eager(true);
        const auto size = parser.put(asio::buffer(written.data(), written.size()), error);
        expect(!error && parser.is_header_done() && size > 0);
        written.remove_prefix(size);
        const auto& answer = parser.get();
        // Said only where the body is not there yet.
        if (answer.result() == http::status::continue_)
            continue;
        expect(answer.count("Content-Security-Policy") == 1 && answer.count(http::field::date) == 1);
        const auto status = answer.result_int();
        out += (status == 401 || status == 403 || status == 429 ? "refused" : std::to_string(status)) + ' ';
    }
    return out;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = as_text(fuzz::input(data, size));
    const auto end = find_head_end(bytes);
    if (end && *end)
        if (const auto head = read_head(bytes.substr(0, **end)))
            check_like_beast(bytes.substr(0, **end), *head);
    // The answer to HEAD has a length and no body: it cannot be read without knowing the request.
    if (bytes.contains("HEAD"))
        return 0;
    static World world;
    const auto whole = statuses_of(world.answers_to(bytes, bytes.size() + 1));
    expect(whole == statuses_of(world.answers_to(bytes, 7)));
    expect(std::ranges::count(whole, ' ') <= 1 + std::ranges::count(bytes, '\n') / 2);
    return 0;
}
