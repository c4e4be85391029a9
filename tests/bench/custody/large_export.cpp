#include "tests/bench/custody/large_export.h"

#include "custody/disk_folder.h"

namespace porchlight::bench {

LargeExport write_large_export(const tests::Dealt& dealt, std::size_t count, const std::string& path) {
    const auto content = tests::export_of_people(dealt, count);
    custody::DiskFolder("").write(path, as_text(content)).value();
    return {path, tests::request_for_all(dealt, content)};
}

}  // namespace porchlight::bench
