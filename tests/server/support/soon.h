// Whether something comes to be so: a server looks once a second; the rest is for a machine that has much else to do.
#pragma once

#include <chrono>
#include <thread>

namespace porchlight::server::test {

// Asks ten times a second, at most so long.
template <class Condition>
bool soon(Condition condition, std::chrono::seconds limit = std::chrono::seconds(60)) {
    constexpr std::chrono::milliseconds kLook{100};
    for (auto left = limit / kLook; left > 0; --left) {
        if (condition())
            return true;
        std::this_thread::sleep_for(kLook);
    }
    return false;
}

}  // namespace porchlight::server::test
