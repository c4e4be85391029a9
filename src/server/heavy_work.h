// Work that takes long or much memory, away from the threads that others wait for. The real one is WorkThread;
// DirectHeavyWork is the twin for tests.
// From one thread; `done` is called there.
#pragma once

#include <functional>

namespace porchlight::server {

class HeavyWork {
public:
    virtual ~HeavyWork() = default;
    // False if too much waits already; neither is then called.
    virtual bool run(std::function<void()> work, std::function<void()> done) = 0;
};

class DirectHeavyWork final : public HeavyWork {
public:
    bool run(std::function<void()> work, std::function<void()> done) override {
        work();
        done();
        return true;
    }
};

}  // namespace porchlight::server
