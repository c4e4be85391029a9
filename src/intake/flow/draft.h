// What an applicant has typed and chosen so far, exactly as typed, and what a librarian types beside it to approve at
// this kiosk; it lives nowhere but here.
// One thread. Memory is wiped by wipe(), when a value is replaced, and when the draft ends.
#pragma once

#include "base/bytes.h"
#include "protocol/guidance.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace porchlight::intake {

enum class Field : std::uint8_t { kName, kDay, kMonth, kYear, kEmergency, kOwnGender, kNote, kLibrarian, kCode };
constexpr std::size_t kFieldCount = 9;

// Is it no answer of the applicant's?
constexpr bool is_librarians(Field field) { return field == Field::kLibrarian || field == Field::kCode; }

// What is printed as gender: nothing, one of three letters, or the applicant's own word.
enum class Gender : std::uint8_t { kNone, kF, kM, kX, kOwn };

enum class Caretaker : std::uint8_t { kUnsaid, kHere, kNotYet };

// What is chosen of the programme's lists: bits are places in them.
struct Choices {
    protocol::ApplicationPath path = protocol::ApplicationPath::kNew;
    Caretaker caretaker = Caretaker::kUnsaid;
    std::uint8_t markers = 0;
    std::uint8_t services_off = 0;  // all are on the card but these
    bool has_note = false, has_emergency = false;
    // Of the document helper, for this screen alone: it is on no card and in no request.
    std::optional<std::size_t> age_class;
    std::uint64_t papers = 0;
    bool saw_checklist = false;

    bool operator==(const Choices&) const = default;
};

// A text is cut at this many bytes, far more than any field takes, so that a paste cannot fill the memory.
constexpr std::size_t kMaxTypedBytes = 4096;

class Draft {
public:
    Draft();
    ~Draft() { wipe(); }
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;

    std::string_view text(Field field) const { return m_texts[static_cast<std::size_t>(field)]; }
    void set_text(Field field, std::string_view typed);

    Gender gender() const { return m_gender; }
    void set_gender(Gender gender) { m_gender = gender; }
    // What is to be printed, as typed: empty, "F", "M", "X", or the own word.
    std::string_view printed_gender() const;

    const Choices& choices() const { return m_choices; }
    Choices& choices() { return m_choices; }

    // RGB, protocol::kPhotoBytes, or empty.
    byte_view photo() const { return m_photo; }
    void set_photo(byte_view rgb);
    void drop_photo();

    bool is_empty() const;
    void wipe();

private:
    std::array<std::string, kFieldCount> m_texts;
    Gender m_gender = Gender::kNone;
    Choices m_choices;
    bytes m_photo;
};

}  // namespace porchlight::intake
