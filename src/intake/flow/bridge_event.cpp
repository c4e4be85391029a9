#include "intake/flow/bridge_event.h"

#include "base/json.h"

namespace porchlight::intake {
namespace {

constexpr std::size_t kMaxEventBytes = 16U << 10;
constexpr std::size_t kMaxCode = 64;
constexpr std::int64_t kMaxPages = 99;
constexpr std::size_t kMaxMissing = 8;

std::string code_member(const json& object, const char* name) {
    return text_member(object, name, kMaxCode).value_or("");
}

std::array<std::string, 3> words_of(const json& object) {
    std::array<std::string, 3> out;
    const auto at = object.find("words");
    if (at == object.end() || !at->is_array() || at->size() != out.size())
        return out;
    for (std::size_t i = 0; i < out.size(); ++i)
        if ((*at)[i].is_string())
            out[i] = (*at)[i].get<std::string>();
    return out;
}

std::vector<std::string> missing_of(const json& object) {
    std::vector<std::string> out;
    const auto at = object.find("missing");
    if (at == object.end() || !at->is_array() || at->size() > kMaxMissing)
        return out;
    for (const auto& need : *at)
        if (need.is_string() && need.get_ref<const std::string&>().size() <= kMaxCode)
            out.push_back(need.get<std::string>());
    return out;
}

int page_member(const json& object, const char* name) {
    return static_cast<int>(integer_member(object, name, 0, kMaxPages).value_or(0));
}

void read_issuance(const json& object, BridgeEvent& out) {
    out.issuance = code_member(object, "state");
    out.words = words_of(object);
    out.page = page_member(object, "page");
    out.pages = page_member(object, "pages");
    out.turn = object.contains("turn") && object["turn"] == true;
    out.codes = object.contains("codes") && object["codes"] == true;
    out.reason = code_member(object, "reason");
    out.error = code_member(object, "error");
    out.missing = missing_of(object);
    out.field = code_member(object, "field");
}

}  // namespace

std::optional<BridgeEvent> read_bridge_event(std::string_view text) {
    const auto object = parse_json(text, kMaxEventBytes);
    if (!object || !object->is_object())
        return std::nullopt;
    BridgeEvent out;
    if (object->contains("issuance") && (*object)["issuance"].is_object())
        read_issuance((*object)["issuance"], out);
    out.server = code_member(*object, "server");
    if (object->contains("printer") && (*object)["printer"].is_object()) {
        out.printer = code_member((*object)["printer"], "state");
        out.needs = code_member((*object)["printer"], "needs");
    }
    return out;
}

BridgeAnswer read_bridge_answer(std::string_view text) {
    const auto object = parse_json(text, kMaxEventBytes);
    if (!object || !object->is_object())
        return {};
    return {words_of(*object), code_member(*object, "error"), code_member(*object, "result")};
}

}  // namespace porchlight::intake
