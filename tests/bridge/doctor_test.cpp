// Each check of the doctor: what is well, and each way in which it can be bad.
#include "bridge/doctor/kiosk_checks.h"
#include "bridge/doctor/printer_checks.h"
#include "bridge/doctor/programme_checks.h"
#include "bridge/doctor/queue_checks.h"
#include "bridge/doctor/system_checks.h"
#include "bridge/journal/slots.h"
#include "tests/bridge/drawn_card.h"

#include <catch2/catch_test_macros.hpp>

using namespace porchlight;
using namespace porchlight::bridge;
using namespace porchlight::bridge::testing;

namespace {

constexpr auto kOk = Health::kOk;
constexpr auto kWarn = Health::kWarn;
constexpr auto kFail = Health::kFail;
const std::filesystem::path kData = "/kiosk";

// How it is; and whatever is not well says what to do.
Health health(const Finding& finding) {
    INFO(line_of(finding));
    CHECK_FALSE(finding.what.empty());
    CHECK_FALSE(finding.is.empty());
    CHECK(finding.to_do.empty() == (finding.health == kOk));
    return finding.health;
}

std::vector<Health> health(const Findings& findings) {
    std::vector<Health> out;
    for (const auto& finding : findings)
        out.push_back(health(finding));
    return out;
}

}  // namespace

TEST_CASE("a finding is a line: how, what, what is so, what to do") {
    CHECK(line_of(ok("swap", "off")) == "ok    swap: off");
    CHECK(line_of(warn("cards", "9 % left", "fill the hopper soon")) == "warn  cards: 9 % left; fill the hopper soon");
    CHECK(line_of(fault("printer", "does not answer", "switch it on")) ==
          "fail  printer: does not answer; switch it on");
}

TEST_CASE("the data folder is there, its user's, private, and can be written") {
    PretendMachine machine;
    CHECK(health(check_folder(machine, kData)) == kFail);
    for (const auto& [look, expected] :
         {std::pair{FolderLook{true, true, true}, kOk}, std::pair{FolderLook{false, true, true}, kFail},
          std::pair{FolderLook{true, false, true}, kFail}, std::pair{FolderLook{true, true, false}, kFail}}) {
        machine.folders[kData] = look;
        CHECK(health(check_folder(machine, kData)) == expected);
    }
}

TEST_CASE("a kiosk that is not enrolled is told the sentence; one that is, whom it trusts") {
    REQUIRE(start_crypto());
    const auto good = check_enrolment(City().trust());
    CHECK(health(good) == kOk);
    CHECK(good.is == "City of Lakehaven; programmes need 1 of 1 custodians, releases 1 of 1 keys");
    const auto bad = check_enrolment(std::unexpected("The folder is not enrolled: enroll it."));
    CHECK(health(bad) == kFail);
    CHECK(bad.to_do == "The folder is not enrolled: enroll it.");
}

TEST_CASE("a kiosk that the server refuses is a fault, and what to do is said") {
    CHECK(health(check_standing("good")) == kOk);
    CHECK(health(check_standing("not_heard")) == kWarn);
    const auto suspended = check_standing("suspended");
    CHECK(health(suspended) == kFail);
    CHECK(suspended.to_do.find("resume-kiosk") != std::string::npos);
    const auto unknown = check_standing("unknown");
    CHECK(health(unknown) == kFail);
    CHECK(unknown.to_do.find("enroll ADDRESS CODE") != std::string::npos);
}

TEST_CASE("a journal or its key that cannot be read is a fault; that there is none yet is not") {
    PretendMachine machine;
    CHECK(health(check_journal(machine, kData)) == kOk);
    machine.contents[kData / "journal"] = std::string(kJournalBytes, '\0');
    CHECK(health(check_journal(machine, kData)) == kFail);
    machine.contents[kData / "journal.key"] = std::string(32, 'k');
    CHECK(health(check_journal(machine, kData)) == kOk);
    Slots slots;
    slots.fill(7, {}, kNow);
    machine.contents[kData / "journal"] = as_text(slots.view());
    CHECK(health(check_journal(machine, kData)) == kWarn);
    slots.settle(SlotState::kPrinted);
    machine.contents[kData / "journal"] = as_text(slots.view());
    CHECK(health(check_journal(machine, kData)) == kOk);
    machine.contents[kData / "journal.key"] = "short";
    CHECK(health(check_journal(machine, kData)) == kFail);
    machine.contents[kData / "journal.key"] = std::string(32, 'k');
    machine.contents[kData / "journal"] = std::string(kJournalBytes, '\xff');
    CHECK(health(check_journal(machine, kData)) == kFail);
}

TEST_CASE("few numbers are said, none of a required service is a fault") {
    protocol::CardRules rules;
    rules.services = {{.id = "library", .name = "Library", .length = 14, .required = true},
                      {.id = "transit", .name = "Transit", .length = 16, .required = false}};
    std::size_t count = 200;
    const auto left = [&](const std::string&) { return count; };
    CHECK(health(check_numbers(rules, left)) == std::vector{kOk, kOk});
    count = 199;
    CHECK(health(check_numbers(rules, left)) == std::vector{kWarn, kWarn});
    count = 0;
    CHECK(health(check_numbers(rules, left)) == std::vector{kFail, kWarn});
    rules.services.clear();
    CHECK(check_numbers(rules, left).empty());
}

TEST_CASE("the port is held by our bridge, free, held by somebody else, or its bridge is silent") {
    const auto ours = check_port({8470, false, true, "8471"});
    CHECK(health(ours) == kOk);
    CHECK(ours.is.starts_with("8471"));
    CHECK(health(check_port({8470, true, false, std::nullopt})) == kWarn);
    CHECK(health(check_port({8470, false, false, std::nullopt})) == kFail);
    CHECK(health(check_port({8470, false, true, std::nullopt})) == kFail);
    const auto systemd = check_port({843, false, false, std::nullopt, true});
    CHECK(health(systemd) == kWarn);
    CHECK(systemd.to_do.contains("porchlight-bridge.socket"));
}

TEST_CASE("a server that is silent, and a clock that is off, are told apart from good ones") {
    CHECK(health(check_server({true, kNow}, "127.0.0.1:8460")) == kOk);
    CHECK(health(check_server({}, "127.0.0.1:8460")) == kFail);
    for (const auto& [off, expected] : {std::pair{0, kOk}, std::pair{60, kOk}, std::pair{-61, kWarn},
                                        std::pair{300, kWarn}, std::pair{301, kFail}, std::pair{-301, kFail}}) {
        INFO(off);
        CHECK(health(check_clock({true, kNow}, kNow + off)) == expected);
    }
    CHECK(check_clock({true, kNow}, kNow - 400).is == "400 s behind the server's");
    CHECK(health(check_clock({true, std::nullopt}, kNow)) == kWarn);
}

TEST_CASE("a Date is read in the form that servers send, and in no other") {
    CHECK(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT") == 784111777);
    CHECK(parse_http_date("Thu, 01 Jan 1970 00:00:00 GMT") == 0);
    for (const auto* bad :
         {"", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "Sun, 06 Nov 1994 08:49:37 UTC",
          "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT",
          "Sun, 06 Nov 1994 08:-9:37 GMT", "Sun, 06 Nov 19x4 08:49:37 GMT"})
        CHECK_FALSE(parse_http_date(bad).has_value());
}

TEST_CASE("programme and release: good, soon over, over, refused, and none") {
    REQUIRE(start_crypto());
    const City city;
    const CurrentManifest manifest{*protocol::parse_manifest(city.manifest_payload(3)), ""};
    const auto expires = manifest.manifest.expires;
    CHECK(health(check_manifest(&manifest, "", kNow)) == kOk);
    CHECK(check_manifest(&manifest, "", kNow).is == "serial 3, good until 2027-04-15");
    CHECK(health(check_manifest(&manifest, "", expires - 7 * 24 * 3600 + 1)) == kWarn);
    CHECK(health(check_manifest(&manifest, "", expires)) == kFail);
    CHECK(health(check_manifest(nullptr, "", kNow)) == kFail);
    CHECK(health(check_manifest(nullptr, "signature", kNow)) == kFail);
    CHECK(check_manifest(nullptr, "signature", kNow).is == "what is stored is refused: signature");

    const CurrentRelease release{5, {{"index.html", {}}}};
    CHECK(health(check_release(&release, "")) == kOk);
    CHECK(health(check_release(nullptr, "")) == kFail);
    CHECK(check_release(nullptr, "file:index.html").is.ends_with("file:index.html"));
    CHECK(health(check_release(nullptr, "file:index.html")) == kFail);
}

TEST_CASE("a card that cannot be drawn, for want of a template, a place or a sample, is a fault") {
    REQUIRE(start_crypto());
    const City city;
    const auto manifest = *protocol::parse_manifest(city.manifest_payload(1));
    const auto sample = load_sample("assets/card", manifest);
    REQUIRE(sample.has_value());
    CHECK(health(check_card({}, sample, renderer())) == kOk);
    CHECK(health(check_card(std::unexpected("the template of the class adult cannot be used"), sample, renderer())) ==
          kFail);
    CHECK(health(check_card({}, std::unexpected("sample.json is missing"), renderer())) == kFail);
    auto nowhere = *sample;
    nowhere.parts.template_name = "nowhere";
    CHECK(health(check_card({}, nowhere, renderer())) == kFail);
    auto endless = *sample;
    endless.parts.text["name"] = std::string(2000, 'W');
    CHECK(check_card({}, endless, renderer()).is == "the sample cannot be drawn: name_does_not_fit");
    CHECK(health(check_fonts(true, "/fonts")) == kOk);
    CHECK(health(check_fonts(false, "/fonts")) == kWarn);
}

TEST_CASE("a printer: ready, silent, stopped, without card media, and each of its needs") {
    const Layout layout{sheet_of(MediaSize{}, 300, {}), Sides::kTwoShortEdge, "image/pwg-raster", "any card printer"};
    PrinterLook look{{PrinterState::kReady}, layout, 1000};
    CHECK(health(check_printer(look)) == kOk);
    CHECK(check_media(look).is == "image/pwg-raster, 53.98 x 85.60 mm, 637 x 1011 dots at 300 an inch, both sides");
    look.status.state = PrinterState::kUnreachable;
    CHECK(health(check_printer(look)) == kFail);
    for (const auto need :
         {PrinterNeed::kMedia, PrinterNeed::kRibbon, PrinterNeed::kCover, PrinterNeed::kJam, PrinterNeed::kCleaning}) {
        look.status = {PrinterState::kNeeds, need};
        CHECK(health(check_printer(look)) == kFail);
    }
    look = {{}, std::unexpected(PrintError::kUnsupported)};
    CHECK(health(check_printer(look)) == kFail);
    CHECK(health(check_media(look)) == kFail);
    look.layout = std::unexpected(PrintError::kUnreachable);
    CHECK(check_printer(look).is == "does not answer");
}

TEST_CASE("levels that are low, habits that people have to know, and cleaning that is due are warnings") {
    PrinterStatus status{PrinterState::kReady, PrinterNeed::kNone, {11, std::nullopt}};
    CHECK(health(check_levels(status)) == std::vector{kOk, kOk});
    status.levels = {10, 0};
    CHECK(health(check_levels(status)) == std::vector{kWarn, kWarn});
    CHECK(health(check_habits(status)) == std::vector{kOk, kOk, kOk});
    status.habits = {true, true, true};
    CHECK(health(check_habits(status)) == std::vector{kWarn, kWarn, kWarn});

    PrinterLook look;
    CHECK(health(check_cleaning(look, {5000, 5000})) == kOk);
    look.cleaning_every = 1000;
    CHECK(health(check_cleaning(look, {5000, 999})) == kOk);
    CHECK(health(check_cleaning(look, {5000, 1000})) == kWarn);
}

TEST_CASE("directives are read as cupsd reads them") {
    const auto read = parse_directives(
        "# PreserveJobHistory Yes\n  preservejobhistory\tNo  \nPageLogFormat\n"
        "<Location />\nPreserveJobFiles Yes\n</Location>\nMaxJobs 1\nmaxjobs 2");
    CHECK(read ==
          std::map<std::string, std::string>{{"preservejobhistory", "No"}, {"pagelogformat", ""}, {"maxjobs", "2"}});
    CHECK(parse_directives("").empty());
}

TEST_CASE("a queue that keeps nothing is well; each thing that it keeps is a fault of its own") {
    const std::filesystem::path cups = "/etc/cups";
    const std::string none = "PreserveJobHistory 60\nPreserveJobFiles No\nPageLogFormat\nAccessLogLevel config\n";
    PretendMachine machine;
    machine.contents[cups / "cupsd.conf"] = none;
    machine.contents[cups / "cups-files.conf"] = "RequestRoot /run/spool\nTempDir /run/spool/tmp\n";
    machine.in_memory = {{"/run/spool", true}, {"/run/spool/tmp", true}};
    const auto all = [&](std::optional<int> old = 0) { return health(check_queue(machine, cups, old)); };
    CHECK(all() == std::vector(6, kOk));
    CHECK(all(std::nullopt) == std::vector(6, kOk));
    CHECK(all(3) == std::vector{kFail, kOk, kOk, kOk, kOk, kOk});

    const std::vector<std::pair<std::string, std::size_t>> kept{
        {"PreserveJobHistory Yes", 0}, {"PreserveJobHistory 601", 0}, {"PreserveJobHistory 60x", 0},
        {"PreserveJobFiles 86400", 1}, {"PageLogFormat %p %j %T", 2}, {"AccessLogLevel actions", 3},
        {"AccessLogLevel all", 3}};
    for (const auto& [line, at] : kept) {
        INFO(line);
        machine.contents[cups / "cupsd.conf"] = none + line + "\n";
        auto expected = std::vector(6, kOk);
        expected[at] = kFail;
        CHECK(all() == expected);
    }
    machine.contents[cups / "cupsd.conf"] = none + "PreserveJobHistory No\n";
    CHECK(all() == std::vector{kWarn, kOk, kOk, kOk, kOk, kOk});
    // As it comes: what nobody has said is kept, but for the page log.
    machine.contents[cups / "cupsd.conf"] = "";
    CHECK(all() == std::vector{kFail, kFail, kOk, kFail, kOk, kOk});
    machine.contents[cups / "cupsd.conf"] = none;
    machine.in_memory = {{"/run/spool", false}};
    CHECK(all() == std::vector{kOk, kOk, kOk, kOk, kFail, kWarn});
    machine.contents.erase(cups / "cups-files.conf");
    CHECK(all() == std::vector{kOk, kOk, kOk, kOk, kWarn});
    machine.contents.clear();
    CHECK(all() == std::vector{kWarn, kWarn});
    CHECK(all(1) == std::vector{kWarn, kFail, kWarn});
}

TEST_CASE("swap is off, in memory, encrypted, or a fault by its name") {
    PretendMachine machine;
    CHECK(health(check_swap(machine)) == std::vector{kWarn});
    const std::string titles = "Filename Type Size Used Priority\n";
    const auto with = [&](const std::string& devices) {
        machine.contents["/proc/swaps"] = titles + devices;
        return health(check_swap(machine));
    };
    CHECK(with("") == std::vector{kOk});
    CHECK(with("/dev/zram0 partition 1 0 5\n") == std::vector{kOk});
    CHECK(with("/swapfile file 1 0 -2\n") == std::vector{kFail});
    machine.contents["/sys/block/dm-1/dm/uuid"] = "CRYPT-PLAIN-swap\n";
    machine.contents["/sys/block/dm-2/dm/uuid"] = "LVM-0\n";
    CHECK(with("/dev/dm-1\tpartition 1 0 -2\n/dev/dm-2\tpartition 1 0 -3\n") == std::vector{kOk, kFail});
    machine.contents["/sys/block/zram0/backing_dev"] = "/dev/sda9\n";
    CHECK(with("/dev/zram0 partition 1 0 5\n") == std::vector{kFail});
}

TEST_CASE("cores: the bridge's limit, and the program that the kernel hands crashes to") {
    PretendMachine machine;
    CHECK(health(check_cores(machine)) == kWarn);
    machine.contents["/proc/sys/kernel/core_pattern"] = "core\n";
    CHECK(health(check_cores(machine)) == kOk);
    machine.limit = 1;
    CHECK(health(check_cores(machine)) == kFail);
    machine.limit = 0;
    machine.contents["/proc/sys/kernel/core_pattern"] = "|/usr/lib/systemd/systemd-coredump %P %u\n";
    CHECK(health(check_cores(machine)) == kFail);
    CHECK(check_cores(machine).is.find("/usr/lib/systemd/systemd-coredump ") != std::string::npos);
    machine.contents["/proc/sys/kernel/core_pattern"] = "|/bin/false\n";
    CHECK(health(check_cores(machine)) == kOk);
}

TEST_CASE("a browser without a policy is a warning, with one that is not JSON a fault") {
    PretendMachine machine;
    const std::filesystem::path folder = "/etc/chromium/policies/managed";
    CHECK(health(check_browser(machine)) == kWarn);
    machine.contents[folder / "README"] = "";
    CHECK(health(check_browser(machine)) == kWarn);
    machine.contents[folder / "kiosk.json"] = "{\"IncognitoModeAvailability\":2}";
    CHECK(health(check_browser(machine)) == kOk);
    machine.contents[folder / "kiosk.json"] = "{";
    CHECK(health(check_browser(machine)) == kFail);
}
