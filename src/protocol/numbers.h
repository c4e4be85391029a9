// Service numbers on their way to a kiosk: numbers that a service has activated ahead, in blocks, about nobody
// (protocol/PROTOCOL.md, Service numbers). Pure functions, any thread.
#pragma once

#include "protocol/kiosk_request.h"

#include <span>
#include <string>
#include <vector>

namespace porchlight::protocol {

constexpr std::size_t kMaxNumbersAnswerBytes = 1024 * 1024;
constexpr std::size_t kMaxBlockNumbers = 10'000;
// As many as one request can confirm.
constexpr std::size_t kMaxAnswerBlocks = 2;

using BlockId = byte_array<16>;

struct NumberBlock {
    BlockId id{};
    std::string service;
    std::vector<std::string> numbers;  // of one length, ascending, none twice
};

// Is it one that may be dealt? Whether its numbers follow the service's rule is for the manifest to say.
bool is_block(const NumberBlock& block);

// Asks for blocks, and confirms those that are stored durably: at most kMaxAnswerBlocks. The challenge is the
// caller's to add.
KioskRequest numbers_request(const KioskId& kiosk, std::span<const BlockId> stored);
std::vector<BlockId> confirmed_blocks(const KioskRequest& request);

// At most kMaxAnswerBlocks.
std::string write_numbers(std::span<const NumberBlock> blocks);
// kMalformed.
std::expected<std::vector<NumberBlock>, Error> read_numbers(std::string_view text);

}  // namespace porchlight::protocol
