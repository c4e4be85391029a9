// What makes a machine a kiosk of a city: its key, whom it trusts, and where the server is. Kept in the data folder,
// 0600. One process at a time (the folder's lock).
#pragma once

#include "bridge/link/url.h"
#include "protocol/trust.h"

#include <expected>
#include <filesystem>
#include <string>

namespace porchlight::bridge {

struct Enrolment {
    signing_key kiosk;
    protocol::Trust trust;
    ServerUrl server;
};

// What the server's certificate has to be signed by, as PEM; empty, for no file: an authority that the system knows.
std::expected<std::string, std::string> read_authority(const std::filesystem::path& file);

// Makes the folder and the kiosk's key where they are not there, and pins a trust file whose form was checked, and the
// authority. One sentence if anything is wrong; another trust than the pinned one is refused.
std::expected<signing_key, std::string> pin(const std::filesystem::path& data, byte_view trust,
                                            std::string_view authority_pem = {});
std::expected<void, std::string> set_server(const std::filesystem::path& data, const std::string& server);

// By hand, from a trust file that was carried here. Again with the same trust: the same key, the server's address as
// now given. One sentence if anything is wrong; another trust than the pinned one is refused.
std::expected<public_key, std::string> enroll(const std::filesystem::path& data, const std::string& server,
                                              const std::filesystem::path& trust_file,
                                              const std::filesystem::path& authority_file = {});

// The server of a kiosk that is enrolled is at another address now.
std::expected<void, std::string> move_server(const std::filesystem::path& data, const std::string& server);

// One sentence if the folder is not enrolled.
std::expected<Enrolment, std::string> load_enrolment(const std::filesystem::path& data);

}  // namespace porchlight::bridge
