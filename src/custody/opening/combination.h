// Opening the records of a request with the answers of k custodians or more: everything is read once and checked,
// then again and opened, export and answers side by side (custody/FORMAT.md, Combining). Memory does not grow with
// them. One thread.
#pragma once

#include "custody/opening/answer.h"
#include "custody/opening/authority.h"
#include "custody/opening/quorum.h"
#include "record/record.h"

#include <functional>

namespace porchlight::custody {

// An answer that is left aside.
struct AnswerFault {
    std::size_t answer = 0;   // in the order of add()
    std::uint32_t index = 0;  // of the custodian whom it names; 0 where it names none
    OpeningError error;
};

struct CombinedRecord {
    hash256 digest{};
    // The error is a code of an envelope, a record or an opening.
    std::expected<record::Record, std::string_view> record;
    std::vector<PartFault> faults;
};

class Combination {
public:
    // Both are their caller's and stay.
    Combination(const SharingKeys& keys, const OpeningRequest& request)
        : m_keys(&keys), m_request(&request), m_request_hash(hash_of(request)), m_quorum(keys) {}

    // The source is its caller's and stays.
    void add(ByteSource& answer) { m_answers.push_back({&answer, {}, {}}); }

    // Reads all files to their end. The reader is at its first envelope. kRequestOtherEpoch, kRequestOtherSharing,
    // kNotApproved, kTooFewAnswers, and the errors of RequestedRecords.
    std::expected<void, OpeningError> check(ExportReader& exported, const OpeningAuthority& authority);
    // What check() left aside.
    const std::vector<AnswerFault>& left_aside() const { return m_left_aside; }

    // After check() has said yes, with a new reader of the same export. What is handed over is wiped after the call.
    std::expected<void, OpeningError> open_each(ExportReader& exported,
                                                const std::function<void(const CombinedRecord&)>& take);

private:
    struct Answer {
        ByteSource* source;
        std::optional<AnswerReader> reader;  // nothing: left aside
        std::uint32_t index;
    };
    void begin(std::size_t answer);
    void leave_aside(std::size_t answer, OpeningError error);
    std::optional<OpeningError> fault_of_header(const AnswerHeader& header) const;
    void read_beside(const hash256& digest);
    void check_signatures();
    std::size_t usable() const;
    std::expected<CombinedRecord, OpeningError> open_one(const RequestedRecord& record);

    const SharingKeys* m_keys;
    const OpeningRequest* m_request;
    hash256 m_request_hash;
    Quorum m_quorum;
    std::vector<Answer> m_answers;
    std::vector<AnswerFault> m_left_aside;
};

}  // namespace porchlight::custody
