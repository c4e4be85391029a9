#include "bridge/wiring.h"

#include "bridge/printer/file_printer.h"
#include "bridge/printer/ipp_printer.h"
#include "bridge/world/files.h"

namespace porchlight::bridge {
namespace {

constexpr std::size_t kMaxPrinterBytes = 1024;

}  // namespace

std::expected<Offsets, std::string> load_offsets(const std::filesystem::path& data) {
    const auto path = data / "offsets.json";
    std::error_code failed;
    if (!std::filesystem::exists(path, failed))
        return Offsets{};
    const auto text = read_file(path, kMaxOffsetsBytes);
    const auto parsed = text ? parse_offsets(as_text(*text)) : std::unexpected("cannot be read");
    if (parsed)
        return *parsed;
    return std::unexpected(path.string() + " " + parsed.error() +
                           ": calibrate the printer again (`porchlight-bridge calibrate`).");
}

bool save_offsets(const std::filesystem::path& data, const Offsets& offsets) {
    return write_file(data / "offsets.json", as_bytes(to_text(offsets)));
}

std::expected<PrinterRegistry, std::string> load_registry(const Options& options) {
    auto registry = PrinterRegistry::load(options.assets / "printers");
    const auto own = load_offsets(options.data);
    if (!own)
        return std::unexpected(own.error());
    if (registry)
        registry->move_by(*own);
    return registry;
}

std::unique_ptr<Printer> make_printer(const PrinterAddress& address, PrinterRegistry registry,
                                      std::chrono::seconds patience) {
    auto models = std::make_shared<const PrinterRegistry>(std::move(registry));
    if (const auto* ipp = std::get_if<IppAddress>(&address))
        return std::make_unique<IppPrinter>(*ipp, std::move(models), patience);
    if (const auto* queue = std::get_if<QueueAddress>(&address))
        return std::make_unique<IppPrinter>(*queue, std::move(models), patience);
    if (const auto* folder = std::get_if<FolderAddress>(&address))
        return std::make_unique<FilePrinter>(folder->path);
    return std::make_unique<NoPrinter>();
}

bool remember_printer(const Options& options) {
    return write_file(options.data / "printer", as_bytes(options.printer));
}

std::expected<PrinterAddress, std::string> printer_of(const Options& options) {
    if (!options.printer.empty())
        return parse_printer_address(options.printer);
    const auto stored = read_file(options.data / "printer", kMaxPrinterBytes);
    if (!stored)
        return std::unexpected("No printer is known yet on " + options.data.string() + ": name it with --printer.");
    return parse_printer_address(as_text(*stored));
}

}  // namespace porchlight::bridge
