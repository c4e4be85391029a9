#include "server/epoch_admin.h"

#include "protocol/trust.h"

#include <algorithm>

namespace porchlight::server {
namespace {

std::expected<protocol::Trust, std::string> read_trust(const DataDir& data) {
    const auto text = read_file(data.trust(), protocol::kMaxDocumentBytes);
    if (!text)
        return std::unexpected("The server has no trust file: run `init` with --keys of the folder that has one.");
    auto trust = protocol::parse_trust(*text);
    if (!trust)
        return std::unexpected("The file " + data.trust().string() + " is not a trust file.");
    return std::move(*trust);
}

std::string sentence_of(protocol::StatementError error, const std::string& file) {
    using protocol::StatementError;
    switch (error) {
        case StatementError::kCity: return "The paper in " + file + " is of another city.";
        case StatementError::kSharing:
            return "The paper in " + file +
                   " is about a sharing that the server does not know: import its transcript, or its manifest, first.";
        case StatementError::kIndex:
            return "The paper in " + file + " is of a custodian that the sharing does not have.";
        case StatementError::kSignature: return "The paper in " + file + " is not signed by those who must sign it.";
        case StatementError::kNotLogged:
            return "The statement in " + file +
                   " is not proved to be in the city's public log with enough witnesses: custodians prove it with "
                   "`porchlight-custody log-prove`; name the proof with --proof.";
        case StatementError::kMalformed: break;
    }
    return "The file " + file + " is neither a statement nor a transcript.";
}

// A sole sharing is its custodian's, where there is but one; of a key that several made nobody is the sole holder, and
// nothing said of it counts before its transcript is here.
std::vector<protocol::Sharing> sharings_of(const KnownEpochs& known, const protocol::Trust& trust) {
    auto out = known.sharings;
    for (const auto& epoch : known.epochs) {
        const auto sole = protocol::sole_sharing(epoch.id, epoch.key, trust.custodians.keys.front());
        const auto at = std::ranges::find(out, sole.id, &protocol::Sharing::id);
        if (at == out.end())
            continue;
        if (trust.custodians.keys.size() == 1)
            *at = sole;
        else
            out.erase(at);
    }
    return out;
}

std::expected<StoredPaper, protocol::StatementError> read_paper(const std::string& text, const std::string& proof,
                                                                const KnownEpochs& known,
                                                                const protocol::Trust& trust) {
    if (text.find("\nsignature ") != std::string::npos) {
        const auto transcript = protocol::open_transcript(text, trust);
        if (!transcript)
            return std::unexpected(transcript.error());
        return StoredPaper{transcript->sharing.id, transcript->sharing.epoch, true, text};
    }
    const auto document = protocol::parse_document(text);
    if (!document)
        return std::unexpected(protocol::StatementError::kMalformed);
    const auto statement = protocol::open_logged_statement(*document, proof, trust, sharings_of(known, trust));
    if (!statement)
        return std::unexpected(statement.error());
    return StoredPaper{statement->id, protocol::head_of(statement->statement).epoch, false, text};
}

std::string missing_of(const EpochView& view) {
    if (view.standing.state == protocol::EpochState::kDestroyed)
        return view.is_deleted() ? ", records deleted on " + view.epoch.deleted : ", records not deleted yet";
    std::string out;
    for (const auto& sharing : view.standing.sharings)
        out += ", sharing " + std::to_string(sharing.number) + " " + std::to_string(sharing.destroyed.size()) + " of " +
               std::to_string(sharing.to_destroy) + " destroyed";
    return out;
}

std::string line_of(const EpochView& view) {
    return "Epoch " + std::to_string(view.epoch.id) + ": " + std::string(code(view.standing.state)) +
           ", sealed to until " + view.epoch.end.text() + ", destroyed by " + view.epoch.destroy.text() +
           missing_of(view) + ".";
}

std::expected<KnownEpochs, std::string> read_known(Store& store) {
    const auto stored = store.load_settings();
    if (!stored)
        return std::unexpected(store_sentence(stored.error()));
    return KnownEpochs::read(stored->epochs, stored->papers);
}

}  // namespace

Report import_statement(const Command& command, const DataDir& data, const Clock& clock, Store& store) {
    const auto trust = read_trust(data);
    if (!trust)
        return std::unexpected(trust.error());
    const auto text = read_file(command.file, protocol::kMaxDocumentBytes);
    if (!text)
        return std::unexpected(text.error());
    const auto known = read_known(store);
    if (!known)
        return std::unexpected(known.error());
    const auto proof = command.proof.empty() ? std::expected<std::string, std::string>()
                                             : read_file(command.proof, protocol::kMaxDocumentBytes);
    if (!proof)
        return std::unexpected(proof.error());
    const auto paper = read_paper(*text, *proof, *known, *trust);
    if (!paper)
        return std::unexpected(sentence_of(paper.error(), command.file.string()));
    if (const auto put = store.put_paper(*paper); !put)
        return std::unexpected(store_sentence(put.error()));
    const auto now = read_known(store);
    if (!now)
        return std::unexpected(now.error());
    for (const auto& view : now->views(clock.today()))
        if (view.epoch.id == paper->epoch)
            return line_of(view);
    return "It is kept. No manifest has named epoch " + std::to_string(paper->epoch) + " here.";
}

Report list_epochs(const Clock& clock, Store& store) {
    const auto known = read_known(store);
    if (!known)
        return std::unexpected(known.error());
    std::string out;
    for (const auto& view : known->views(clock.today()))
        out += (out.empty() ? "" : "\n") + line_of(view);
    return out.empty() ? "No manifest has named an epoch here." : out;
}

}  // namespace porchlight::server
