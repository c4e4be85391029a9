#include "intake/flow/draft.h"

#include "base/secret_bytes.h"
#include "protocol/card_request.h"

namespace porchlight::intake {
namespace {

// The longest prefix of at most so many bytes that does not cut a character.
std::string_view cut(std::string_view text, std::size_t most) {
    if (text.size() <= most)
        return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U)
        --most;
    return text.substr(0, most);
}

}  // namespace

// Room is taken at once, so that no value leaves a copy behind by growing.
Draft::Draft() {
    for (auto& text : m_texts)
        text.reserve(kMaxTypedBytes);
    m_photo.reserve(protocol::kPhotoBytes);
}

void Draft::set_text(Field field, std::string_view typed) {
    auto& text = m_texts[static_cast<std::size_t>(field)];
    porchlight::wipe(text);
    text.assign(cut(typed, kMaxTypedBytes));
}

std::string_view Draft::printed_gender() const {
    switch (m_gender) {
        case Gender::kNone: return "";
        case Gender::kF: return "F";
        case Gender::kM: return "M";
        case Gender::kX: return "X";
        case Gender::kOwn: return text(Field::kOwnGender);
    }
    return "";
}

void Draft::set_photo(byte_view rgb) { m_photo.assign(rgb.begin(), rgb.end()); }

void Draft::drop_photo() { porchlight::wipe(m_photo); }

bool Draft::is_empty() const {
    for (const auto& text : m_texts)
        if (!text.empty())
            return false;
    return m_photo.empty() && m_gender == Gender::kNone && m_choices == Choices();
}

void Draft::wipe() {
    for (auto& text : m_texts)
        porchlight::wipe(text);
    porchlight::wipe(m_photo);
    m_gender = Gender::kNone;
    m_choices = {};
}

}  // namespace porchlight::intake
