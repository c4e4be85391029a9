// What a programme asks an applicant to show, and what else there is where a paper is missing (PROTOCOL.md, Documents).
// The page's helper and the desk's check-list read it; nobody stores what is answered. Pure functions, any thread.
#pragma once

#include "protocol/programme_reader.h"

#include <cstdint>

namespace porchlight::protocol {

constexpr std::size_t kMaxNeeds = 8;  // each is a bit of a denial
constexpr std::size_t kMaxPapers = 64;
constexpr std::size_t kMaxWays = 16;
constexpr int kMaxPoints = 100;

enum class AskKind { kRules, kPoints };
enum class PaperKind { kIdentity, kResidency, kOther };

// By rules, each need takes one paper; by points, the papers together have these points as well.
struct Ask {
    AskKind kind = AskKind::kRules;
    int points = 0;
    int identity = 0;   // of these, by papers of identity
    int residency = 0;  // and by papers of residency
};

struct Need {
    std::string id;
    std::vector<std::string> classes;  // of card, that need it; empty: all
    json text{};                       // by language, as all of these
};

struct Paper {
    std::string id;
    PaperKind kind = PaperKind::kOther;
    std::vector<std::string> proves;  // ids of needs
    int points = 0;
    int residency = 0;  // how many of these count for residency; all of a paper of residency
    json text{};

    int identity() const { return kind == PaperKind::kIdentity ? points - residency : 0; }
};

// Another way to meet a need than by a paper of the list.
struct Way {
    std::string id;
    std::string need;
    json text{};
    json how{};
};

struct Documents {
    Ask ask;
    std::vector<Need> needs;
    std::vector<Paper> papers;
    std::vector<Way> ways;
};

// "identity", "residency", "other".
std::string_view code(PaperKind kind);
// Is it asked of this class of card?
bool is_needed(const Need& need, const std::string& card_class);
// The needs of which a denial says that they are missing: the bits are their places.
std::vector<std::string> missing_needs(const Documents& documents, std::uint8_t bits);
// Nothing where one is not among them, or named twice.
std::optional<std::uint8_t> bits_of_needs(const Documents& documents, std::span<const std::string> needs);

// Of a programme's "documents", which may be missing. classes: the ids of its classes.
Documents read_documents(ProgrammeReader& reader, const json& programme, std::span<const std::string> classes);

}  // namespace porchlight::protocol
