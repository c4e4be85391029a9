#include "server/export.h"

#include "server/data_dir.h"

#include <algorithm>
#include <fstream>

namespace porchlight::server {
namespace {

constexpr byte_array<4> kMagic{'P', 'L', 'X', '1'};

class FileSink final : public RecordSink {
public:
    FileSink(const std::filesystem::path& file, std::uint32_t epoch)
        : m_out(file, std::ios::binary | std::ios::trunc), m_epoch(epoch) {}

    bool begin(std::uint64_t count) override {
        byte_array<16> header{};
        std::ranges::copy(kMagic, header.begin());
        put_u32(byte_span(header).subspan(4), m_epoch);
        put_u64(byte_span(header).subspan(8), count);
        m_count = count;
        return write(header);
    }
    bool record(byte_view sealed) override { return write(sealed); }
    bool close() {
        m_out.close();
        return !m_out.fail();
    }
    std::uint64_t count() const { return m_count; }

private:
    bool write(byte_view data) {
        const auto text = as_text(data);
        m_out.write(text.data(), static_cast<std::streamsize>(text.size()));
        return m_out.good();
    }

    std::ofstream m_out;
    std::uint32_t m_epoch;
    std::uint64_t m_count = 0;
};

}  // namespace

std::expected<std::uint64_t, std::string> export_to(const std::filesystem::path& file, std::uint32_t epoch,
                                                    RecordStore& store) {
    auto beside = file;
    beside += ".new";
    FileSink sink(beside, epoch);
    const bool exported = store.export_records(epoch, sink).has_value();
    if (sink.close() && exported && sync_and_rename(beside, file))
        return sink.count();
    std::error_code ignored;
    std::filesystem::remove(beside, ignored);
    return std::unexpected("The export cannot be written to " + file.string() + ": check the disk and the rights.");
}

}  // namespace porchlight::server
