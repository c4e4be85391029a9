// The issuances that wait for a librarian, in memory only; a restarted server learns them again from the kiosks'
// next posts. Decided ones are remembered for a while, so that a repeated request gets the same answer, and longer
// than a challenge lives, so that a recorded request cannot bring one back.
// The I/O thread only.
#pragma once

#include "protocol/receipt.h"
#include "protocol/refusal.h"
#include "server/clock.h"
#include "server/error.h"
#include "server/settings.h"

#include <cstring>
#include <expected>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace porchlight::server {

constexpr std::size_t kMaxWaitingAtSite = 32;
constexpr std::size_t kMaxDecidedOfKiosk = 16;
constexpr std::chrono::seconds kKioskIsGone{40};
constexpr std::chrono::seconds kDecisionIsForgotten{15 * 60};

enum class IssuanceState { kWaiting, kStoring, kApproved, kRefused, kCancelled };

struct Issuance {
    protocol::KioskRequest request;
    std::string kiosk;  // its name
    std::string site;
    std::string card_class;  // its id
    protocol::Words words;
    std::array<protocol::Words, 3> choices;  // the words and two decoys, in random order
    IssuanceState state = IssuanceState::kWaiting;
    protocol::Refusal refusal;               // of a refused one
    std::string first_approval;              // who gave it, where two people must
    std::chrono::milliseconds changed_at{};  // last asked for while waiting; decided at afterwards
};

// Who hears of what, after it has changed.
struct BoardListeners {
    // waiting_at(site) is another.
    std::function<void(const std::string& site)> on_list = [](const std::string&) {};
    // There is a decision for this kiosk, or one that could not be stored.
    std::function<void(const protocol::KioskId&)> on_answer = [](const protocol::KioskId&) {};
};

class IssuanceBoard {
public:
    IssuanceBoard(const Clock& clock, BoardListeners listeners);

    // The issuance with this id, if the board knows it.
    const Issuance* find(const protocol::RequestId& request) const;

    // A new or repeated request. An earlier one of this kiosk that still waits is cancelled by a new one.
    // kRequestConflict: the id is known with other content. kTooMany: the site's board is full, or this kiosk's
    // earlier issuance is just being stored.
    std::expected<void, Error> admit(const protocol::KioskRequest& request, const Kiosk& kiosk,
                                     const std::string& card_class);
    // One that an earlier process approved.
    void remember_approved(const protocol::KioskRequest& request, const Kiosk& kiosk, const std::string& card_class);
    void cancel(const protocol::KioskRequest& cancel);
    // All that wait and are of such a kiosk.
    void cancel_of_kiosks(const std::function<bool(const protocol::KioskId&)>& is_such);

    // Those that wait at a site, by the kiosks' names.
    std::vector<const Issuance*> waiting_at(const std::string& site) const;
    // Changes whenever waiting_at(site) does; another after a restart.
    std::uint64_t version(const std::string& site) const;

    // Waits at this site, at a kiosk that is still there: or kGone.
    std::expected<const Issuance*, Error> waiting(const protocol::RequestId& request, const std::string& site);
    // The first of two approvals; false if it does not wait there any more, or somebody else was first.
    bool approve_first(const protocol::RequestId& request, const std::string& site, const std::string& librarian);
    // From waiting to storing; nobody else decides it meanwhile.
    void start_storing(const protocol::RequestId& request);
    void finish_storing(const protocol::RequestId& request, bool stored);
    void refuse(const protocol::RequestId& request, const protocol::Refusal& refusal);

    // Takes away the waiting ones whose kiosk is gone, and forgets old decisions.
    void expire();

private:
    // Ids are made by chance; a kiosk that chooses its own makes only its own few slow.
    struct HashId {
        std::size_t operator()(const byte_array<16>& id) const {
            std::size_t out = 0;
            std::memcpy(&out, id.data(), sizeof out);
            return out;
        }
    };
    using Entries = std::unordered_map<protocol::RequestId, Issuance, HashId>;
    struct OfKiosk {
        std::optional<protocol::RequestId> open;   // what is not decided
        std::vector<protocol::RequestId> decided;  // oldest first
    };

    std::expected<void, Error> make_room(const protocol::KioskRequest& request, const Kiosk& kiosk);
    void add(const protocol::KioskRequest& request, const Kiosk& kiosk, const std::string& card_class,
             IssuanceState state);
    void decide(Issuance& issuance, IssuanceState state);
    void forget_oldest_decision(const protocol::KioskId& kiosk);
    // The one after it.
    Entries::iterator forget(Entries::iterator entry);
    void list_changed(const std::string& site);

    const Clock& m_clock;
    BoardListeners m_listeners;
    Entries m_entries;
    // Ids of the same entries, so that no request has to walk over all of a city's: those of a site that are not
    // decided, and those of a kiosk.
    std::map<std::string, std::set<protocol::RequestId>> m_open_at;
    std::unordered_map<protocol::KioskId, OfKiosk, HashId> m_of_kiosk;
    std::chrono::milliseconds m_nothing_expires_before{};
    std::uint64_t m_first_version;
    std::map<std::string, std::uint64_t> m_versions;
};

// Two other triples and the right one, in random order; no word is in two of them.
std::array<protocol::Words, 3> choices_with(const protocol::Words& right);

}  // namespace porchlight::server
