// The messages of administration as JSON (protocol/PROTOCOL.md, Administration). Reading is strict: exactly the stated
// members.
// Any thread.
#pragma once

#include "server/administration_service.h"
#include "server/number_service.h"
#include "server/people_service.h"

#include <optional>

namespace porchlight::server {

// A list of numbers as a page sends it: some 60,000. What is longer goes by the command.
constexpr std::size_t kMaxListBodyBytes = 1 << 20;

struct KioskMessage {
    std::string site;
    std::string name;
};
struct InviteMessage {
    std::string name;
    std::string site;
    Role role = Role::kLibrarian;
};
struct ListMessage {
    std::string service;
    std::string list;
};
struct DealMessage {
    std::string service;
    std::string site;
    std::size_t count = 0;
};

// Nothing: malformed.
std::optional<std::string> read_site(std::string_view body);
std::optional<KioskMessage> read_kiosk(std::string_view body);
std::optional<InviteMessage> read_invite(std::string_view body);
std::optional<ListMessage> read_list(std::string_view body);
std::optional<DealMessage> read_deal(std::string_view body);

std::string write_sites(const std::vector<SiteView>& sites, const Staff& actor);
std::string write_kiosks(const KioskViews& kiosks);
std::string write_code(const NewKioskCode& code);
std::string write_invited(const PeopleService::Invited& invited);
std::string write_numbers(const std::vector<NumberCount>& counts, const Settings& settings);
std::string write_imported(std::size_t count);
std::string write_fault(const ImportFault& fault);
std::string write_records(const std::vector<EpochRecords>& epochs);
std::string write_releases(const Settings& settings);
std::string write_printers(const std::vector<PrinterView>& printers);
std::string write_counts(const CountViews& counts);

}  // namespace porchlight::server
