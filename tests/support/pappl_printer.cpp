// A card printer of the PAPPL kind, for tests: pappl_printer PORT FOLDER one|two. Takes what PAPPL takes, decodes it,
// and lays each side as FOLDER/side-N.ppm. Has a ribbon of 42 percent, and a back that must be rotated; while there is
// FOLDER/empty, it is out of cards.
#include <pappl/pappl.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>

namespace {

namespace fs = std::filesystem;

fs::path folder;
bool is_two_sided = false;
int sides = 0;
std::ofstream side;

constexpr const char* kMedia = "custom_card_53.98x85.6mm";

bool start_job(pappl_job_t*, pappl_pr_options_t*, pappl_device_t*) { return true; }

// Written beside and renamed: who looks sees whole sides.
bool start_side(pappl_job_t*, pappl_pr_options_t* options, pappl_device_t*, unsigned) {
    side.open(folder / "side.new", std::ios::binary | std::ios::trunc);
    side << "P6\n" << options->header.cupsWidth << ' ' << options->header.cupsHeight << "\n255\n";
    return options->header.cupsBitsPerPixel == 24 && side.good();
}

bool write_line(pappl_job_t*, pappl_pr_options_t* options, pappl_device_t*, unsigned, const unsigned char* line) {
    side.write(reinterpret_cast<const char*>(line), static_cast<std::streamsize>(3) * options->header.cupsWidth);
    return side.good();
}

bool end_side(pappl_job_t*, pappl_pr_options_t*, pappl_device_t*, unsigned) {
    side.close();
    std::error_code failed;
    fs::rename(folder / "side.new", folder / ("side-" + std::to_string(++sides) + ".ppm"), failed);
    return !failed;
}

bool end_job(pappl_job_t*, pappl_pr_options_t*, pappl_device_t*) { return true; }

bool look(pappl_printer_t* printer) {
    const bool empty = fs::exists(folder / "empty");
    papplPrinterSetReasons(printer, empty ? PAPPL_PREASON_MEDIA_EMPTY : PAPPL_PREASON_NONE,
                           empty ? PAPPL_PREASON_NONE : PAPPL_PREASON_MEDIA_EMPTY);
    return true;
}

bool describe(pappl_system_t*, const char*, const char*, const char*, pappl_pr_driver_data_t* data, ipp_t**, void*) {
    std::strcpy(data->make_and_model, "Acme Card Printer");
    data->format = "image/pwg-raster";
    data->printfile_cb = [](pappl_job_t*, pappl_pr_options_t*, pappl_device_t*) { return false; };
    data->rstartjob_cb = start_job;
    data->rstartpage_cb = start_side;
    data->rwriteline_cb = write_line;
    data->rendpage_cb = end_side;
    data->rendjob_cb = end_job;
    data->status_cb = look;
    data->ppm = 1;
    data->ppm_color = 1;
    data->has_supplies = true;
    data->orient_default = IPP_ORIENT_NONE;
    data->color_supported = PAPPL_COLOR_MODE_COLOR;
    data->color_default = PAPPL_COLOR_MODE_COLOR;
    data->quality_default = IPP_QUALITY_NORMAL;
    data->raster_types = PAPPL_PWG_RASTER_TYPE_SRGB_8;
    data->duplex = is_two_sided ? PAPPL_DUPLEX_ROTATED : PAPPL_DUPLEX_NONE;
    data->sides_supported =
        is_two_sided ? PAPPL_SIDES_ONE_SIDED | PAPPL_SIDES_TWO_SIDED_LONG_EDGE : PAPPL_SIDES_ONE_SIDED;
    data->sides_default = PAPPL_SIDES_ONE_SIDED;
    data->num_resolution = 1;
    data->x_resolution[0] = data->y_resolution[0] = data->x_default = data->y_default = 300;
    data->borderless = true;
    data->num_media = 1;
    data->media[0] = kMedia;
    data->num_source = 1;
    data->source[0] = "main";
    data->num_type = 1;
    data->type[0] = "stationery";
    auto& ready = data->media_ready[0];
    std::strcpy(ready.size_name, kMedia);
    std::strcpy(ready.source, "main");
    std::strcpy(ready.type, "stationery");
    ready.size_width = 5398;
    ready.size_length = 8560;
    data->media_default = ready;
    return true;
}

}  // namespace

int main(int count, char** words) {
    if (count != 4)
        return 2;
    const int port = std::stoi(words[1]);
    folder = words[2];
    is_two_sided = std::string(words[3]) == "two";
    const auto spool = (folder / "spool").string();
    const auto log = (folder / "log").string();
    auto* system = papplSystemCreate(PAPPL_SOPTIONS_NONE, "card", port, nullptr, spool.c_str(), log.c_str(),
                                     PAPPL_LOGLEVEL_WARN, nullptr, false);
    if (system == nullptr || !papplSystemAddListeners(system, "localhost"))
        return 1;
    pappl_pr_driver_t driver{"acme", "Acme Card Printer", "MFG:Acme;MDL:Card Printer;", nullptr};
    papplSystemSetPrinterDrivers(system, 1, &driver, nullptr, nullptr, describe, nullptr);
    auto* printer = papplPrinterCreate(system, 0, "card", "acme", "MFG:Acme;MDL:Card Printer;", "file:///dev/null");
    if (printer == nullptr)
        return 1;
    pappl_supply_t ribbon{};
    ribbon.is_consumed = true;
    ribbon.level = 42;
    ribbon.type = PAPPL_SUPPLY_TYPE_RIBBON_WAX;
    ribbon.color = PAPPL_SUPPLY_COLOR_BLACK;
    std::strcpy(ribbon.description, "Ribbon");
    papplPrinterSetSupplies(printer, 1, &ribbon);
    papplSystemRun(system);
    return 0;
}
