#include "custody/opening/combination.h"

#include "custody/opening.h"

#include <algorithm>
#include <set>

namespace porchlight::custody {

std::expected<void, OpeningError> Combination::check(ExportReader& exported, const OpeningAuthority& authority) {
    if (const auto fit = m_keys->check(*m_request); !fit)
        return fit;
    if (const auto permitted = authority.permits(m_request_hash); !permitted)
        return permitted;
    for (std::size_t i = 0; i < m_answers.size(); ++i)
        begin(i);
    auto records = RequestedRecords::create(exported, *m_request, *m_keys);
    if (!records)
        return std::unexpected(records.error());
    for (auto batch = records->next();; batch = records->next()) {
        if (!batch)
            return std::unexpected(batch.error());
        if (batch->empty())
            break;
        for (const auto& record : *batch)
            read_beside(record.digest);
    }
    check_signatures();
    if (usable() < m_keys->k())
        return std::unexpected(OpeningError::kTooFewAnswers);
    return {};
}

// And leaves aside all but the first that a custodian signed. Before, nobody can be told from somebody in their name.
void Combination::check_signatures() {
    std::set<std::uint32_t> signers;
    for (std::size_t i = 0; i < m_answers.size(); ++i) {
        auto& answer = m_answers[i];
        if (!answer.reader)
            continue;
        if (const auto good = answer.reader->check_signature(m_keys->custodian(answer.index).key); !good)
            leave_aside(i, good.error());
        else if (!signers.insert(answer.index).second)
            leave_aside(i, OpeningError::kAnswerTwice);
    }
}

// Reads and judges the header.
void Combination::begin(std::size_t at) {
    auto& answer = m_answers[at];
    auto reader = AnswerReader::create(*answer.source);
    if (!reader) {
        leave_aside(at, reader.error());
        return;
    }
    const auto& header = reader->header();
    answer.index = header.index;
    if (const auto fault = fault_of_header(header)) {
        leave_aside(at, *fault);
        return;
    }
    answer.reader = *reader;
}

std::optional<OpeningError> Combination::fault_of_header(const AnswerHeader& header) const {
    if (header.epoch != m_request->epoch)
        return OpeningError::kAnswerOtherEpoch;
    if (header.sharing != m_keys->hash())
        return OpeningError::kAnswerOtherSharing;
    if (header.request != m_request_hash)
        return OpeningError::kAnswerOtherRequest;
    if (!m_keys->has(header.index))
        return OpeningError::kAnswerUnknownCustodian;
    if (header.count != m_request->count())
        return OpeningError::kAnswerRecords;
    return std::nullopt;
}

void Combination::leave_aside(std::size_t answer, OpeningError error) {
    m_answers[answer].reader.reset();
    m_left_aside.push_back({answer, m_answers[answer].index, error});
}

// Each answer goes on to its entry for this record.
void Combination::read_beside(const hash256& digest) {
    for (std::size_t i = 0; i < m_answers.size(); ++i) {
        auto& answer = m_answers[i];
        if (!answer.reader)
            continue;
        const auto there = answer.reader->next();
        if (!there)
            leave_aside(i, there.error());
        else if (!*there || answer.reader->entry().digest != digest)
            leave_aside(i, OpeningError::kAnswerRecords);
    }
}

std::size_t Combination::usable() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(m_answers, [](const Answer& answer) { return answer.reader.has_value(); }));
}

std::expected<void, OpeningError> Combination::open_each(ExportReader& exported,
                                                         const std::function<void(const CombinedRecord&)>& take) {
    for (auto& answer : m_answers) {
        if (!answer.reader)
            continue;
        answer.reader.reset();
        if (!answer.source->rewind())
            return std::unexpected(OpeningError::kUnreadable);
        auto reader = AnswerReader::create(*answer.source);
        if (!reader)
            return std::unexpected(reader.error());
        answer.reader = *reader;
    }
    auto records = RequestedRecords::create(exported, *m_request, *m_keys);
    if (!records)
        return std::unexpected(records.error());
    for (auto batch = records->next();; batch = records->next()) {
        if (!batch)
            return std::unexpected(batch.error());
        if (batch->empty())
            return {};
        for (const auto& record : *batch) {
            auto opened = open_one(record);
            if (!opened)
                return std::unexpected(opened.error());
            take(*opened);
            if (opened->record) {
                wipe(opened->record->name);
                wipe(opened->record->dob);
            }
        }
    }
}

std::expected<CombinedRecord, OpeningError> Combination::open_one(const RequestedRecord& record) {
    std::vector<Part> parts;
    for (auto& answer : m_answers) {
        if (!answer.reader)
            continue;
        const auto there = answer.reader->next();
        // It was so at the first reading: somebody changes the file.
        if (!there || !*there || answer.reader->entry().digest != record.digest)
            return std::unexpected(OpeningError::kUnreadable);
        const auto& entry = answer.reader->entry();
        parts.push_back(
            {answer.index, entry.partial, answer.reader->header().proofs ? std::optional(entry.proof) : std::nullopt});
    }
    auto opened = m_quorum.open(record, parts);
    if (!opened.content)
        return CombinedRecord{record.digest, std::unexpected(opened.content.error()), std::move(opened.faults)};
    return CombinedRecord{record.digest, record_of(opened.content->view(), m_request->epoch), std::move(opened.faults)};
}

}  // namespace porchlight::custody
