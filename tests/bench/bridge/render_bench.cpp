// Renders one card again and again in a warm process, and prints the milliseconds of each time as a JSON list.
// render_bench TIMES; run in the root of the repository. The card is the one that bench.mjs gives the peer.
#include "tests/bridge/sample_cards.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>

using namespace porchlight;
using namespace porchlight::bridge;
using namespace porchlight::bridge::testing;

int main(int count, char** arguments) {
    const int times = count > 1 ? std::atoi(arguments[1]) : 0;
    if (!start_crypto() || times < 1)
        return 1;
    const auto parts = sample_parts({.id = "bench", .name = "María-José Fernández Ibáñez", .services = true});
    std::printf("[");
    for (int i = 0; i <= times; ++i) {
        const auto began = std::chrono::steady_clock::now();
        const auto faces = render(renderer(), parts, sample_code());
        const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - began;
        if (!faces)
            return 1;
        if (i > 0)  // the first loads template and fonts
            std::printf("%s%.3f", i > 1 ? "," : "", took.count());
    }
    std::printf("]\n");
    return 0;
}
