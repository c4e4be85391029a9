#include "bridge/operators/counters.h"

#include "base/crypto.h"
#include "bridge/world/files.h"
#include "bridge/world/log.h"

#include <algorithm>

namespace porchlight::bridge {
namespace {

constexpr byte_array<4> kMagic{'P', 'L', 'T', '1'};
constexpr std::size_t kPrintedAt = 8;
constexpr std::size_t kSinceAt = 16;
constexpr std::size_t kDigestAt = 24;
constexpr std::size_t kDigestBytes = kCountersBytes - kDigestAt;

}  // namespace

bytes write_counters(const Counters& counters) {
    bytes out(kCountersBytes);
    const byte_span span(out);
    std::ranges::copy(kMagic, out.begin());
    put_u64(span.subspan(kPrintedAt), counters.printed);
    put_u64(span.subspan(kSinceAt), counters.since_cleaning);
    const auto digest = hash(byte_view(out).first(kDigestAt));
    std::copy_n(digest.begin(), kDigestBytes, out.begin() + kDigestAt);
    return out;
}

std::optional<Counters> parse_counters(byte_view in) {
    if (in.size() != kCountersBytes)
        return std::nullopt;
    const Counters out{get_u64(in.subspan(kPrintedAt)), get_u64(in.subspan(kSinceAt))};
    const bool is_good = out.since_cleaning <= out.printed && std::ranges::equal(write_counters(out), in);
    return is_good ? std::optional(out) : std::nullopt;
}

void CardCounter::raise() {
    const std::lock_guard lock(m_mutex);
    ++m_counters.printed;
    ++m_counters.since_cleaning;
    if (!save(write_counters(m_counters)))
        log_line("the count of printed cards could not be written");
}

bool CardCounter::set_cleaned() {
    const std::lock_guard lock(m_mutex);
    m_counters.since_cleaning = 0;
    return save(write_counters(m_counters));
}

Counters CardCounter::now() const {
    const std::lock_guard lock(m_mutex);
    return m_counters;
}

std::unique_ptr<FileCounter> FileCounter::open(const std::filesystem::path& folder) {
    auto path = folder / "counters";
    const auto stored = read_file(path, kCountersBytes);
    const auto counters = stored ? parse_counters(*stored) : std::nullopt;
    std::error_code failed;
    if (!counters && std::filesystem::exists(path, failed))
        log_line("the counts of printed cards are damaged: they begin at zero");
    return std::unique_ptr<FileCounter>(new FileCounter(counters.value_or(Counters{}), std::move(path)));
}

bool FileCounter::save(byte_view counters) { return write_file(m_path, counters); }

}  // namespace porchlight::bridge
