// All that a store holds, read from the store itself and not from what we believe of it: for `disclose`.
#pragma once

#include "server/store/store.h"

namespace porchlight::server {

struct HeldColumn {
    std::string name;
    std::string type;
    // Of the first row, to be read by people: the beginning of bytes in hex, of a long text its beginning. Empty where
    // there is no row.
    std::string example;
};

struct HeldTable {
    std::string name;
    std::uint64_t rows = 0;
    std::vector<HeldColumn> columns;
};

class TableReader {
public:
    virtual ~TableReader() = default;
    // Every table, by name; as of one moment.
    virtual std::expected<std::vector<HeldTable>, StoreError> read_tables() = 0;
};

}  // namespace porchlight::server
