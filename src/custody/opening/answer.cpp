#include "custody/opening/answer.h"

#include "custody/opening/request.h"
#include "custody/shares/sharing.h"

#include <algorithm>

namespace porchlight::custody {
namespace {

constexpr byte_array<4> kMagic{'P', 'L', 'Q', '1'};
constexpr std::size_t kEpochAt = 4;
constexpr std::size_t kSharingAt = 8;
constexpr std::size_t kRequestAt = 40;
constexpr std::size_t kIndexAt = 72;
constexpr std::size_t kProofsAt = 73;
constexpr std::size_t kCountAt = 80;
constexpr std::size_t kPartialAt = 32;
constexpr std::size_t kProofAt = 64;
constexpr std::size_t kLongestEntryBytes = kProofAt + kProofBytes;
constexpr std::size_t kSignatureBytes = 64;

void put_bytes(byte_span out, byte_view in) { std::ranges::copy(in, out.begin()); }

byte_array<kAnswerHeaderBytes> bytes_of(const AnswerHeader& header) {
    byte_array<kAnswerHeaderBytes> out{};
    const byte_span view(out);
    put_bytes(view, kMagic);
    put_u32(view.subspan(kEpochAt), header.epoch);
    put_bytes(view.subspan(kSharingAt), header.sharing);
    put_bytes(view.subspan(kRequestAt), header.request);
    out[kIndexAt] = static_cast<std::uint8_t>(header.index);
    out[kProofsAt] = header.proofs ? 1 : 0;
    put_u64(view.subspan(kCountAt), header.count);
    return out;
}

std::optional<AnswerHeader> parse_header(byte_view in) {
    AnswerHeader header;
    header.epoch = get_u32(in.subspan(kEpochAt));
    header.sharing = to_array<32>(in.subspan(kSharingAt));
    header.request = to_array<32>(in.subspan(kRequestAt));
    header.index = in[kIndexAt];
    header.proofs = in[kProofsAt] == 1;
    header.count = get_u64(in.subspan(kCountAt));
    const bool within = header.epoch != 0 && header.index >= 1 && header.index <= kMaxCustodians && header.count >= 1 &&
                        header.count <= kMaxRecords;
    // Magic, zeros and the byte for proofs: all show here.
    if (!within || !std::ranges::equal(bytes_of(header), in))
        return std::nullopt;
    return header;
}

}  // namespace

std::uint64_t AnswerHeader::file_bytes() const { return kAnswerHeaderBytes + count * entry_bytes() + kSignatureBytes; }

AnswerWriter::AnswerWriter(ByteSink& sink, const AnswerHeader& header)
    : m_sink(&sink), m_header(header), m_good(write(bytes_of(header))) {}

bool AnswerWriter::write(byte_view piece) {
    m_hash.update(piece);
    return m_sink->write(piece);
}

std::expected<void, OpeningError> AnswerWriter::put(const AnswerEntry& entry) {
    byte_array<kLongestEntryBytes> out{};
    const byte_span view(out);
    put_bytes(view, entry.digest);
    put_bytes(view.subspan(kPartialAt), entry.partial);
    put_bytes(view.subspan(kProofAt), entry.proof);
    m_good = m_good && write(view.first(m_header.entry_bytes()));
    if (!m_good)
        return std::unexpected(OpeningError::kNotWritten);
    return {};
}

std::expected<void, OpeningError> AnswerWriter::finish(const signing_key& custodian) {
    const auto signed_by = sign(custodian, kAnswerContext, m_hash.value());
    if (!m_good || !m_sink->write(signed_by) || !m_sink->keep())
        return std::unexpected(OpeningError::kNotWritten);
    return {};
}

std::expected<AnswerReader, OpeningError> AnswerReader::create(ByteSource& source) {
    byte_array<kAnswerHeaderBytes> in{};
    if (source.size() < kAnswerHeaderBytes)
        return std::unexpected(OpeningError::kAnswerMalformed);
    if (!source.read(in))
        return std::unexpected(OpeningError::kUnreadable);
    const auto header = parse_header(in);
    if (!header)
        return std::unexpected(OpeningError::kAnswerMalformed);
    if (source.size() != header->file_bytes())
        return std::unexpected(OpeningError::kAnswerSize);
    AnswerReader out(source, *header);
    out.m_hash.update(in);
    return out;
}

std::expected<bool, OpeningError> AnswerReader::next() {
    if (m_read == m_header.count)
        return false;
    byte_array<kLongestEntryBytes> in{};
    const auto view = byte_span(in).first(m_header.entry_bytes());
    if (!m_source->read(view))
        return std::unexpected(OpeningError::kUnreadable);
    m_hash.update(view);
    m_entry.digest = to_array<32>(view);
    m_entry.partial = to_array<32>(view.subspan(kPartialAt));
    m_entry.proof = to_array<kProofBytes>(view.subspan(kProofAt));
    ++m_read;
    return true;
}

std::expected<void, OpeningError> AnswerReader::check_signature(const public_key& custodian) {
    signature by{};
    if (!m_source->read(by))
        return std::unexpected(OpeningError::kUnreadable);
    if (!verify(custodian, kAnswerContext, m_hash.value(), by))
        return std::unexpected(OpeningError::kAnswerSignature);
    return {};
}

}  // namespace porchlight::custody
