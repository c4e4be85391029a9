// The desk's page: the files of one folder, read once at the start, so that no path of a request ever reaches the
// disk.
// The I/O thread only.
#pragma once

#include "server/http/router.h"

#include <expected>
#include <map>

namespace porchlight::server {

class DeskFiles {
public:
    // An error is one sentence.
    static std::expected<DeskFiles, std::string> read(const std::filesystem::path& folder);
    // This must outlive the router.
    void add_to(Router& router);

private:
    struct File {
        std::string type;
        std::string body;
    };

    awaitable<Response> file(const Request& request);
    awaitable<Response> to_desk(const Request& request);

    std::map<std::string, File, std::less<>> m_files;  // by path below /desk/
};

}  // namespace porchlight::server
