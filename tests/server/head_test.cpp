// Where a head ends, however its bytes come.
#include "server/http/head.h"
#include "server/http/limits.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace porchlight::server;

namespace {

std::string start_line(std::size_t size) { return "GET /" + std::string(size - 14, 'a') + " HTTP/1.1"; }

}  // namespace

TEST_CASE("What is said of a head depends on no cut in it", "[server][http]") {
    const std::string end = "\r\n\r\n";
    const auto just = start_line(kMaxStartLineBytes), more = start_line(kMaxStartLineBytes + 1);
    const std::string field = "\r\nX: " + std::string(kMaxHeaderBytes - kMaxStartLineBytes - 9, 'b');
    REQUIRE(just.size() == kMaxStartLineBytes);
    REQUIRE((just + field + end).size() == kMaxHeaderBytes);
    CHECK(find_head_end(just + end) == just.size() + end.size());
    CHECK(find_head_end(just + field + end) == kMaxHeaderBytes);
    CHECK(find_head_end(more + end).error() == Error::kHeaderTooLarge);
    CHECK(find_head_end(just + field + 'b' + end).error() == Error::kHeaderTooLarge);
    CHECK(find_head_end(just + "\r#").error() == Error::kHeaderTooLarge);
    CHECK(find_head_end(just.substr(1) + "\r#").error() == Error::kMalformed);
    for (const auto& head :
         {just + end, more + end, just + field + end, just + field + 'b' + end, just + "\r#" + end,
          just.substr(1) + "\r#" + end, just + "#\n" + end, more + "\r#\r\n", just + field + "\r#" + end}) {
        const auto whole = find_head_end(head);
        for (std::size_t size = 0; size < head.size(); ++size) {
            const auto part = find_head_end(std::string_view(head).substr(0, size));
            if (!part)
                REQUIRE(part.error() == whole.error());
            else
                REQUIRE((!*part || *part == *whole));
        }
        REQUIRE((!whole || *whole));
    }
}
