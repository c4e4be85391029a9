#include "custody/opening/quorum.h"

#include "custody/group/polynomial.h"

#include <algorithm>
#include <utility>

namespace porchlight::custody {
namespace {

constexpr std::size_t kMaxTries = 500;

// The box's tag tells a right sum from any other; what else is wrong inside is the record's own fault.
bool is_of_wrong_sum(envelope::Error error) {
    return error == envelope::Error::kPoint || error == envelope::Error::kCorrupt;
}

bool is_in(std::span<const Part* const> chosen, const Part* part) {
    return std::ranges::find(chosen, part) != chosen.end();
}

}  // namespace

struct Quorum::Sorted {
    Chosen proved;
    Chosen unproved;
};

QuorumResult Quorum::open(const RequestedRecord& record, std::span<const Part> parts) {
    if (!record.ephemeral)
        return {std::unexpected(code(record.ephemeral.error())), {}};
    const bool some_missing = std::ranges::any_of(parts, [](const Part& part) { return all_zero(part.partial); });
    // Right to give none: the point is not of the subgroup.
    if (some_missing && !group::parse_point(*record.ephemeral))
        return {std::unexpected(code(envelope::Error::kPoint)), {}};
    std::vector<PartFault> faults;
    const auto sorted = sort(record, parts, faults);
    auto content = open_with_any(record, sorted, faults);
    return {std::move(content), std::move(faults)};
}

Quorum::Sorted Quorum::sort(const RequestedRecord& record, std::span<const Part> parts,
                            std::vector<PartFault>& faults) const {
    Sorted out;
    for (const auto& part : parts) {
        if (all_zero(part.partial))
            faults.push_back({part.index, OpeningError::kPartialMissing});
        else if (!part.proof)
            out.unproved.push_back(&part);
        else if (is_proved({m_keys->hash(), record.digest, m_keys->verification_key(part.index), *record.ephemeral,
                            part.partial},
                           *part.proof))
            out.proved.push_back(&part);
        else
            faults.push_back({part.index, OpeningError::kPartialFalse});
    }
    std::ranges::sort(out.unproved, {}, [&](const Part* part) {
        const auto differed = m_differed.find(part->index);
        return std::pair(differed == m_differed.end() ? std::uint64_t{0} : differed->second, part->index);
    });
    return out;
}

std::expected<secret_bytes, std::string_view> Quorum::open_with_any(const RequestedRecord& record, const Sorted& sorted,
                                                                    std::vector<PartFault>& faults) {
    const auto from_proved = std::min<std::size_t>(m_keys->k(), sorted.proved.size());
    const auto from_unproved = m_keys->k() - from_proved;
    if (from_unproved > sorted.unproved.size())
        return std::unexpected(code(OpeningError::kTooFewAnswers));
    std::vector<bool> mask(sorted.unproved.size());
    std::fill_n(mask.begin(), from_unproved, true);
    std::size_t tries = 0;
    do {
        Chosen chosen(sorted.proved.begin(), sorted.proved.begin() + static_cast<std::ptrdiff_t>(from_proved));
        for (std::size_t i = 0; i < mask.size(); ++i)
            if (mask[i])
                chosen.push_back(sorted.unproved[i]);
        auto content = open_box(record, chosen);
        const bool right = content || !is_of_wrong_sum(content.error());
        if (right && tries > 0)
            find_differing(chosen, sorted, faults);
        if (content)
            return std::move(*content);
        if (right || from_unproved == 0)
            return std::unexpected(code(content.error()));
    } while (++tries < kMaxTries && std::prev_permutation(mask.begin(), mask.end()));
    return std::unexpected(code(OpeningError::kUnproven));
}

std::expected<secret_bytes, envelope::Error> Quorum::open_box(const RequestedRecord& record, const Chosen& chosen) {
    auto sum = combined(chosen);
    auto content = envelope::open(record.envelope, m_keys->sharing().epoch, m_keys->epoch_key(), sum);
    wipe(byte_span(sum));
    return content;
}

group::Point Quorum::combined(const Chosen& chosen) {
    std::vector<std::uint32_t> indices;
    indices.reserve(chosen.size());
    for (const auto* part : chosen)
        indices.push_back(part->index);
    auto& weights = m_weights[indices];
    if (weights.empty())
        weights = group::lagrange_weights_at_zero(indices);
    auto sum = group::identity();
    for (std::size_t i = 0; i < chosen.size(); ++i)
        sum = group::add(sum, group::multiply(weights[i], chosen[i]->partial));
    return sum;
}

// Any k right parts have the same sum.
void Quorum::find_differing(const Chosen& opened, const Sorted& sorted, std::vector<PartFault>& faults) {
    auto right = combined(opened);
    for (const auto* part : sorted.unproved) {
        if (is_in(opened, part))
            continue;
        auto other = opened;
        other.back() = part;
        auto sum = combined(other);
        if (sum != right) {
            faults.push_back({part->index, OpeningError::kPartialDiffers});
            ++m_differed[part->index];
        }
        wipe(byte_span(sum));
    }
    wipe(byte_span(right));
}

}  // namespace porchlight::custody
