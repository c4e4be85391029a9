// A transcript that is read has as many names as custodians. A statement that is read is written as the very bytes that
// were read, and neither it nor the state of its epoch makes anything fail.
#include "protocol/statements/standing.h"
#include "tests/fuzz/fuzz.h"

using namespace porchlight;
using namespace porchlight::protocol;
using fuzz::expect;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = as_text(fuzz::input(data, size));
    if (const auto transcript = read_transcript(text))
        expect(transcript->sharing.to_destroy() >= 1 &&
               transcript->names.size() == transcript->sharing.custodians.size());
    const auto statement = parse_statement(text);
    if (!statement)
        return 0;
    expect(payload_of(*statement) == text);
    const auto& head = head_of(*statement);
    const std::vector<SignedStatement> said{{*statement, statement_id(text)}};
    std::vector<Sharing> sharings;
    if (const auto* one = std::get_if<Destruction>(&*statement))
        sharings.push_back({one->sharing, one->epoch, 1, 1, {public_key{}}});
    const auto standing = standing_of({head.epoch, head.day, head.day, sharings, said}, head.day);
    expect((standing.state == EpochState::kOnHold) == std::holds_alternative<Hold>(*statement));
    return 0;
}
