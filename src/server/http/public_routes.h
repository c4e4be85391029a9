// What anybody may ask: health, challenge, manifest, release and its files (protocol/PROTOCOL.md, Other requests).
// The I/O thread only.
#pragma once

#include "server/challenge_maker.h"
#include "server/http/router.h"
#include "server/settings.h"

#include <filesystem>

namespace porchlight::server {

class PublicRoutes {
public:
    // files: the folder with the releases' bodies, named by their hashes.
    PublicRoutes(const CurrentSettings& settings, const ChallengeMaker& challenges, std::filesystem::path files);
    // This must outlive the router.
    void add_to(Router& router);

private:
    awaitable<Response> health(const Request& request);
    awaitable<Response> challenge(const Request& request);
    awaitable<Response> manifest(const Request& request);
    awaitable<Response> release(const Request& request);
    awaitable<Response> file(const Request& request);

    const CurrentSettings& m_settings;
    const ChallengeMaker& m_challenges;
    std::filesystem::path m_files;
};

}  // namespace porchlight::server
