#include "intake/flow/freeze.h"

#include "base/secret_bytes.h"
#include "card/number.h"
#include "envelope/seal.h"
#include "intake/flow/answers.h"
#include "intake/flow/way.h"
#include "protocol/card_request.h"
#include "record/record.h"

namespace porchlight::intake {
namespace {

std::expected<envelope::Envelope, Problem> sealed_record(const protocol::CardContent& content,
                                                         const protocol::Epoch& epoch) {
    auto text = record::to_text({epoch.id, content.name, content.dob});
    if (!text)
        return std::unexpected(Problem{Message::error_technical, {}});
    const auto sealed = envelope::seal(as_bytes(*text), epoch.id, epoch.key);
    wipe(*text);
    if (!sealed)
        return std::unexpected(Problem{Message::error_technical, {}});
    return *sealed;
}

std::vector<std::string> chosen_markers(const Draft& draft, const protocol::CardRules& rules) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < rules.markers.size(); ++i)
        if ((draft.choices().markers >> i & 1U) != 0)
            out.push_back(rules.markers[i].id);
    return out;
}

std::vector<std::string> chosen_services(const Draft& draft, const protocol::CardRules& rules) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < rules.services.size(); ++i)
        if (rules.services[i].required || (draft.choices().services_off >> i & 1U) == 0)
            out.push_back(rules.services[i].id);
    return out;
}

// What is printed beside name, date and number, of what the programme prints.
std::optional<Problem> add_extras(const Draft& draft, const protocol::Manifest& manifest, bool with_caretaker,
                                  protocol::CardContent& content) {
    const auto& choices = draft.choices();
    if (manifest.card.prints("emergency") && (with_caretaker || choices.has_emergency)) {
        auto emergency = checked_emergency(draft);
        if (!emergency)
            return emergency.error();
        content.emergency = std::move(*emergency);
    }
    if (manifest.card.prints("note") && choices.has_note) {
        auto note = checked_note(draft);
        if (!note)
            return note.error();
        content.note = std::move(*note);
    }
    content.markers = chosen_markers(draft, manifest.card);
    content.services = chosen_services(draft, manifest.card);
    content.path = path_of(draft, manifest);
    return std::nullopt;
}

std::expected<protocol::CardContent, Problem> card_content(const Draft& draft, const protocol::Manifest& manifest,
                                                           const date& today) {
    auto name = checked_name(draft);
    if (!name)
        return std::unexpected(name.error());
    const auto born = checked_birth_date(draft, today);
    if (!born)
        return std::unexpected(born.error());
    const auto* card_class = class_of(draft, &manifest, today);
    if (card_class == nullptr)
        return std::unexpected(Problem{Message::error_no_class, Field::kYear});
    const bool with_caretaker = needs_caretaker(card_class, &manifest);
    if (with_caretaker && draft.choices().caretaker != Caretaker::kHere)
        return std::unexpected(Problem{Message::error_caretaker_missing, {}});
    auto gender = checked_gender(draft);
    if (!gender)
        return std::unexpected(gender.error());
    protocol::CardContent content{std::move(*name), born->text(), "", card::random_number()};
    if (manifest.card.prints("gender"))
        content.gender = std::move(*gender);
    if (auto problem = add_extras(draft, manifest, with_caretaker, content))
        return std::unexpected(*problem);
    return content;
}

}  // namespace

std::expected<bytes, Problem> freeze(const Draft& draft, const protocol::Manifest& manifest, const date& today) {
    auto content = card_content(draft, manifest, today);
    if (!content)
        return std::unexpected(content.error());
    if (draft.photo().size() != protocol::kPhotoBytes)
        return std::unexpected(Problem{Message::error_photo_missing, {}});
    const auto sealed = sealed_record(*content, manifest.epoch);
    if (!sealed)
        return std::unexpected(sealed.error());
    protocol::CardRequest request{std::move(*content), *sealed, bytes(draft.photo().begin(), draft.photo().end())};
    auto out = protocol::write_card_request(request);
    protocol::wipe_content(request);
    if (!out)
        return std::unexpected(Problem{Message::error_technical, {}});
    return std::move(*out);
}

}  // namespace porchlight::intake
