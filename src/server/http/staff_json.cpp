#include "server/http/staff_json.h"

#include "base/json.h"
#include "server/http/limits.h"

namespace porchlight::server {
namespace {

constexpr std::size_t kMaxNameBytes = 128;
constexpr std::size_t kTicketBytes = 64;
constexpr std::size_t kMaxCodeBytes = 64;

// An object with exactly these texts, each at most so long; empty if it is not.
struct Text {
    const char* name;
    std::size_t max_size;
};

std::optional<std::vector<std::string>> read_texts(std::string_view body, std::initializer_list<Text> texts) {
    const auto object = parse_json(body, kMaxJsonBodyBytes);
    if (!object || !object->is_object() || object->size() != texts.size())
        return std::nullopt;
    std::vector<std::string> out;
    for (const auto& text : texts) {
        auto value = text_member(*object, text.name, text.max_size);
        if (!value)
            return std::nullopt;
        out.push_back(std::move(*value));
    }
    return out;
}

std::string_view state_of(const Staff& staff) {
    if (staff.locked)
        return "locked";
    return staff.invitation ? "invited" : "active";
}

}  // namespace

std::optional<PasswordMessage> read_password(std::string_view body) {
    auto texts = read_texts(body, {{"name", kMaxNameBytes}, {"password", kMaxPasswordBytes}});
    if (!texts)
        return std::nullopt;
    return PasswordMessage{std::move((*texts)[0]), std::move((*texts)[1])};
}

std::optional<CodeMessage> read_code(std::string_view body) {
    auto texts = read_texts(body, {{"ticket", kTicketBytes}, {"code", kMaxCodeBytes}});
    if (!texts)
        return std::nullopt;
    return CodeMessage{std::move((*texts)[0]), std::move((*texts)[1])};
}

std::optional<PasskeyAssertion> read_assertion(std::string_view body) {
    const auto texts = read_texts(body, {{"id", kMaxJsonBodyBytes},
                                         {"client_data", kMaxJsonBodyBytes},
                                         {"authenticator_data", kMaxJsonBodyBytes},
                                         {"signature", kMaxJsonBodyBytes}});
    if (!texts)
        return std::nullopt;
    auto id = from_hex((*texts)[0]);
    auto client_data = from_hex((*texts)[1]);
    auto authenticator_data = from_hex((*texts)[2]);
    auto signature = from_hex((*texts)[3]);
    if (!id || !client_data || !authenticator_data || !signature)
        return std::nullopt;
    return PasskeyAssertion{std::move(*id), std::move(*client_data), std::move(*authenticator_data),
                            std::move(*signature)};
}

std::optional<InvitationMessage> read_invitation(std::string_view body) {
    auto texts = read_texts(body, {{"name", kMaxNameBytes}, {"code", kMaxCodeBytes}});
    if (!texts)
        return std::nullopt;
    return InvitationMessage{std::move((*texts)[0]), std::move((*texts)[1])};
}

std::optional<ChosenAppMessage> read_chosen_app(std::string_view body) {
    auto texts = read_texts(body, {{"ticket", kTicketBytes}, {"password", kMaxJsonBodyBytes}, {"code", kMaxCodeBytes}});
    if (!texts)
        return std::nullopt;
    return ChosenAppMessage{std::move((*texts)[0]), std::move((*texts)[1]), std::move((*texts)[2])};
}

std::optional<ChosenPasskeyMessage> read_chosen_passkey(std::string_view body) {
    auto texts = read_texts(
        body, {{"ticket", kTicketBytes}, {"client_data", kMaxJsonBodyBytes}, {"attestation", kMaxJsonBodyBytes}});
    if (!texts)
        return std::nullopt;
    auto client_data = from_hex((*texts)[1]);
    auto attestation = from_hex((*texts)[2]);
    if (!client_data || !attestation)
        return std::nullopt;
    return ChosenPasskeyMessage{std::move((*texts)[0]), std::move(*client_data), std::move(*attestation)};
}

std::optional<std::string> read_name(std::string_view body) {
    auto texts = read_texts(body, {{"name", kMaxNameBytes}});
    if (!texts)
        return std::nullopt;
    return std::move(texts->front());
}

std::string write_first_sign_in(const FirstSignIn& first) {
    return json({{"ticket", first.ticket},
                 {"secret", first.secret},
                 {"challenge", to_hex(first.challenge)},
                 {"user", to_hex(first.user)}})
        .dump();
}

std::string write_people(const std::vector<Staff>& people, const Staff& actor) {
    json out = json::array();
    for (const auto& staff : people)
        out.push_back({{"name", staff.name},
                       {"site", staff.site},
                       {"role", code(staff.role)},
                       {"state", state_of(staff)},
                       {"may", may_manage(actor, staff)}});
    return json({{"people", std::move(out)}}).dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace porchlight::server
