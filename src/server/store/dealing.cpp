#include "server/store/dealing.h"

#include <algorithm>
#include <utility>

namespace porchlight::server {
namespace {

std::string draw(std::vector<std::string>& pool) {
    std::swap(pool[random_below(static_cast<std::uint32_t>(pool.size()))], pool.back());
    auto out = std::move(pool.back());
    pool.pop_back();
    return out;
}

}  // namespace

std::vector<DealtBlock> deal(const std::string& service, std::vector<std::string>& pool, std::size_t count,
                             std::span<const protocol::KioskId> kiosks) {
    std::vector<DealtBlock> out;
    for (std::size_t i = 0; i < kiosks.size(); ++i) {
        auto share = count / kiosks.size() + (i < count % kiosks.size() ? 1 : 0);
        while (share > 0) {
            const auto size = std::min(share, protocol::kMaxBlockNumbers);
            DealtBlock dealt{kiosks[i], {random_array<sizeof(protocol::BlockId)>(), service, {}}};
            for (std::size_t n = 0; n < size; ++n)
                dealt.block.numbers.push_back(draw(pool));
            std::ranges::sort(dealt.block.numbers);
            out.push_back(std::move(dealt));
            share -= size;
        }
    }
    return out;
}

std::string joined(const std::vector<std::string>& numbers) {
    std::string out;
    for (const auto& number : numbers)
        out += number + '\n';
    return out;
}

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> out;
    for (auto end = text.find('\n'); end != text.npos; end = text.find('\n')) {
        out.emplace_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    return out;
}

}  // namespace porchlight::server
