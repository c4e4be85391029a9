#include "protocol/numbers.h"

#include "base/json.h"
#include "protocol/service.h"

#include <algorithm>

namespace porchlight::protocol {
namespace {

// Every symbol that a symbology of ours can write.
constexpr std::string_view kSymbols = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-$:/.+";

bool is_number_form(std::string_view text) {
    return !text.empty() && text.size() <= kMaxServiceDigits && text.find_first_not_of(kSymbols) == text.npos;
}

std::optional<std::vector<std::string>> parse_numbers(const json& list) {
    if (!list.is_array() || list.size() > kMaxBlockNumbers)
        return std::nullopt;
    std::vector<std::string> out;
    out.reserve(list.size());
    for (const auto& item : list) {
        if (!item.is_string())
            return std::nullopt;
        out.push_back(item.get<std::string>());
    }
    return out;
}

std::optional<NumberBlock> parse_block(const json& object) {
    if (!has_exactly(object, {"id", "service", "numbers"}))
        return std::nullopt;
    const auto id = hex_member<sizeof(BlockId)>(object, "id");
    auto service = text_member(object, "service", 32);
    auto numbers = parse_numbers(object["numbers"]);
    if (!id || !service || !numbers)
        return std::nullopt;
    NumberBlock out{*id, std::move(*service), std::move(*numbers)};
    return is_block(out) ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace

bool is_block(const NumberBlock& block) {
    const auto& numbers = block.numbers;
    return !all_zero(block.id) && is_id(block.service) && !numbers.empty() && numbers.size() <= kMaxBlockNumbers &&
           std::ranges::all_of(numbers,
                               [&](const std::string& number) {
                                   return number.size() == numbers.front().size() && is_number_form(number);
                               }) &&
           std::ranges::adjacent_find(numbers, std::ranges::greater_equal()) == numbers.end();
}

KioskRequest numbers_request(const KioskId& kiosk, std::span<const BlockId> stored) {
    KioskRequest out;
    out.kind = RequestKind::kNumbers;
    out.card_class = kNoClass;
    out.kiosk = kiosk;
    out.request = random_array<16>();
    for (std::size_t i = 0; i < std::min(stored.size(), kMaxAnswerBlocks); ++i)
        std::ranges::copy(stored[i], out.payload_hash.begin() + static_cast<std::ptrdiff_t>(i * sizeof(BlockId)));
    return out;
}

std::vector<BlockId> confirmed_blocks(const KioskRequest& request) {
    std::vector<BlockId> out;
    out.reserve(kMaxAnswerBlocks);
    for (std::size_t i = 0; i < kMaxAnswerBlocks; ++i)
        out.push_back(to_array<sizeof(BlockId)>(byte_view(request.payload_hash).subspan(i * sizeof(BlockId))));
    std::erase_if(out, [](const BlockId& id) { return all_zero(id); });
    return out;
}

std::string write_numbers(std::span<const NumberBlock> blocks) {
    auto list = json::array();
    for (const auto& block : blocks.first(std::min(blocks.size(), kMaxAnswerBlocks)))
        list.push_back({{"id", to_hex(block.id)}, {"service", block.service}, {"numbers", block.numbers}});
    return json{{"v", 1}, {"blocks", std::move(list)}}.dump();
}

std::expected<std::vector<NumberBlock>, Error> read_numbers(std::string_view text) {
    const auto object = parse_json(text, kMaxNumbersAnswerBytes);
    if (!object || !has_exactly(*object, {"v", "blocks"}) || !integer_member(*object, "v", 1, 1) ||
        !(*object)["blocks"].is_array() || (*object)["blocks"].size() > kMaxAnswerBlocks)
        return std::unexpected(Error::kMalformed);
    std::vector<NumberBlock> out;
    for (const auto& item : (*object)["blocks"]) {
        auto block = parse_block(item);
        if (!block)
            return std::unexpected(Error::kMalformed);
        out.push_back(std::move(*block));
    }
    return out;
}

}  // namespace porchlight::protocol
