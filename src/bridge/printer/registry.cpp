#include "bridge/printer/registry.h"

#include "bridge/world/files.h"

#include <algorithm>

namespace porchlight::bridge {
namespace {

constexpr std::size_t kMaxModels = 256;

std::vector<std::filesystem::path> files_of(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> out;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed))
        if (entry.path().extension() == ".json" && out.size() < kMaxModels)
            out.push_back(entry.path());
    std::ranges::sort(out);
    return out;
}

}  // namespace

std::expected<PrinterRegistry, std::string> PrinterRegistry::load(const std::filesystem::path& folder) {
    PrinterRegistry out;
    bool has_generic = false;
    for (const auto& path : files_of(folder)) {
        const auto sentence = [&](const std::string& end) { return std::unexpected(path.string() + " " + end + "."); };
        const auto text = read_file(path, kMaxModelBytes);
        if (!text)
            return sentence("cannot be read, or is larger than 8 KiB");
        auto model = parse_printer_model(as_text(*text));
        if (!model)
            return sentence(model.error());
        if (!model->match.empty()) {
            out.m_models.push_back(std::move(*model));
            continue;
        }
        if (has_generic)
            return sentence("is the second file without a pattern");
        has_generic = true;
        out.m_generic = std::move(*model);
    }
    if (!has_generic)
        return std::unexpected("generic.json is missing in " + folder.string() + ".");
    return out;
}

void PrinterRegistry::move_by(const Offsets& own) {
    const auto move = [&](PrinterModel& model) {
        for (const auto side : {&Offsets::front, &Offsets::back}) {
            (model.offsets.*side).x += (own.*side).x;
            (model.offsets.*side).y += (own.*side).y;
        }
    };
    std::ranges::for_each(m_models, move);
    move(m_generic);
}

const PrinterModel& PrinterRegistry::find(std::string_view make_and_model, std::string_view device_id) const {
    const PrinterModel* best = &m_generic;
    std::size_t longest = 0;
    for (const auto& model : m_models)
        for (const auto& pattern : model.match)
            if (pattern.size() > longest && (fits(pattern, make_and_model) || fits(pattern, device_id))) {
                best = &model;
                longest = pattern.size();
            }
    return *best;
}

}  // namespace porchlight::bridge
