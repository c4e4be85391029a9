// One custodian's answer to a request: an entry for each record, signed, written and read from front to end
// (custody/FORMAT.md, The answer). Memory does not grow with it. One thread.
#pragma once

#include "base/running_hash.h"
#include "custody/byte_stream.h"
#include "custody/opening/dleq.h"
#include "custody/opening/opening_error.h"

#include <cstdint>
#include <expected>

namespace porchlight::custody {

constexpr std::size_t kAnswerHeaderBytes = 88;
constexpr std::string_view kAnswerContext = "porchlight opening answer v1";

struct AnswerHeader {
    std::uint32_t epoch = 0;
    hash256 sharing{};
    hash256 request{};
    std::uint32_t index = 0;  // of the custodian, 1 to 16
    bool proofs = false;
    std::uint64_t count = 0;

    std::size_t entry_bytes() const { return 64 + (proofs ? kProofBytes : 0); }
    // Of the whole file.
    std::uint64_t file_bytes() const;
};

struct AnswerEntry {
    hash256 digest{};
    group::Point partial{};  // zeros: none is given
    Proof proof{};           // zeros where the header says without

    bool is_given() const { return !all_zero(partial); }
};

class AnswerWriter {
public:
    // The sink is its caller's and stays.
    AnswerWriter(ByteSink& sink, const AnswerHeader& header);

    // kNotWritten, now or at finish().
    std::expected<void, OpeningError> put(const AnswerEntry& entry);
    // After as many entries as the header says: signs and keeps. kNotWritten.
    std::expected<void, OpeningError> finish(const signing_key& custodian);

private:
    bool write(byte_view piece);

    ByteSink* m_sink;
    AnswerHeader m_header;
    running_hash m_hash;
    bool m_good;
};

class AnswerReader {
public:
    // Reads the header; the source is its caller's, at its first byte, and stays. kAnswerMalformed, kAnswerSize,
    // kUnreadable.
    static std::expected<AnswerReader, OpeningError> create(ByteSource& source);

    const AnswerHeader& header() const { return m_header; }
    // Goes to the next entry; false after the last. kUnreadable.
    std::expected<bool, OpeningError> next();
    const AnswerEntry& entry() const { return m_entry; }
    // After the last entry: kAnswerSignature, kUnreadable.
    std::expected<void, OpeningError> check_signature(const public_key& custodian);

private:
    AnswerReader(ByteSource& source, const AnswerHeader& header) : m_source(&source), m_header(header) {}

    ByteSource* m_source;
    AnswerHeader m_header;
    std::uint64_t m_read = 0;
    running_hash m_hash;
    AnswerEntry m_entry;
};

}  // namespace porchlight::custody
