// The commands of porchlight-custody, each from parsed options to an exit code. One thread; they print to stdout,
// and one sentence to stderr when they fail.
#pragma once

#include <map>
#include <string>

namespace porchlight::custody {

using Options = std::map<std::string, std::string>;

int create(const Options& options);
int sign_manifest(const Options& options);
int sign_release(const Options& options);
int open_export(const Options& options);

}  // namespace porchlight::custody
