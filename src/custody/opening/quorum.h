// Opening one record with the parts of several custodians: proofs are checked, weights applied, and where parts have
// no proof, other quorums are tried (custody/FORMAT.md, Combining). One thread.
#pragma once

#include "base/secret_bytes.h"
#include "custody/opening/dleq.h"
#include "custody/opening/requested_records.h"

#include <expected>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace porchlight::custody {

// What one custodian answered for the record.
struct Part {
    std::uint32_t index = 0;
    group::Point partial{};      // zeros: none was given
    std::optional<Proof> proof;  // nothing: the answer is without
};

struct PartFault {
    std::uint32_t index = 0;
    OpeningError error;  // kPartialFalse, kPartialMissing, kPartialDiffers
};

struct QuorumResult {
    // The content; or a code of the envelope's, or "unproven", or "too_few_answers".
    std::expected<secret_bytes, std::string_view> content;
    std::vector<PartFault> faults;
};

class Quorum {
public:
    // The keys are its caller's and stay.
    explicit Quorum(const SharingKeys& keys) : m_keys(&keys) {}

    // parts: of different custodians of the sharing.
    QuorumResult open(const RequestedRecord& record, std::span<const Part> parts);

private:
    struct Sorted;
    using Chosen = std::vector<const Part*>;

    Sorted sort(const RequestedRecord& record, std::span<const Part> parts, std::vector<PartFault>& faults) const;
    std::expected<secret_bytes, std::string_view> open_with_any(const RequestedRecord& record, const Sorted& sorted,
                                                                std::vector<PartFault>& faults);
    group::Point combined(const Chosen& chosen);
    void find_differing(const Chosen& opened, const Sorted& sorted, std::vector<PartFault>& faults);
    std::expected<secret_bytes, envelope::Error> open_box(const RequestedRecord& record, const Chosen& chosen);

    const SharingKeys* m_keys;
    std::map<std::vector<std::uint32_t>, std::vector<group::Scalar>> m_weights;
    std::map<std::uint32_t, std::uint64_t> m_differed;  // how often, by index
};

}  // namespace porchlight::custody
