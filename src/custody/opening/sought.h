// The name and date of birth that a request looks for, kept apart from the request (custody/FORMAT.md, The sought
// name). Pure but for randomness; any thread. What is read is wiped with its owner.
#pragma once

#include "base/secret_bytes.h"
#include "custody/opening/request.h"
#include "record/record.h"

#include <expected>
#include <string>
#include <string_view>

namespace porchlight::custody {

constexpr std::size_t kMaxSoughtBytes = 1024;

class Sought {
public:
    // As typed, made canonical, with a new salt: kSoughtMalformed for a name or date that no record can have.
    static std::expected<Sought, OpeningError> create(std::string_view name, std::string_view dob);
    // Nothing but the written form: kSoughtMalformed.
    static std::expected<Sought, OpeningError> parse(byte_view text);

    Sought(Sought&&) noexcept = default;
    Sought& operator=(Sought&&) noexcept = default;
    Sought(const Sought&) = delete;
    Sought& operator=(const Sought&) = delete;
    ~Sought();

    // One line with its line feed.
    secret_bytes to_text() const;
    // What the request holds of it.
    hash256 commitment() const;
    // Is this record of the person? Names are compared by their comparison form.
    bool is_found_in(const record::Record& record) const;

private:
    Sought(const byte_array<32>& salt, std::string name, std::string dob);

    byte_array<32> m_salt;
    std::string m_name;  // canonical
    std::string m_dob;
    std::string m_comparable;
};

}  // namespace porchlight::custody
