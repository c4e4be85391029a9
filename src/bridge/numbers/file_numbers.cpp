#include "bridge/numbers/file_numbers.h"

#include "bridge/world/files.h"
#include "bridge/world/log.h"
#include "protocol/service.h"

namespace porchlight::bridge {
namespace {

constexpr const char* kEnding = ".book";

}  // namespace

std::unique_ptr<FileNumbers> FileNumbers::open(const std::filesystem::path& folder, Chance chance) {
    std::unique_ptr<FileNumbers> out(new FileNumbers(folder / "numbers", std::move(chance)));
    if (!make_folder(out->m_folder))
        return nullptr;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(out->m_folder, failed))
        if (entry.path().extension() == kEnding)
            out->load(entry.path());
    return failed ? nullptr : std::move(out);
}

void FileNumbers::load(const std::filesystem::path& file) {
    const auto service = file.stem().string();
    const auto stored = read_file(file, kMaxBookBytes);
    auto book = stored ? NumberBook::parse(*stored) : std::nullopt;
    if (book && book->service() == service && protocol::is_id(service))
        return put_book(std::move(*book));
    log_line("a block of service numbers is damaged: no number is drawn from it");
    put_damaged(service);
}

bool FileNumbers::save(const std::string& service, byte_view book) {
    return write_file(m_folder / (service + kEnding), book);
}

}  // namespace porchlight::bridge
