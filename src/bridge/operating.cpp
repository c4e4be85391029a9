#include "bridge/operating.h"

#include "bridge/control/control.h"
#include "bridge/enrolment.h"
#include "bridge/operators/counting_printer.h"
#include "bridge/operators/reading_store.h"
#include "bridge/operators/ruler.h"
#include "bridge/operators/sample.h"
#include "bridge/release/keeper.h"
#include "bridge/render/png.h"
#include "bridge/wiring.h"
#include "bridge/world/clock.h"
#include "bridge/world/files.h"

#include <cstdio>
#include <iostream>

namespace porchlight::bridge {
namespace {

int fail(const std::string& sentence) {
    std::fprintf(stderr, "porchlight-bridge: %s\n", sentence.c_str());
    return 1;
}

using Failure = std::unexpected<std::string>;

std::string sentence_of(PrintError error) {
    switch (error) {
        case PrintError::kUnreachable: return "The printer does not answer: switch it on and check its cable.";
        case PrintError::kUnsupported:
            return "The printer takes no ID-1 card in a format that we have: choose its card media, or another printer.";
        case PrintError::kNotAccepted: return "The printer refused the job: look at its display, and try again.";
        case PrintError::kAborted: return "The printer gave up: look at its display, and destroy what came of it.";
        case PrintError::kLost: return "The printer does not answer any more: look into its tray.";
    }
    return "";
}

// The folder is this command's until it ends: no bridge prints meanwhile, and none starts.
std::expected<OpenFile, std::string> have_folder(const Options& options, const char* why) {
    if (!std::filesystem::is_directory(options.data))
        return Failure("There is no folder " + options.data.string() + ": enroll the kiosk first.");
    auto lock = lock_folder(options.data);
    if (!lock)
        return Failure("A bridge is running on " + options.data.string() + ": stop it first, " + why + ".");
    return std::move(*lock);
}

constexpr const char* kNoMixing = "so that nothing comes between an applicant's card and its printer";

struct Machine {
    std::unique_ptr<FileCounter> counter;
    std::unique_ptr<Printer> printer;
};

// own: with what this kiosk's printer was calibrated to.
std::expected<Machine, std::string> have_printer(const Options& options, bool own) {
    const auto address = printer_of(options);
    if (!address)
        return Failure(address.error());
    auto registry = own ? load_registry(options) : PrinterRegistry::load(options.assets / "printers");
    if (!registry)
        return Failure(registry.error());
    Machine out{FileCounter::open(options.data), nullptr};
    out.printer = std::make_unique<CountingPrinter>(
        make_printer(*address, std::move(*registry), options.printer_patience), *out.counter);
    return out;
}

std::expected<std::shared_ptr<const CurrentManifest>, std::string> programme_of(const Options& options) {
    const auto enrolment = load_enrolment(options.data);
    if (!enrolment)
        return Failure(enrolment.error());
    FolderStore folder(options.data);
    ReadingStore store(folder);
    Keeper keeper(enrolment->trust, store);
    const auto now = SystemClock().now();
    keeper.load(now);
    auto manifest = keeper.manifest(now);
    if (!manifest)
        return Failure(
            "This kiosk has no programme that is good today: run `porchlight-bridge serve` until the server "
            "has answered.");
    return manifest;
}

std::expected<Faces, std::string> sample_faces(const Options& options) {
    const auto programme = programme_of(options);
    if (!programme)
        return Failure(programme.error());
    const auto sample = load_sample(options.assets / "card", (*programme)->manifest);
    if (!sample)
        return Failure(sample.error());
    add_fonts(options.fonts);
    CairoRenderer renderer(options.assets / "card");
    auto faces = draw_sample(*sample, renderer);
    if (!faces)
        return Failure("The sample cannot be drawn (" + std::string(code(faces.error())) +
                       "): the lines above name the fault of the card's template.");
    return std::move(*faces);
}

bool ask_to_turn() {
    std::printf("The front is done. Turn the card over, put it back into the printer, and press Enter.\n");
    std::fflush(stdout);
    std::string line;
    return static_cast<bool>(std::getline(std::cin, line));
}

int print(Printer& printer, const Faces& faces) {
    const auto ended = printer.print(faces, {[](int) {}, ask_to_turn});
    if (!ended)
        return fail(sentence_of(ended.error()));
    std::printf("%s\n", *ended == PrintEnd::kSpooled ? "The card has been sent: look into the printer's tray."
                                                     : "The card is printed.");
    return 0;
}

int write_offsets(const Options& options) {
    auto offsets = load_offsets(options.data);
    // A faulty file is what calibrating anew is for, once both sides are given.
    if (!offsets && !(options.front && options.back))
        return fail(offsets.error());
    auto all = offsets.value_or(Offsets{});
    all.front = options.front.value_or(all.front);
    all.back = options.back.value_or(all.back);
    if (!save_offsets(options.data, all))
        return fail("The folder " + options.data.string() + " cannot be written: check its owner and the disk.");
    std::printf("Written: front %d,%d and back %d,%d hundredths of a millimetre. Print a test card.\n", all.front.x,
                all.front.y, all.back.x, all.back.y);
    return 0;
}

}  // namespace

int print_test_card(const Options& options) {
    const auto lock = have_folder(options, kNoMixing);
    if (!lock)
        return fail(lock.error());
    const auto faces = sample_faces(options);
    if (!faces)
        return fail(faces.error());
    const auto machine = have_printer(options, true);
    return machine ? print(*machine->printer, *faces) : fail(machine.error());
}

int calibrate(const Options& options) {
    const auto lock = have_folder(options, kNoMixing);
    if (!lock)
        return fail(lock.error());
    if (options.front || options.back)
        return write_offsets(options);
    add_fonts(options.fonts);
    // Without the kiosk's own offsets: what is read off it replaces them.
    const auto machine = have_printer(options, false);
    if (!machine)
        return fail(machine.error());
    const auto layout = machine->printer->layout();
    return layout ? print(*machine->printer, ruler_faces(*layout)) : fail(sentence_of(layout.error()));
}

int check_card(const Options& options) {
    const auto programme = programme_of(options);
    if (!programme)
        return fail(programme.error());
    const auto checked = CairoRenderer(options.assets / "card").check((*programme)->manifest);
    if (!checked)
        return fail("No card can be printed: " + checked.error());
    std::printf("Every class of the programme has its template, with a place for all that is printed.\n");
    return 0;
}

int preview(const Options& options) {
    const auto faces = sample_faces(options);
    if (!faces)
        return fail(faces.error());
    const auto machine = have_printer(options, true);
    if (!machine)
        return fail(machine.error());
    const auto layout = machine->printer->layout();
    if (!layout)
        return fail(sentence_of(layout.error()));
    const auto pages = pages_of(*faces, layout->sides, layout->sheet);
    std::error_code failed;
    std::filesystem::create_directories(options.out, failed);
    if (!write_file(options.out / "front.png", to_png(pages.front())) ||
        !write_file(options.out / "back.png", to_png(pages.back())))
        return fail("The folder " + options.out.string() + " cannot be written: choose another with --out.");
    std::printf("%s and back.png: %d x %d dots at %d an inch, as %s for %s.\n",
                (options.out / "front.png").string().c_str(), layout->sheet.width_dots, layout->sheet.height_dots,
                layout->sheet.dpi, layout->format.c_str(), layout->model.c_str());
    return 0;
}

int show_counters(const Options& options) {
    if (options.cleaned) {
        // A running bridge has the counts in its memory: it alone writes them then.
        const auto told = ask_control(options.data / "control.sock", "cleaned");
        if (!told) {
            const auto lock = have_folder(options, "and run this again: it does not answer");
            if (!lock)
                return fail(lock.error());
            if (!FileCounter::open(options.data)->set_cleaned())
                return fail("The folder " + options.data.string() +
                            " cannot be written: check its owner and the disk.");
        } else if (*told != "done") {
            return fail("The running bridge cannot write its counts: check the disk.");
        }
    }
    const auto counters = FileCounter::open(options.data)->now();
    std::printf("cards printed: %llu\nsince the last cleaning: %llu\n",
                static_cast<unsigned long long>(counters.printed),
                static_cast<unsigned long long>(counters.since_cleaning));
    return 0;
}

}  // namespace porchlight::bridge
