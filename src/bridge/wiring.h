// What more than one command of the bridge builds of its world: the printer, and what is known of it.
#pragma once

#include "bridge/options.h"
#include "bridge/printer/address.h"
#include "bridge/printer/printer.h"
#include "bridge/printer/registry.h"

#include <expected>
#include <memory>
#include <string>

namespace porchlight::bridge {

// The kiosk's own offsets: DATA/offsets.json; zero where there is none. One sentence if it is faulty.
std::expected<Offsets, std::string> load_offsets(const std::filesystem::path& data);
bool save_offsets(const std::filesystem::path& data, const Offsets& offsets);

// All models, moved by the kiosk's own offsets.
std::expected<PrinterRegistry, std::string> load_registry(const Options& options);
// patience: how long it may be silent with a job.
std::unique_ptr<Printer> make_printer(const PrinterAddress& address, PrinterRegistry registry,
                                      std::chrono::seconds patience);

// DATA/printer: what `serve` printed on last, for commands that are not told another.
bool remember_printer(const Options& options);
// --printer, or what was remembered. One sentence if there is neither, or it is not allowed.
std::expected<PrinterAddress, std::string> printer_of(const Options& options);

}  // namespace porchlight::bridge
