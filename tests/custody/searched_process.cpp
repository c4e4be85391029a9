#include "tests/custody/searched_process.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>

namespace porchlight::tests {
namespace {

struct Region {
    off_t from = 0;
    std::size_t size = 0;
};

// What the process can have written to.
std::vector<Region> writable_regions(pid_t process) {
    std::vector<Region> out;
    std::ifstream maps("/proc/" + std::to_string(process) + "/maps");
    for (std::string line; std::getline(maps, line);) {
        std::uintptr_t from = 0;
        std::uintptr_t to = 0;
        char dash = 0;
        std::string rights;
        std::istringstream(line) >> std::hex >> from >> dash >> to >> rights;
        if (rights.starts_with("rw"))
            out.push_back({static_cast<off_t>(from), to - from});
    }
    return out;
}

// All needles in one pass, by their first two bytes.
class Search {
public:
    explicit Search(const Needles& needles) : m_needles(needles) {
        for (const auto& [name, needle] : needles)
            m_starts.at(needle[0] | needle[1] << 8) = true;
    }
    void look(byte_view memory, std::set<std::string>& found) const {
        for (std::size_t at = 0; at + 1 < memory.size(); ++at)
            if (m_starts[memory[at] | memory[at + 1] << 8])
                compare(memory.subspan(at), found);
    }

private:
    void compare(byte_view memory, std::set<std::string>& found) const {
        for (const auto& [name, needle] : m_needles)
            if (memory.size() >= needle.size() && std::equal(needle.begin(), needle.end(), memory.begin()))
                found.insert(name);
    }

    const Needles& m_needles;
    std::array<bool, 65536> m_starts{};
};

std::set<std::string> search_process(pid_t process, const Search& search, std::size_t& searched) {
    const int memory = ::open(("/proc/" + std::to_string(process) + "/mem").c_str(), O_RDONLY | O_CLOEXEC);
    if (memory < 0)
        throw std::runtime_error("the memory of the process cannot be read");
    std::set<std::string> found;
    bytes buffer;
    for (const auto& [from, size] : writable_regions(process)) {
        buffer.resize(size);
        const auto got = ::pread(memory, buffer.data(), size, from);
        if (got <= 0)
            continue;
        searched += static_cast<std::size_t>(got);
        search.look(byte_view(buffer).first(static_cast<std::size_t>(got)), found);
    }
    ::close(memory);
    return found;
}

[[noreturn]] void become(const std::vector<std::string>& words) {
    const char* program = std::getenv("PORCHLIGHT_CUSTODY");
    const char* preloaded = std::getenv("PORCHLIGHT_STOP_AT_WIPE");
    std::vector<char*> arguments{const_cast<char*>(program)};
    for (const auto& word : words)
        arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    const int nothing = ::open("/dev/null", O_RDWR);
    ::dup2(nothing, STDIN_FILENO);
    ::dup2(nothing, STDOUT_FILENO);
    ::setenv("LD_PRELOAD", preloaded, 1);
    ::execv(program, arguments.data());
    ::_exit(127);
}

}  // namespace

Searched run_searched(const std::vector<std::string>& words, const Needles& needles) {
    const Search search(needles);
    const pid_t process = ::fork();
    if (process < 0)
        throw std::runtime_error("no process");
    if (process == 0)
        become(words);
    Searched out;
    int status = 0;
    while (::waitpid(process, &status, WUNTRACED) == process && WIFSTOPPED(status)) {
        out.found_last.clear();
        for (const auto& name : search_process(process, search, out.bytes_searched)) {
            ++out.found[name];
            out.found_last[name] = 1;
        }
        ++out.stops;
        ::kill(process, SIGCONT);
    }
    out.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return out;
}

}  // namespace porchlight::tests
