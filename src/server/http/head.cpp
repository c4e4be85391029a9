#include "server/http/head.h"

#include "server/http/limits.h"

#include <boost/beast/http/verb.hpp>

#include <algorithm>
#include <charconv>

namespace porchlight::server {
namespace {

constexpr std::string_view kLineEnd = "\r\n";
constexpr std::string_view kOtherTokenSymbols = "!#$%&'*+-.^_`|~";

boost::beast::string_view beast_view(std::string_view text) { return {text.data(), text.size()}; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank(char c) { return c == ' ' || c == '\t'; }

bool is_token_symbol(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || kOtherTokenSymbols.contains(c);
}
bool is_token(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_token_symbol); }

// A path of this server, as a browser sends it. RFC 9112 has three other forms; they are for proxies.
bool is_path(std::string_view target) {
    return target.starts_with('/') && std::ranges::all_of(target, [](char c) { return c > ' ' && c < '\x7f'; });
}

bool is_control(char c) { return (static_cast<unsigned char>(c) < ' ' && c != '\t') || c == '\x7f'; }

// May this byte stand here? A carriage return at the very end may still get its line feed.
bool may_stand(std::string_view bytes, std::size_t at) {
    if (bytes[at] == '\n')
        return at > 0 && bytes[at - 1] == '\r';
    if (bytes[at] == '\r')
        return at + 1 == bytes.size() || bytes[at + 1] == '\n';
    const bool begins_line = at == 0 || bytes[at - 1] == '\n';
    return !is_control(bytes[at]) && !(begins_line && is_blank(bytes[at]));
}

std::string_view take_line(std::string_view& rest) {
    const auto line = rest.substr(0, rest.find(kLineEnd));
    rest.remove_prefix(line.size() + kLineEnd.size());
    return line;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_blank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back()))
        text.remove_suffix(1);
    return text;
}

bool read_start_line(std::string_view line, Request& request) {
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == line.npos || first == last)
        return false;
    const auto method = line.substr(0, first);
    const auto target = line.substr(first + 1, last - first - 1);
    const auto version = line.substr(last + 1);
    if (!is_token(method) || !is_path(target) || (version != "HTTP/1.1" && version != "HTTP/1.0"))
        return false;
    request.method_string(beast_view(method));
    request.target(beast_view(target));
    request.version(version.back() == '1' ? 11 : 10);
    return true;
}

bool read_field(std::string_view line, Request& request) {
    const auto colon = line.find(':');
    if (colon == line.npos || !is_token(line.substr(0, colon)))
        return false;
    request.insert(beast_view(line.substr(0, colon)), beast_view(trimmed(line.substr(colon + 1))));
    return true;
}

// How long the body is, from what can only be understood in one way.
std::expected<std::optional<std::uint64_t>, Error> read_length(const Request& request) {
    const auto lengths = request.count(http::field::content_length);
    if (request.count(http::field::transfer_encoding) > 0)
        return std::unexpected(lengths > 0 || request.version() == 10 ? Error::kMalformed : Error::kLengthRequired);
    if (lengths == 0)
        return std::nullopt;
    const auto text = header_of(request, http::field::content_length);
    if (lengths > 1 || text.empty() || !std::ranges::all_of(text, is_digit))
        return std::unexpected(Error::kMalformed);
    std::uint64_t length = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), length).ec != std::errc())
        return std::unexpected(Error::kTooLarge);
    return length;
}

}  // namespace

std::expected<std::optional<std::size_t>, Error> find_head_end(std::string_view bytes) {
    const auto end = bytes.find("\r\n\r\n");
    const auto size = end == bytes.npos ? bytes.size() : end + 4;
    // A carriage return at the end may be half of the line's.
    const auto start_line = std::min(bytes.find(kLineEnd), bytes.size() - (bytes.ends_with('\r') ? 1 : 0));
    // What is beyond a limit is not looked at: the answer is the same however the bytes come.
    const auto limit = start_line > kMaxStartLineBytes ? kMaxStartLineBytes : std::min(size, kMaxHeaderBytes);
    for (std::size_t at = 0; at < limit; ++at)
        if (!may_stand(bytes, at) || (at == 0 && !is_token_symbol(bytes[at])))
            return std::unexpected(Error::kMalformed);
    if (size > kMaxHeaderBytes || start_line > kMaxStartLineBytes)
        return std::unexpected(Error::kHeaderTooLarge);
    return end == bytes.npos ? std::nullopt : std::optional(size);
}

std::expected<Head, Error> read_head(std::string_view head) {
    Head out;
    if (!read_start_line(take_line(head), out.request))
        return std::unexpected(Error::kMalformed);
    std::size_t fields = 0;
    for (auto line = take_line(head); !line.empty(); line = take_line(head)) {
        if (++fields > kMaxHeaderFields)
            return std::unexpected(Error::kHeaderTooLarge);
        if (!read_field(line, out.request))
            return std::unexpected(Error::kMalformed);
    }
    if (out.request.count(http::field::host) != 1)
        return std::unexpected(Error::kMalformed);
    const auto length = read_length(out.request);
    if (!length)
        return std::unexpected(length.error());
    out.content_length = *length;
    return out;
}

}  // namespace porchlight::server
