// How services write to the store without waiting for the disk: they ask, and are told later, on their own thread.
// The real one is store_thread.h; DirectWriter is the twin for tests, which answers before it returns or when told.
// One thread.
#pragma once

#include "server/store/store.h"

#include <functional>
#include <utility>
#include <vector>

namespace porchlight::server {

class RecordWriter {
public:
    using Applied = std::function<void(std::expected<void, StoreError>)>;

    virtual ~RecordWriter() = default;
    // applied: when it is durable, or has failed and changed nothing.
    virtual void apply(Outcome outcome, Applied applied) = 0;
};

// Blocks of service numbers, by the same way.
class BlockFetcher {
public:
    using Fetched = std::function<void(std::expected<std::vector<protocol::NumberBlock>, StoreError>)>;

    virtual ~BlockFetcher() = default;
    virtual void fetch_blocks(const protocol::KioskId& kiosk, std::vector<protocol::BlockId> confirmed,
                              Fetched fetched) = 0;
};

class DirectWriter final : public RecordWriter {
public:
    explicit DirectWriter(RecordStore& store) : m_store(store) {}

    void apply(Outcome outcome, Applied applied) override {
        if (m_holding)
            m_held.emplace_back(std::move(outcome), std::move(applied));
        else
            applied(m_store.apply({&outcome, 1}));
    }

    // From now on approvals are kept waiting, as by a slow disk, until release().
    void hold() { m_holding = true; }
    void release() {
        m_holding = false;
        for (auto& [outcome, applied] : std::exchange(m_held, {}))
            applied(m_store.apply({&outcome, 1}));
    }

private:
    RecordStore& m_store;
    bool m_holding = false;
    std::vector<std::pair<Outcome, Applied>> m_held;
};

}  // namespace porchlight::server
