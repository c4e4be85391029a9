// The pages for desks and administration, and what both use: the files of one folder, read once at the start, so that
// no path of a request ever reaches the disk. Its folders admin and staff are served as /admin/ and /staff/, the rest
// as /desk/. The I/O thread only.
#pragma once

#include "server/http/router.h"
#include "server/http/static_files.h"

#include <expected>

namespace porchlight::server {

class PageFiles {
public:
    // An error is one sentence.
    static std::expected<PageFiles, std::string> read(const std::filesystem::path& folder);
    // This must outlive the router.
    void add_to(Router& router);

private:
    awaitable<Response> file(const Request& request);
    awaitable<Response> to_desk(const Request& request);
    awaitable<Response> to_admin(const Request& request);

    StaticFiles m_files;  // by path
};

}  // namespace porchlight::server
