// A request for the opening of records (custody/FORMAT.md, The request). Pure but for randomness; any thread.
#pragma once

#include "base/crypto.h"
#include "custody/opening/opening_error.h"

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace porchlight::custody {

constexpr std::size_t kMaxRequestBytes = std::size_t{1} << 20;
constexpr std::size_t kMaxRequestedDigests = 10'000;
constexpr std::uint64_t kMaxRecords = UINT32_MAX;

struct OpeningRequest {
    byte_array<16> id{};
    std::uint32_t epoch = 0;
    hash256 sharing{};             // hash_of(Sharing)
    std::vector<hash256> digests;  // rising; empty: the whole of the export below
    hash256 export_hash{};
    std::uint64_t export_count = 0;
    std::optional<hash256> sought;  // commitment_of(Sought)

    bool is_for_whole_export() const { return digests.empty(); }
    // How many records it is for.
    std::uint64_t count() const { return is_for_whole_export() ? export_count : digests.size(); }
};

// With a new random id. digests: in any order, some perhaps twice; at least one and at most kMaxRequestedDigests.
OpeningRequest request_for_records(std::uint32_t epoch, const hash256& sharing, std::vector<hash256> digests);
OpeningRequest request_for_export(std::uint32_t epoch, const hash256& sharing, const hash256& export_hash,
                                  std::uint64_t count);

// One line with its line feed.
std::string to_text(const OpeningRequest& request);
// Nothing but the written form: kRequestMalformed.
std::expected<OpeningRequest, OpeningError> parse_request(std::string_view text);

// BLAKE2b-256 of the request's bytes: what answers, statements and the public log name it by.
hash256 hash_of(const OpeningRequest& request);

}  // namespace porchlight::custody
