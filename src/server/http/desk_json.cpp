#include "server/http/desk_json.h"

#include "server/desk_service.h"
#include "server/http/limits.h"

#include <algorithm>

namespace porchlight::server {
namespace {

constexpr std::size_t kMaxWordBytes = 16;

// A desk's list is written anew at each change: text that needs no escapes, as most is, goes without the library.
void append_text(std::string& out, std::string_view text) {
    const auto is_plain = [](char c) { return c >= ' ' && c < '\x7f' && c != '"' && c != '\\'; };
    if (std::ranges::all_of(text, is_plain))
        out.append("\"").append(text).append("\"");
    else
        out += json(text).dump(-1, ' ', false, json::error_handler_t::replace);
}

template <class List, class Append>
void append_list(std::string& out, const List& list, Append append) {
    out += '[';
    for (const auto& one : list) {
        if (out.back() != '[')
            out += ',';
        append(out, one);
    }
    out += ']';
}

void append_texts(std::string& out, const auto& texts) { append_list(out, texts, append_text); }

void append_issuance(std::string& out, const Issuance& issuance, const Settings& settings, const Staff& staff) {
    const auto yes_or_no = [](bool is) { return is ? "true" : "false"; };
    out.append(R"({"request":)");
    append_text(out, to_hex(issuance.request.request));
    out.append(R"(,"kiosk":)");
    append_text(out, issuance.kiosk);
    out.append(R"(,"class":)");
    append_text(out, issuance.card_class);
    out.append(R"(,"path":)");
    append_text(out, protocol::code(issuance.request.path));
    out.append(R"(,"again":)");
    append_text(out, protocol::code(issuance.request.again));
    out.append(R"(,"may":)").append(yes_or_no(may_approve(settings, staff, issuance.card_class)));
    out.append(R"(,"second":)").append(yes_or_no(settings.approval_of(issuance.card_class).second));
    out.append(R"(,"first":)");
    append_text(out, issuance.first_approval);
    out.append(R"(,"choices":)");
    append_list(out, issuance.choices, [](std::string& to, const protocol::Words& words) { append_texts(to, words); });
    out.append(R"(,"papers":)");
    append_list(out, settings.papers(issuance.card_class, issuance.request.path),
                [](std::string& to, const PaperToSee& paper) {
                    to.append(R"({"need":)");
                    append_text(to, paper.need);
                    to.append(R"(,"text":)");
                    append_text(to, paper.text);
                    to += '}';
                });
    out += '}';
}

std::optional<std::uint8_t> missing_of(const json& list, const protocol::Documents& documents) {
    if (!list.is_array() || list.size() > protocol::kMaxNeeds)
        return std::nullopt;
    std::vector<std::string> needs;
    for (const auto& need : list) {
        if (!need.is_string())
            return std::nullopt;
        needs.push_back(need.get<std::string>());
    }
    return protocol::bits_of_needs(documents, needs);
}

bool may_be_corrected(protocol::DraftField field, const protocol::CardRules& rules) {
    return protocol::is_on_every_card(field) || rules.prints(protocol::code(field));
}

// What may be sent back, and why.
json fields_of(const protocol::CardRules& rules) {
    json out = json::array();
    for (const auto field : protocol::kDraftFields) {
        if (!may_be_corrected(field, rules))
            continue;
        json reasons = json::array();
        for (const auto fault : protocol::faults_of(field))
            reasons.push_back(protocol::code(fault));
        out.push_back({{"field", protocol::code(field)}, {"reasons", std::move(reasons)}});
    }
    return out;
}

std::string word_of(const json& object, const char* member) {
    return text_member(object, member, kMaxWordBytes).value_or("");
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

std::optional<RefuseMessage> read_deny(std::string_view body, const protocol::Documents& documents) {
    const auto object = parse_json(body, kMaxJsonBodyBytes);
    if (!object ||
        (!has_exactly(*object, {"request", "reason"}) && !has_exactly(*object, {"request", "reason", "missing"})))
        return std::nullopt;
    const auto request = hex_member<16>(*object, "request");
    const auto reason = protocol::denial_reason_of(word_of(*object, "reason"));
    if (!request || !reason)
        return std::nullopt;
    if (!object->contains("missing"))
        return RefuseMessage{*request, protocol::denial(*reason)};
    const auto missing = missing_of((*object)["missing"], documents);
    if (!missing || *reason != protocol::DenialReason::kPapers)
        return std::nullopt;
    return RefuseMessage{*request, protocol::denial(*reason, *missing)};
}

std::optional<RefuseMessage> read_correct(std::string_view body, const protocol::CardRules& rules) {
    const auto object = parse_json(body, kMaxJsonBodyBytes);
    if (!object || !has_exactly(*object, {"request", "field", "reason"}))
        return std::nullopt;
    const auto request = hex_member<16>(*object, "request");
    const auto field = protocol::draft_field_of(word_of(*object, "field"));
    const auto fault = protocol::field_fault_of(word_of(*object, "reason"));
    if (!request || !field || !fault || !may_be_corrected(*field, rules) ||
        std::ranges::find(protocol::faults_of(*field), *fault) == protocol::faults_of(*field).end())
        return std::nullopt;
    return RefuseMessage{*request, protocol::sent_back(*field, *fault)};
}

std::optional<RefuseMessage> read_end(std::string_view body) {
    const auto object = parse_json(body, kMaxJsonBodyBytes);
    if (!object || !has_exactly(*object, {"request"}))
        return std::nullopt;
    const auto request = hex_member<16>(*object, "request");
    if (!request)
        return std::nullopt;
    return RefuseMessage{*request, protocol::session_ended()};
}

std::string write_documents(const Settings& settings) {
    static const protocol::Programme kNone;
    const protocol::Programme& programme = settings.manifest ? *settings.manifest : kNone;
    const auto& documents = programme.documents;
    const auto language = settings.language();
    const auto& ask = documents.ask;
    const bool by_points = ask.kind == protocol::AskKind::kPoints;
    json papers = json::array();
    for (const auto& paper : documents.papers)
        papers.push_back({{"kind", protocol::code(paper.kind)},
                          {"proves", paper.proves},
                          {"points", paper.points},
                          {"residency", paper.residency},
                          {"text", protocol::text_in(paper.text, language)}});
    json ways = json::array();
    for (const auto& way : documents.ways)
        ways.push_back({{"for", way.need},
                        {"text", protocol::text_in(way.text, language)},
                        {"how", protocol::text_in(way.how, language)}});
    json rule = {{"kind", by_points ? "points" : "rules"}};
    if (by_points)
        rule.update({{"points", ask.points}, {"identity", ask.identity}, {"residency", ask.residency}});
    const json out = {{"language", language},
                      {"ask", std::move(rule)},
                      {"papers", std::move(papers)},
                      {"ways", std::move(ways)},
                      {"fields", fields_of(programme.card)}};
    return out.dump(-1, ' ', false, json::error_handler_t::replace);
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
    json unusual = json::array();
    for (const auto& one : boards.unusual.seen_by(staff))
        unusual.push_back({{"staff", one.staff}, {"site", one.site}, {"what", one.what}, {"count", one.count}});
    const json others = {{"version", desk_version(boards, staff)},
                         {"staff", staff.name},
                         {"site", staff.site},
                         {"role", code(staff.role)},
                         {"language", boards.settings.now->language()},
                         {"printers", std::move(machines)},
                         {"unusual", std::move(unusual)}};
    std::string out = R"({"waiting":)";
    append_list(out, boards.issuances.waiting_at(staff.site), [&](std::string& to, const Issuance* issuance) {
        append_issuance(to, *issuance, *boards.settings.now, staff);
    });
    out += ',';
    return out.append(others.dump(-1, ' ', false, json::error_handler_t::replace), 1);
}

}  // namespace porchlight::server
