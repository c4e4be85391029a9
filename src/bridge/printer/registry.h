// The models of card printers that the bridge knows: every file of assets/printers, read once, then read only.
// Any thread.
#pragma once

#include "bridge/models/model.h"

#include <filesystem>

namespace porchlight::bridge {

class PrinterRegistry {
public:
    // One sentence for whoever started the bridge, if a file is faulty or generic.json is missing.
    static std::expected<PrinterRegistry, std::string> load(const std::filesystem::path& folder);

    // By the longest pattern that fits the printer's own words (printer-make-and-model, printer-device-id); the
    // generic model if none does.
    const PrinterModel& find(std::string_view make_and_model, std::string_view device_id) const;

    // What this kiosk's own printer does beside what its model does: added to every model.
    void move_by(const Offsets& own);

private:
    std::vector<PrinterModel> m_models;
    PrinterModel m_generic;
};

}  // namespace porchlight::bridge
