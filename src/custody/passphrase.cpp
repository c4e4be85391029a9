#include "custody/passphrase.h"

#include "custody/quiet_terminal.h"
#include "custody/shares/sealed_secret.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace porchlight::custody {
namespace {

// Of a descriptor: up to the end, or to a line feed at a terminal. One byte more than there may be is too many.
Result<secret_bytes> read_line(int descriptor, const std::string& about, bool up_to_line_feed) {
    secret_bytes buffer(kMaxPassphraseBytes + 2);
    std::size_t size = 0;
    while (size < buffer.size()) {
        const auto got = ::read(descriptor, buffer.data() + size, buffer.size() - size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return failure(Error::kUnreadable, about);
        size += static_cast<std::size_t>(got);
        if (got == 0 || (up_to_line_feed && buffer.data()[size - 1] == '\n'))
            break;
    }
    if (size > 0 && buffer.data()[size - 1] == '\n')
        --size;
    if (size > kMaxPassphraseBytes)
        return failure(Error::kTooLarge, about);
    return secret_bytes(buffer.view().first(size));
}

// A file that others can read is no place for a passphrase; a pipe is gone when it was read.
Result<secret_bytes> read_file(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0)
        return failure(errno == ENOENT ? Error::kMissing : Error::kUnreadable, path);
    struct stat status{};
    const bool known = ::fstat(descriptor, &status) == 0;
    const bool open_to_others = known && S_ISREG(status.st_mode) && (status.st_mode & (S_IRWXG | S_IRWXO)) != 0;
    auto out = !known           ? failure(Error::kUnreadable, path)
               : open_to_others ? failure(Error::kKeyOpenToOthers, path)
                                : read_line(descriptor, path, false);
    ::close(descriptor);
    return out;
}

Result<secret_bytes> ask(const std::string& question) {
    const auto terminal = QuietTerminal::open();
    if (!terminal)
        return failure(Error::kMissing, "a terminal to ask for the passphrase", "is not there; use --passphrase-file");
    Result<secret_bytes> out = failure(Error::kUnreadable, "the terminal");
    const bool said =
        terminal->ask(question + ": ", [&](int descriptor) { out = read_line(descriptor, "the passphrase", true); });
    if (!said)
        return failure(Error::kUnreadable, "the terminal");
    return out;
}

Allowed<secret_bytes> allowed(Result<secret_bytes> out) {
    if (!out)
        return refusal(out.error());
    return std::move(*out);
}

}  // namespace

Allowed<secret_bytes> read_passphrase(const PassphraseSource& source) {
    return allowed(source.file.empty() ? ask(source.question) : read_file(source.file));
}

Allowed<secret_bytes> read_new_passphrase(const PassphraseSource& source) {
    auto out = read_passphrase(source);
    if (!out)
        return out;
    if (out->size() < kMinPassphraseBytes)
        return std::unexpected(
            Refusal{"the new passphrase", "has fewer than 12 bytes; take several words", "passphrase_short"});
    if (!source.file.empty())
        return out;
    const auto again = allowed(ask(source.question + ", once more"));
    if (!again)
        return std::unexpected(again.error());
    if (!equal_secret(again->view(), out->view()))
        return std::unexpected(Refusal{"what was typed the second time", "differs; start again", "passphrase_differs"});
    return out;
}

}  // namespace porchlight::custody
