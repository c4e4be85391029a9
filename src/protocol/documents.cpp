#include "protocol/documents.h"

#include <algorithm>

namespace porchlight::protocol {
namespace {

Ask read_ask(ProgrammeReader& reader, const json& documents) {
    const std::string place = "documents.ask";
    const auto at = documents.find("ask");
    if (at == documents.end() || !at->is_object()) {
        reader.refuse(place, "is no object");
        return {};
    }
    Ask out{static_cast<AskKind>(reader.choice(*at, "kind", place, {"rules", "points"}))};
    if (out.kind == AskKind::kRules) {
        reader.is_object(*at, place, {"kind"});
        return out;
    }
    reader.is_object(*at, place, {"kind", "points", "identity", "residency"});
    out.points = reader.number(*at, "points", place, 1, kMaxPoints);
    out.identity = reader.number(*at, "identity", place, 0, kMaxPoints);
    out.residency = reader.number(*at, "residency", place, 0, kMaxPoints);
    return out;
}

void read_needs(ProgrammeReader& reader, const json& documents, std::span<const std::string> classes, Documents& out) {
    reader.each(documents, "needs", "documents.needs", kMaxNeeds, [&](const json& item, const std::string& place) {
        if (item.is_object() && item.contains("classes") && item["classes"] == json::array())
            reader.refuse(place + ".classes", "names no class; all need it where it is missing");
        if (reader.is_object(item, place, {"id", "text"}, {"classes"}))
            out.needs.push_back({reader.id(item, place, ids_of(out.needs)), reader.ids(item, "classes", place, classes),
                                 reader.texts(item, "text", place)});
    });
}

void read_papers(ProgrammeReader& reader, const json& documents, Documents& out) {
    const auto needs = ids_of(out.needs);
    reader.each(documents, "papers", "documents.papers", kMaxPapers, [&](const json& item, const std::string& place) {
        if (!reader.is_object(item, place, {"id", "kind", "proves", "text"}, {"points", "residency"}))
            return;
        Paper paper{reader.id(item, place, ids_of(out.papers)),
                    static_cast<PaperKind>(reader.choice(item, "kind", place, {"identity", "residency", "other"})),
                    reader.ids(item, "proves", place, needs)};
        if (item.contains("points") || out.ask.kind == AskKind::kPoints)
            paper.points = reader.number(item, "points", place, 0, kMaxPoints);
        paper.residency = paper.kind == PaperKind::kResidency ? paper.points : 0;
        if (item.contains("residency") && paper.kind != PaperKind::kIdentity)
            reader.refuse(place + ".residency", "goes with a paper of identity alone");
        else if (item.contains("residency"))
            paper.residency = reader.number(item, "residency", place, 0, paper.points);
        paper.text = reader.texts(item, "text", place);
        out.papers.push_back(std::move(paper));
    });
}

void read_ways(ProgrammeReader& reader, const json& documents, Documents& out) {
    const auto needs = ids_of(out.needs);
    reader.each(documents, "ways", "documents.ways", kMaxWays, [&](const json& item, const std::string& place) {
        if (!reader.is_object(item, place, {"id", "for", "text", "how"}))
            return;
        Way way{reader.id(item, place, ids_of(out.ways)), text_member(item, "for", kMaxIdBytes).value_or(""),
                reader.texts(item, "text", place), reader.texts(item, "how", place)};
        if (std::ranges::find(needs, way.need) == needs.end())
            reader.refuse(place + ".for", "is no need");
        out.ways.push_back(std::move(way));
    });
}

// A rule that nobody can meet would turn everybody away.
void check_that_all_can_be_met(ProgrammeReader& reader, const Documents& documents) {
    for (std::size_t i = 0; i < documents.needs.size(); ++i) {
        const auto& id = documents.needs[i].id;
        if (std::ranges::none_of(
                documents.papers,
                [&](const Paper& paper) { return std::ranges::find(paper.proves, id) != paper.proves.end(); }) &&
            std::ranges::find(documents.ways, id, &Way::need) == documents.ways.end())
            reader.refuse("documents.needs[" + std::to_string(i) + "]", "is proved by no paper, and there is no way");
    }
    Ask most;
    for (const auto& paper : documents.papers) {
        most.points += paper.points;
        most.identity += paper.identity();
        most.residency += paper.residency;
    }
    const auto& ask = documents.ask;
    if (most.points < ask.points || most.identity < ask.identity || most.residency < ask.residency)
        reader.refuse("documents.ask", "wants more points than all papers have");
}

}  // namespace

std::string_view code(PaperKind kind) {
    switch (kind) {
        case PaperKind::kIdentity: return "identity";
        case PaperKind::kResidency: return "residency";
        case PaperKind::kOther: return "other";
    }
    return "other";
}

bool is_needed(const Need& need, const std::string& card_class) {
    return need.classes.empty() || std::ranges::find(need.classes, card_class) != need.classes.end();
}

std::vector<std::string> missing_needs(const Documents& documents, std::uint8_t bits) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < documents.needs.size(); ++i)
        if ((bits >> i & 1) != 0)
            out.push_back(documents.needs[i].id);
    return out;
}

std::optional<std::uint8_t> bits_of_needs(const Documents& documents, std::span<const std::string> needs) {
    unsigned out = 0;
    for (const auto& id : needs) {
        const auto at = std::ranges::find(documents.needs, id, &Need::id);
        const auto bit = 1U << (at - documents.needs.begin());
        if (at == documents.needs.end() || (out & bit) != 0)
            return std::nullopt;
        out |= bit;
    }
    return static_cast<std::uint8_t>(out);
}

Documents read_documents(ProgrammeReader& reader, const json& programme, std::span<const std::string> classes) {
    Documents out;
    const auto at = programme.find("documents");
    if (at == programme.end() || !reader.is_object(*at, "documents", {"ask", "needs", "papers"}, {"ways"}))
        return out;
    out.ask = read_ask(reader, *at);
    read_needs(reader, *at, classes, out);
    read_papers(reader, *at, out);
    read_ways(reader, *at, out);
    check_that_all_can_be_met(reader, out);
    return out;
}

}  // namespace porchlight::protocol
