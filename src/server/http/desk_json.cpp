#include "server/http/desk_json.h"

#include "server/desk_service.h"
#include "server/http/limits.h"

namespace porchlight::server {
namespace {

constexpr std::size_t kMaxWordBytes = 16;

json issuance_json(const Issuance& issuance, const Settings& settings, const Staff& staff) {
    json choices = json::array();
    for (const auto& choice : issuance.choices)
        choices.push_back(choice);
    return {{"request", to_hex(issuance.request.request)},
            {"kiosk", issuance.kiosk},
            {"class", issuance.card_class},
            {"again", protocol::code(issuance.request.again)},
            {"may", may_approve(settings, staff, issuance.card_class)},
            {"second", settings.approval_of(issuance.card_class).second},
            {"first", issuance.first_approval},
            {"choices", std::move(choices)},
            {"papers", settings.papers(issuance.card_class)}};
}

std::optional<protocol::DenialReason> reason_of(std::string_view text) {
    using enum protocol::DenialReason;
    for (const auto reason : {kPapers, kPerson, kWords, kCorrect})
        if (protocol::code(reason) == text)
            return reason;
    return std::nullopt;
}

}  // namespace

std::optional<ApproveMessage> read_approve(std::string_view body) {
    const auto object = parse_json(body, kMaxJsonBodyBytes);
    if (!object || !has_exactly(*object, {"request", "words"}))
        return std::nullopt;
    const auto request = hex_member<16>(*object, "request");
    const auto& words = (*object)["words"];
    if (!request || !words.is_array() || words.size() != 3)
        return std::nullopt;
    ApproveMessage out{*request, {}};
    for (std::size_t i = 0; i < out.words.size(); ++i) {
        if (!words[i].is_string() || words[i].get_ref<const std::string&>().size() > kMaxWordBytes)
            return std::nullopt;
        out.words[i] = words[i].get<std::string>();
    }
    return out;
}

std::optional<DenyMessage> read_deny(std::string_view body) {
    const auto object = parse_json(body, kMaxJsonBodyBytes);
    if (!object || !has_exactly(*object, {"request", "reason"}))
        return std::nullopt;
    const auto request = hex_member<16>(*object, "request");
    const auto reason = reason_of(text_member(*object, "reason", kMaxWordBytes).value_or(""));
    if (!request || !reason)
        return std::nullopt;
    return DenyMessage{*request, *reason};
}

bool is_empty_object(std::string_view body) {
    const auto object = parse_json(body, kMaxJsonBodyBytes);
    return object && has_exactly(*object, {});
}

json printer_json(const std::string& kiosk, const protocol::PrinterReport& report) {
    const auto& printer = report.printer;
    json out = {{"kiosk", kiosk},
                {"state", protocol::code(printer.state)},
                {"needs", protocol::code(printer.need)},
                {"ribbon_keeps", printer.habits.ribbon_keeps},
                {"memory_keeps", printer.habits.memory_keeps},
                {"spools", printer.habits.spools},
                {"tray", report.tray},
                {"cleaning_due", printer.cleaning_due}};
    if (printer.levels.cards)
        out["cards"] = *printer.levels.cards;
    if (printer.levels.ribbon)
        out["ribbon"] = *printer.levels.ribbon;
    return out;
}

// Each only grows.
std::uint64_t desk_version(const DeskBoards& boards, const Staff& staff) {
    return boards.issuances.version(staff.site) + boards.printers.version(staff.site) +
           (is_lead(staff) ? boards.unusual.version() : 0);
}

std::string write_waiting(const DeskBoards& boards, const Staff& staff) {
    json machines = json::array();
    for (const auto& [kiosk, report] : boards.printers.at(staff.site))
        machines.push_back(printer_json(kiosk, report));
    json waiting = json::array();
    for (const auto* issuance : boards.issuances.waiting_at(staff.site))
        waiting.push_back(issuance_json(*issuance, *boards.settings.now, staff));
    json unusual = json::array();
    for (const auto& one : boards.unusual.seen_by(staff))
        unusual.push_back({{"staff", one.staff}, {"site", one.site}, {"what", one.what}, {"count", one.count}});
    const json out = {{"version", desk_version(boards, staff)},
                      {"staff", staff.name},
                      {"site", staff.site},
                      {"role", code(staff.role)},
                      {"waiting", std::move(waiting)},
                      {"printers", std::move(machines)},
                      {"unusual", std::move(unusual)}};
    return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace porchlight::server
