#include "intake/flow/freeze.h"

#include "base/secret_bytes.h"
#include "card/number.h"
#include "envelope/seal.h"
#include "intake/flow/answers.h"
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

std::expected<protocol::CardContent, Problem> card_content(const Draft& draft, const protocol::Manifest& manifest,
                                                           const date& today) {
    auto name = checked_name(draft);
    if (!name)
        return std::unexpected(name.error());
    const auto born = checked_birth_date(draft, today);
    if (!born)
        return std::unexpected(born.error());
    if (!protocol::class_for_age(manifest, born->years_until(today)))
        return std::unexpected(Problem{Message::error_no_class, Field::kYear});
    auto gender = checked_gender(draft);
    if (!gender)
        return std::unexpected(gender.error());
    return protocol::CardContent{std::move(*name), born->text(), std::move(*gender), card::random_number()};
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
