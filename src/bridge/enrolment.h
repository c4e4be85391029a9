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

// Makes what is not there. Again with the same trust: the same key, the server's address as now given. One sentence
// if anything is wrong; another trust than the pinned one is refused. authority_file: PEM that the server's certificate
// has to be signed by, pinned too; without it an authority that the system knows.
std::expected<public_key, std::string> enroll(const std::filesystem::path& data, const std::string& server,
                                              const std::filesystem::path& trust_file,
                                              const std::filesystem::path& authority_file = {});

// One sentence if the folder is not enrolled.
std::expected<Enrolment, std::string> load_enrolment(const std::filesystem::path& data);

}  // namespace porchlight::bridge
