// A city's keys in memory, and exports of records sealed to them.
#pragma once

#include "base/encoding.h"
#include "custody/create.h"
#include "custody/memory_folder.h"
#include "envelope/seal.h"
#include "record/record.h"

#include <algorithm>

namespace porchlight::tests {

inline const date kToday = date::parse("2026-11-23").value();

struct City {
    custody::MemoryFolder keys;

    City() { custody::create_keys(keys, "City of Lakehaven", custody::default_dates(kToday), kToday).value(); }
    custody::KeyFile share() const { return custody::load_key(keys, custody::KeyKind::kEpoch).value(); }
};

inline envelope::Envelope sealed_text(std::string_view content, const custody::KeyFile& share,
                                      std::uint32_t epoch = 1) {
    return envelope::seal(as_bytes(content), epoch, share.public_half).value();
}

inline envelope::Envelope sealed_record(const record::Record& record, const custody::KeyFile& share) {
    return sealed_text(record::to_text(record).value(), share);
}

// As the server writes it: in the order of digests.
inline bytes export_of(std::vector<envelope::Envelope> envelopes, std::uint32_t epoch = 1) {
    std::ranges::sort(envelopes, {}, [](const auto& sealed) { return hash(sealed); });
    bytes out{'P', 'L', 'X', '1'};
    out.resize(16);
    put_u32(byte_span(out).subspan(4), epoch);
    put_u64(byte_span(out).subspan(8), envelopes.size());
    for (const auto& sealed : envelopes)
        out.insert(out.end(), sealed.begin(), sealed.end());
    return out;
}

template <class Result>
std::string failure_of(const Result& result) {
    return result ? std::string() : std::string(code(result.error().error));
}

}  // namespace porchlight::tests
