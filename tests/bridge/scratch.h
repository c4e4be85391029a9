// A folder for a test of the bridge.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <string>

namespace porchlight::bridge::testing {

// A folder of this test, in memory where the machine has that; gone with the value.
struct Scratch {
    std::filesystem::path path;
    Scratch() {
        static int count = 0;
        const std::filesystem::path memory = "/dev/shm";
        path = (std::filesystem::exists(memory) ? memory : std::filesystem::temp_directory_path()) /
               ("porchlight-real-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
        std::filesystem::remove_all(path);
        std::filesystem::create_directories(path);
    }
    ~Scratch() { std::filesystem::remove_all(path); }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    std::filesystem::path folder(const char* name) const {
        std::filesystem::create_directories(path / name);
        return path / name;
    }
};

}  // namespace porchlight::bridge::testing
