// The messages of signing in and of the care of accounts, as JSON (protocol/PROTOCOL.md, Accounts). Reading is
// strict: exactly the stated members.
// Any thread.
#pragma once

#include "server/first_sign_in_service.h"
#include "server/people_service.h"
#include "server/sign_in_service.h"

namespace porchlight::server {

struct PasswordMessage {
    std::string name;
    std::string password;
};
struct CodeMessage {
    std::string ticket;
    std::string code;
};
struct InvitationMessage {
    std::string name;
    std::string code;
};
struct ChosenAppMessage {
    std::string ticket;
    std::string password;
    std::string code;
};
struct ChosenPasskeyMessage {
    std::string ticket;
    bytes client_data;
    bytes attestation;
};

// Nothing: malformed.
std::optional<PasswordMessage> read_password(std::string_view body);
std::optional<CodeMessage> read_code(std::string_view body);
std::optional<PasskeyAssertion> read_assertion(std::string_view body);
std::optional<InvitationMessage> read_invitation(std::string_view body);
std::optional<ChosenAppMessage> read_chosen_app(std::string_view body);
std::optional<ChosenPasskeyMessage> read_chosen_passkey(std::string_view body);
// {"name":"…"}
std::optional<std::string> read_name(std::string_view body);

std::string write_first_sign_in(const FirstSignIn& first);
std::string write_people(const std::vector<Staff>& people, const Staff& actor);

}  // namespace porchlight::server
