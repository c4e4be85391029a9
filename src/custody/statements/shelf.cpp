#include "custody/statements/shelf.h"

#include "protocol/manifest.h"

#include <algorithm>

namespace porchlight::custody {
namespace {

constexpr std::size_t kMaxTrustBytes = 64U << 10;
constexpr std::size_t kMaxDatesBytes = 1024;

bool is_transcript(std::string_view text) { return text.find("\nsignature ") != std::string_view::npos; }

KnownEpoch& epoch_of(Shelf& shelf, const EpochDates& dates) {
    const auto at = std::ranges::find(shelf.epochs, dates.id, [](const KnownEpoch& one) { return one.dates.id; });
    if (at != shelf.epochs.end())
        return *at;
    shelf.epochs.push_back({dates, {}});
    return shelf.epochs.back();
}

// Papers of one epoch say the same of it: its dates were fixed when its key was made.
Result<KnownEpoch*> add_epoch(Shelf& shelf, const EpochDates& dates, const std::string& name) {
    auto& epoch = epoch_of(shelf, dates);
    if (epoch.dates.end != dates.end || epoch.dates.destroy != dates.destroy)
        return failure(Error::kDates, name, "has other dates than other papers of its epoch; find out which are right");
    if (epoch.dates.schedule.empty())
        epoch.dates.schedule = dates.schedule;
    if (!dates.schedule.empty() && dates.schedule != epoch.dates.schedule)
        return failure(Error::kSchedule, name,
                       "names another retention schedule than other papers of its epoch; find out which is right");
    return &epoch;
}

void add_sharing(Shelf& shelf, const protocol::Sharing& sharing) {
    if (protocol::find_sharing(shelf.sharings, sharing.id) == nullptr)
        shelf.sharings.push_back(sharing);
}

// The key that one custodian made alone, whose dates stand beside it; nothing: there is none, or it is gone.
Result<std::optional<protocol::Sharing>> add_own_epoch(Shelf& shelf, const Folder& keys, const protocol::Trust& trust) {
    const std::string name(kEpochDatesFile);
    if (!keys.exists(name))
        return std::nullopt;
    const auto text = keys.read(name, kMaxDatesBytes);
    if (!text)
        return std::unexpected(text.error());
    const auto dates = parse_epoch_dates(*text);
    if (!dates)
        return failure(dates.error(), name);
    epoch_of(shelf, *dates);
    if (const auto share = load_key(keys, KeyKind::kEpoch); share && trust.custodians.keys.size() == 1)
        return protocol::sole_sharing(dates->id, share->public_half, trust.custodians.keys.front());
    return std::nullopt;
}

// What a manifest says of the epoch's key goes first: the file could be of another key.
void add_own_sharing(Shelf& shelf, const std::optional<protocol::Sharing>& own) {
    if (own && std::ranges::find(shelf.sharings, own->epoch, &protocol::Sharing::epoch) == shelf.sharings.end())
        add_sharing(shelf, *own);
}

// False: it is none.
Result<bool> add_manifest(Shelf& shelf, const std::string& name, const std::string& text,
                          const protocol::Trust& trust) {
    const auto document = protocol::parse_document(text);
    const auto manifest = document ? protocol::open_manifest(*document, trust, 0) : std::unexpected(document.error());
    if (!manifest)
        return false;
    const auto& epoch = manifest->epoch;
    if (const auto added = add_epoch(shelf, {epoch.id, epoch.end, epoch.destroy, epoch.schedule}, name); !added)
        return std::unexpected(added.error());
    if (trust.custodians.keys.size() == 1)
        add_sharing(shelf, protocol::sole_sharing(epoch.id, epoch.key, trust.custodians.keys.front()));
    return true;
}

Result<void> add_transcript(Shelf& shelf, const std::string& name, const std::string& text,
                            const protocol::Trust& trust) {
    const auto transcript = protocol::read_transcript(text);
    if (!transcript || transcript->city != trust.city) {
        shelf.passed_over.push_back(name + ": " + std::string(transcript ? "city" : code(transcript.error())));
        return {};
    }
    const auto epoch = add_epoch(shelf, {transcript->sharing.epoch, transcript->end, transcript->destroy, {}}, name);
    if (!epoch)
        return std::unexpected(epoch.error());
    if (protocol::find_sharing(shelf.sharings, transcript->sharing.id) == nullptr)
        (*epoch)->transcripts.push_back(*transcript);
    add_sharing(shelf, transcript->sharing);
    return {};
}

void add_statement(Shelf& shelf, const std::string& name, const std::string& text, const protocol::Trust& trust) {
    // Logged or not: a hold that is not in the log yet stops a destruction all the same.
    const auto document = protocol::parse_document(text);
    auto statement = document ? protocol::open_statement(*document, trust, shelf.sharings)
                              : std::unexpected(protocol::StatementError::kMalformed);
    if (!statement)
        shelf.passed_over.push_back(name + ": " + std::string(code(statement.error())));
    else if (std::ranges::find(shelf.statements, statement->id, &protocol::SignedStatement::id) ==
             shelf.statements.end())
        shelf.statements.push_back(std::move(*statement));
}

// A transcript or a manifest; false: it is neither.
Result<bool> add_known(Shelf& shelf, const std::string& name, const std::string& text, const protocol::Trust& trust) {
    if (!is_transcript(text))
        return add_manifest(shelf, name, text, trust);
    if (const auto done = add_transcript(shelf, name, text, trust); !done)
        return std::unexpected(done.error());
    return true;
}

Result<Shelf> with_papers(Shelf shelf, const std::optional<protocol::Sharing>& own, const protocol::Trust& trust,
                          const Folder& papers) {
    const auto names = papers.list();
    if (!names)
        return std::unexpected(names.error());
    std::vector<std::pair<std::string, std::string>> statements;
    for (const auto& name : *names) {
        auto text = papers.read(name, protocol::kMaxDocumentBytes);
        if (!text && text.error().error != Error::kTooLarge)
            return std::unexpected(text.error());
        if (!text) {
            shelf.passed_over.push_back(name + ": too_large");
            continue;
        }
        const auto is_known = add_known(shelf, name, *text, trust);
        if (!is_known)
            return std::unexpected(is_known.error());
        if (!*is_known)
            statements.emplace_back(name, std::move(*text));
    }
    add_own_sharing(shelf, own);
    // Statements name sharings: these are all known now.
    for (const auto& [name, text] : statements)
        add_statement(shelf, name, text, trust);
    std::ranges::sort(shelf.epochs, {}, [](const KnownEpoch& one) { return one.dates.id; });
    for (auto& epoch : shelf.epochs)
        std::ranges::sort(epoch.transcripts, {}, [](const auto& one) { return one.sharing.number; });
    return shelf;
}

}  // namespace

const KnownEpoch* Shelf::epoch(std::uint32_t id) const {
    const auto at = std::ranges::find(epochs, id, [](const KnownEpoch& one) { return one.dates.id; });
    return at == epochs.end() ? nullptr : &*at;
}

protocol::EpochStanding Shelf::standing(const KnownEpoch& epoch, const date& today) const {
    return protocol::standing_of({epoch.dates.id, epoch.dates.end, epoch.dates.destroy, sharings, statements}, today);
}

Result<protocol::Trust> load_trust_file(const Folder& keys, const std::string& name) {
    const auto text = keys.read(name, kMaxTrustBytes);
    if (!text)
        return std::unexpected(text.error());
    auto trust = protocol::parse_trust(*text);
    if (!trust)
        return failure(Error::kTrust, name);
    return std::move(*trust);
}

Result<Shelf> read_papers(const protocol::Trust& trust, const Folder& papers) {
    return with_papers(Shelf(), std::nullopt, trust, papers);
}

Result<Shelf> read_shelf(const Folder& keys, const Folder& papers) {
    const auto trust = load_trust_file(keys);
    if (!trust)
        return std::unexpected(trust.error());
    Shelf shelf;
    const auto own = add_own_epoch(shelf, keys, *trust);
    if (!own)
        return std::unexpected(own.error());
    return with_papers(std::move(shelf), *own, *trust, papers);
}

}  // namespace porchlight::custody
