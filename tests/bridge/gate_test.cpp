#include "bridge/http/gate.h"
#include "base/encoding.h"
#include "bridge/http/files.h"
#include "bridge/http/headers.h"
#include "bridge/link/url.h"
#include "bridge/printer/address.h"
#include "bridge/printer/status.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace porchlight;
using namespace porchlight::bridge;

namespace {

RequestHead head_for(std::string host, std::string origin = "", std::string cookie = "") {
    RequestHead head;
    head.host = std::move(host);
    head.origin = std::move(origin);
    head.cookie = std::move(cookie);
    return head;
}

bool keep_nothing(const hash256&) { return true; }

std::string cookie_pair(const std::string& set_cookie) { return set_cookie.substr(0, set_cookie.find(';')); }

}  // namespace

TEST_CASE("the gate knows its own host byte for byte, and nothing else") {
    const Gate gate(8470, std::nullopt, keep_nothing);
    CHECK(gate.site(head_for("localhost:8470")) == Site::kApp);
    CHECK(gate.site(head_for("127.0.0.1:8470")) == Site::kBye);
    for (const char* other : {"localhost", "localhost:8471", "LOCALHOST:8470", "evil.example:8470", "", "[::1]:8470",
                              "localhost:8470.evil.example"})
        CHECK(gate.site(head_for(other)) == Site::kOther);
    CHECK(gate.origin_is_own(head_for("", "http://localhost:8470")));
    for (const char* other : {"", "null", "http://127.0.0.1:8470", "https://localhost:8470", "http://localhost"})
        CHECK_FALSE(gate.origin_is_own(head_for("", other)));
}

TEST_CASE("what a browser asks for a page of another origin is known, also where it sends the cookie") {
    const Gate gate(8470, std::nullopt, keep_nothing);
    const auto asked = [&](std::string origin, std::string site, std::string dest) {
        auto head = head_for("localhost:8470", std::move(origin));
        head.fetch_site = std::move(site);
        head.fetch_dest = std::move(dest);
        return gate.is_for_another(head);
    };
    CHECK_FALSE(asked("", "", ""));
    CHECK_FALSE(asked("", "none", "document"));
    CHECK_FALSE(asked("", "same-origin", "image"));
    CHECK_FALSE(asked("http://localhost:8470", "same-origin", "empty"));
    CHECK_FALSE(asked("", "cross-site", "document"));
    CHECK(asked("http://localhost:8471", "", ""));
    CHECK(asked("null", "cross-site", "document"));
    for (const char* site : {"same-site", "cross-site"})
        for (const char* dest : {"empty", "image", "script", "iframe", ""})
            CHECK(asked("", site, dest));
}

TEST_CASE("a code lets one browser in, once") {
    Gate gate(8470, std::nullopt, keep_nothing);
    const auto code = gate.new_code();
    CHECK_FALSE(gate.redeem("").has_value());
    CHECK_FALSE(gate.redeem(code + "0").has_value());
    const auto cookie = gate.redeem(code);
    REQUIRE(cookie);
    CHECK(cookie->find("HttpOnly") != cookie->npos);
    CHECK(cookie->find("SameSite=Lax") != cookie->npos);
    CHECK_FALSE(gate.redeem(code).has_value());
    CHECK(gate.has_cookie(head_for("", "", "other=1; " + cookie_pair(*cookie))));
    CHECK_FALSE(gate.has_cookie(head_for("", "", "porchlight=")));
    CHECK_FALSE(gate.has_cookie(head_for("", "", "")));

    const auto second = gate.redeem(gate.new_code());
    REQUIRE(second);
    CHECK(gate.has_cookie(head_for("", "", cookie_pair(*second))));
    CHECK_FALSE(gate.has_cookie(head_for("", "", cookie_pair(*cookie))));
}

TEST_CASE("a cookie outlives a restart of the bridge, by its hash alone") {
    hash256 kept{};
    Gate before(8470, std::nullopt, [&](const hash256& hashed) {
        kept = hashed;
        return true;
    });
    const auto cookie = before.redeem(before.new_code());
    REQUIRE(cookie);
    const Gate after(8470, kept, keep_nothing);
    CHECK(after.has_cookie(head_for("", "", cookie_pair(*cookie))));
    CHECK(cookie->find(std::string(as_text(kept))) == cookie->npos);
}

TEST_CASE("a code that was replaced before it was used is worth nothing") {
    Gate gate(8470, std::nullopt, keep_nothing);
    const auto first = gate.new_code();
    static_cast<void>(gate.new_code());
    CHECK_FALSE(gate.redeem(first).has_value());
}

TEST_CASE("brotli is taken only where the browser takes it") {
    CHECK(takes_brotli("gzip, deflate, br, zstd"));
    CHECK(takes_brotli("br;q=0.5"));
    CHECK_FALSE(takes_brotli("br;q=0"));
    CHECK_FALSE(takes_brotli("gzip"));
    CHECK_FALSE(takes_brotli(""));
    CHECK_FALSE(takes_brotli("brx"));
}

namespace {

std::shared_ptr<const bytes> as_long_as_stated(const protocol::FileBody& body) {
    return std::make_shared<const bytes>(body.size);
}

}  // namespace

TEST_CASE("a file that the browser has is not sent again") {
    CurrentRelease release;
    release.files["index.html"] = {"text/html", {3, {1}}, protocol::FileBody{1, {2}}};
    const auto tag = "\"" + to_hex(release.files["index.html"].plain.digest);
    RequestHead head;
    const auto serve = [&](std::string_view path) { return serve_file(release, path, head, as_long_as_stated); };
    CHECK(serve("index.html").body.size() == 3);
    head.accept_encoding = "br";
    CHECK(serve("index.html").body.size() == 1);
    head.if_none_match = tag + "-br\"";
    CHECK(serve("index.html").status == 304);
    head.if_none_match = tag + "\"";
    CHECK(serve("index.html").status == 200);
    CHECK(serve("other").status == 404);
    CHECK(serve_file(release, "index.html", {}, [](const auto&) { return nullptr; }).status == 503);
}

TEST_CASE("promise_5: the page may not be stored, or a browser would keep it alive behind the last page") {
    CurrentRelease release;
    release.files["index.html"] = {"text/html", {1, {1}}, std::nullopt};
    release.files["kiosk.js"] = {"text/javascript", {1, {2}}, std::nullopt};
    const auto caching = [&](std::string_view path) {
        const auto answer = serve_file(release, path, {}, as_long_as_stated);
        const auto at = std::ranges::find(answer.headers, "Cache-Control", &HeaderList::value_type::first);
        return at == answer.headers.end() ? std::string() : std::string(at->second);
    };
    CHECK(caching("index.html") == "no-store");
    CHECK(caching("kiosk.js") == "no-cache");
}

TEST_CASE("a printer that would get cards in the clear over a network is refused") {
    CHECK(parse_printer_address("ipp://localhost:8480/ipp/print").has_value());
    CHECK(parse_printer_address("ipp://[::1]:8480/ipp/print").has_value());
    CHECK(parse_printer_address("ipps://printer.branch.example/ipp/print").has_value());
    CHECK(parse_printer_address("Card-Printer_1").has_value());
    CHECK(parse_printer_address("none").has_value());
    for (const char* bad :
         {"ipp://printer.branch.example/ipp/print", "ipp://localhost.evil.example/", "ipp://user@localhost/",
          "ipp://localhost:0/", "http://localhost/", "", "a b", "file:", "../x"})
        CHECK_FALSE(parse_printer_address(bad).has_value());
}

TEST_CASE("a server on another machine is reached by https alone") {
    CHECK(parse_server_url("http://127.0.0.1:8460").has_value());
    CHECK(parse_server_url("http://localhost:8460/").has_value());
    const auto city = parse_server_url("https://cards.city.example");
    REQUIRE(city);
    CHECK(city->is_secure);
    CHECK(city->port == "443");
    CHECK(city->authority() == "cards.city.example");
    CHECK(parse_server_url("https://10.0.0.1:8460/")->authority() == "10.0.0.1:8460");
    for (const char* bad : {"http://10.0.0.1:80", "http://127.0.0.1", "http://127.0.0.1:x", "127.0.0.1:8460", "",
                            "https://", "https://:443", "https://a:", "https://a:b", "https://a/b", "https://u@a",
                            "https://A.example", "ftp://127.0.0.1:1"})
        CHECK_FALSE(parse_server_url(bad).has_value());
}

TEST_CASE("printer reasons mean what a person can do, whatever ending they carry") {
    const auto of = [](int state, std::vector<std::string> reasons) { return status_of(state, reasons); };
    CHECK(of(3, {"none"}) == PrinterStatus{PrinterState::kReady, PrinterNeed::kNone});
    CHECK(of(4, {"none"}) == PrinterStatus{PrinterState::kPrinting, PrinterNeed::kNone});
    CHECK(of(5, {"media-empty-error"}) == PrinterStatus{PrinterState::kNeeds, PrinterNeed::kMedia});
    CHECK(of(3, {"media-empty-warning"}).need == PrinterNeed::kMedia);
    CHECK(of(5, {"media-empty", "media-jam-error"}).need == PrinterNeed::kJam);
    CHECK(of(5, {"marker-supply-empty"}).need == PrinterNeed::kRibbon);
    CHECK(of(5, {"cover-open-report"}).need == PrinterNeed::kCover);
    CHECK(of(3, {"marker-supply-low-warning", "media-low"}).state == PrinterState::kReady);
}
