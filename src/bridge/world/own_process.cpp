#include "bridge/world/own_process.h"

#include <filesystem>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace porchlight::bridge {

int run_own_process(std::vector<std::string> arguments) {
    std::error_code failed;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", failed).string();
    if (failed)
        return -1;
    std::vector<char*> words{const_cast<char*>(program.c_str())};
    for (auto& argument : arguments)
        words.push_back(argument.data());
    words.push_back(nullptr);
    posix_spawn_file_actions_t actions{};
    if (::posix_spawn_file_actions_init(&actions) != 0)
        return -1;
    pid_t child = -1;
    const bool is_started =
        ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0) == 0 &&
        ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0) == 0 &&
        ::posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1) == 0 &&
        ::posix_spawn(&child, program.c_str(), &actions, nullptr, words.data(), environ) == 0;
    ::posix_spawn_file_actions_destroy(&actions);
    int status = 0;
    if (!is_started || ::waitpid(child, &status, 0) != child || !WIFEXITED(status))
        return -1;
    return WEXITSTATUS(status);
}

}  // namespace porchlight::bridge
