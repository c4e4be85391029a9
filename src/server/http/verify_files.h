// The page that checks cards, at /verify/, with what it goes by: the custodians' keys, and the manifest in force as the
// list of issuers. It asks for nothing else, and nothing of what it is used for comes here (web/verify/README.md).
// The I/O thread only.
#pragma once

#include "server/http/router.h"
#include "server/http/static_files.h"
#include "server/settings.h"

#include <expected>

namespace porchlight::server {

class VerifyFiles {
public:
    // An error is one sentence. trust: where trust.json is.
    static std::expected<VerifyFiles, std::string> read(const std::filesystem::path& folder,
                                                        std::filesystem::path trust);
    // This and the settings must outlive the router.
    void add_to(Router& router, const CurrentSettings& settings);

private:
    awaitable<Response> file(const Request& request);
    awaitable<Response> to_page(const Request& request);
    awaitable<Response> trust(const Request& request);
    awaitable<Response> issuers(const Request& request);

    StaticFiles m_files;
    std::filesystem::path m_trust;
    const CurrentSettings* m_settings = nullptr;
};

}  // namespace porchlight::server
