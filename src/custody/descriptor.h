// An open file of the system, closed with its owner. For DiskFolder and the streams of the disk alone.
#pragma once

#include "base/bytes.h"
#include "custody/error.h"

#include <sys/stat.h>

#include <filesystem>
#include <string>

namespace porchlight::custody {

class Descriptor {
public:
    explicit Descriptor(int number) : m_number(number) {}
    Descriptor(Descriptor&& other) noexcept : m_number(other.m_number) { other.m_number = -1; }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor();

    bool is_open() const { return m_number >= 0; }
    int number() const { return m_number; }
    // Of a regular file; false for anything else.
    bool status(struct stat& out) const { return ::fstat(m_number, &out) == 0 && S_ISREG(out.st_mode); }

private:
    int m_number;
};

// A name that turns out to be a pipe does not hold the program.
Descriptor open_to_read(const std::string& path);
// kMissing, kUnreadable: right after open_to_read failed.
Error reason_of_failed_open();

bool read_all(const Descriptor& file, byte_span out);
bool write_all(const Descriptor& file, byte_view in);
// On the disk, not only on its way there.
bool make_durable(const Descriptor& file);
// That a file has this name, or has it no more: a file that is on the disk is lost with the name that is not.
bool make_name_durable(const std::filesystem::path& path);

}  // namespace porchlight::custody
