#include "bridge/link/server_look.h"

#include "base/date.h"
#include "bridge/link/exchange.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <array>
#include <charconv>

namespace porchlight::bridge {
namespace {

namespace http = boost::beast::http;

constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::optional<int> digits(std::string_view text) {
    int out = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), out);
    if (text.front() == '-' || parsed.ec != std::errc() || parsed.ptr != text.data() + text.size())
        return std::nullopt;
    return out;
}

constexpr std::size_t kMaxAnswerBytes = 1024;

asio::awaitable<ServerLook> ask(Way way, std::chrono::milliseconds patience) {
    const auto reply =
        co_await exchange(std::move(way), PlainRequest(http::verb::get, "/healthz", 11), patience, kMaxAnswerBytes);
    if (!reply)
        co_return ServerLook{};
    co_return ServerLook{reply->status == 200, parse_http_date(reply->date)};
}

}  // namespace

std::optional<std::int64_t> parse_http_date(std::string_view text) {
    constexpr std::string_view kForm = "Www, DD Mmm YYYY hh:mm:ss GMT";
    if (text.size() != kForm.size())
        return std::nullopt;
    for (const auto at : {3, 4, 7, 11, 16, 19, 22, 25, 26, 27, 28})
        if (text[static_cast<std::size_t>(at)] != kForm[static_cast<std::size_t>(at)])
            return std::nullopt;
    int month = 0;
    while (month < 12 && kMonths[static_cast<std::size_t>(month)] != text.substr(8, 3))
        ++month;
    const auto year = digits(text.substr(12, 4));
    const auto day_of_month = digits(text.substr(5, 2));
    const auto hour = digits(text.substr(17, 2));
    const auto minute = digits(text.substr(20, 2));
    const auto second = digits(text.substr(23, 2));
    if (!year || !day_of_month || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60)
        return std::nullopt;
    const auto day = date::from_ymd(*year, static_cast<unsigned>(month) + 1, static_cast<unsigned>(*day_of_month));
    if (!day)
        return std::nullopt;
    return ((day->days() * 24 + *hour) * 60 + *minute) * 60 + *second;
}

ServerLook look_at_server(const ServerUrl& server, std::chrono::milliseconds patience) {
    asio::io_context context(1);
    ServerLook out;
    asio::co_spawn(context, ask(way_to(server), patience),
                   [&](const std::exception_ptr& error, const ServerLook& look) {
                       if (!error)
                           out = look;
                   });
    context.run_for(patience);
    return out;
}

}  // namespace porchlight::bridge
