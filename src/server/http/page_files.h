// The pages for desks and administration, and what both use: the files of one folder, read once at the start, so that
// no path of a request ever reaches the disk. Its folders admin and staff are served as /admin/ and /staff/, the rest
// as /desk/. The I/O thread only.
#pragma once

#include "server/http/router.h"

#include <expected>
#include <map>

namespace porchlight::server {

class PageFiles {
public:
    // An error is one sentence.
    static std::expected<PageFiles, std::string> read(const std::filesystem::path& folder);
    // This must outlive the router.
    void add_to(Router& router);

private:
    struct File {
        std::string type;
        std::string body;
    };

    awaitable<Response> file(const Request& request);
    awaitable<Response> to_desk(const Request& request);
    awaitable<Response> to_admin(const Request& request);

    std::map<std::string, File, std::less<>> m_files;  // by path
};

}  // namespace porchlight::server
