#include "custody/opening/request.h"

#include "base/encoding.h"
#include "base/json.h"

#include <algorithm>

namespace porchlight::custody {
namespace {

constexpr std::string_view kKind = "opening-request";

std::string records_text(const OpeningRequest& request) {
    if (request.is_for_whole_export())
        return R"({"export":")" + to_hex(request.export_hash) + R"(","count":)" + std::to_string(request.export_count) +
               (request.sought ? R"(,"sought":")" + to_hex(*request.sought) + "\"}" : "}");
    std::string out = R"({"digests":[)";
    for (const auto& digest : request.digests) {
        out += out.ends_with('[') ? "\"" : ",\"";
        out += to_hex(digest);
        out += '"';
    }
    return out + "]}";
}

bool read_digests(const json& records, OpeningRequest& out) {
    const auto& list = records["digests"];
    if (!list.is_array() || list.empty() || list.size() > kMaxRequestedDigests)
        return false;
    for (const auto& entry : list) {
        const auto* text = entry.get_ptr<const std::string*>();
        const auto digest = text == nullptr ? std::nullopt : array_from_hex<32>(*text);
        if (!digest || (!out.digests.empty() && out.digests.back() >= *digest))
            return false;
        out.digests.push_back(*digest);
    }
    return true;
}

bool read_export(const json& records, OpeningRequest& out) {
    const auto named = hex_member<32>(records, "export");
    const auto count = integer_member(records, "count", 1, kMaxRecords);
    if (!named || !count)
        return false;
    out.export_hash = *named;
    out.export_count = static_cast<std::uint64_t>(*count);
    if (!records.contains("sought"))
        return true;
    out.sought = hex_member<32>(records, "sought");
    return out.sought.has_value();
}

bool read_records(const json& records, OpeningRequest& out) {
    if (!records.is_object())
        return false;
    return records.contains("digests") ? read_digests(records, out) : read_export(records, out);
}

OpeningRequest new_request(std::uint32_t epoch, const hash256& sharing) {
    OpeningRequest out;
    out.id = random_array<16>();
    out.epoch = epoch;
    out.sharing = sharing;
    return out;
}

}  // namespace

OpeningRequest request_for_records(std::uint32_t epoch, const hash256& sharing, std::vector<hash256> digests) {
    auto out = new_request(epoch, sharing);
    std::ranges::sort(digests);
    const auto again = std::ranges::unique(digests);
    digests.erase(again.begin(), again.end());
    out.digests = std::move(digests);
    return out;
}

OpeningRequest request_for_export(std::uint32_t epoch, const hash256& sharing, const hash256& export_hash,
                                  std::uint64_t count) {
    auto out = new_request(epoch, sharing);
    out.export_hash = export_hash;
    out.export_count = count;
    return out;
}

std::string to_text(const OpeningRequest& request) {
    return R"({"v":1,"kind":")" + std::string(kKind) + R"(","id":")" + to_hex(request.id) + R"(","epoch":)" +
           std::to_string(request.epoch) + R"(,"sharing":")" + to_hex(request.sharing) + R"(","records":)" +
           records_text(request) + "}\n";
}

std::expected<OpeningRequest, OpeningError> parse_request(std::string_view text) {
    const auto bad = std::unexpected(OpeningError::kRequestMalformed);
    const auto read = parse_json(text, kMaxRequestBytes);
    if (!read || !has_exactly(*read, {"v", "kind", "id", "epoch", "sharing", "records"}))
        return bad;
    const auto id = hex_member<16>(*read, "id");
    const auto epoch = integer_member(*read, "epoch", 1, UINT32_MAX);
    const auto sharing = hex_member<32>(*read, "sharing");
    OpeningRequest out;
    if (!id || !epoch || !sharing || !read_records((*read)["records"], out))
        return bad;
    out.id = *id;
    out.epoch = static_cast<std::uint32_t>(*epoch);
    out.sharing = *sharing;
    // Version and kind, members that do not belong, spaces and order: all show here.
    if (to_text(out) != text)
        return bad;
    return out;
}

hash256 hash_of(const OpeningRequest& request) { return hash(as_bytes(to_text(request))); }

}  // namespace porchlight::custody
