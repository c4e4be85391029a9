// How services learn what is stored without waiting for the disk: they ask, and are told later, on their own thread.
// The real one is find_thread.h; DirectFinder is the twin for tests, which answers before it returns.
// One thread.
#pragma once

#include "server/store/store.h"

#include <functional>

namespace porchlight::server {

class RecordFinder {
public:
    using Found = std::function<void(std::expected<bool, StoreError>)>;

    virtual ~RecordFinder() = default;
    // Was this request approved since its day began?
    virtual void find(const RequestTag& tag, Found found) = 0;
};

class DirectFinder final : public RecordFinder {
public:
    explicit DirectFinder(RecordStore& store) : m_store(store) {}

    void find(const RequestTag& tag, Found found) override { found(m_store.holds(tag)); }

private:
    RecordStore& m_store;
};

}  // namespace porchlight::server
