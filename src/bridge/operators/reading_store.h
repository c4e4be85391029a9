// Another store, read only: for commands beside a running bridge, which alone writes what it has seen. One thread.
#pragma once

#include "bridge/release/store.h"

namespace porchlight::bridge {

// What is saved is forgotten, and said to be saved.
class ReadingStore final : public ReleaseStore {
public:
    explicit ReadingStore(ReleaseStore& store) : m_store(store) {}
    std::optional<bytes> load(Kind kind) override { return m_store.load(kind); }
    bool save(Kind, byte_view) override { return true; }
    std::optional<Seen> seen(Kind kind) override { return m_store.seen(kind); }
    bool save_seen(Kind, const Seen&) override { return true; }
    std::optional<bytes> load_file(const hash256& digest) override { return m_store.load_file(digest); }
    bool has_file(const protocol::FileBody& file) override { return m_store.has_file(file); }
    bool save_file(const hash256&, byte_view) override { return true; }

private:
    ReleaseStore& m_store;
};

}  // namespace porchlight::bridge
