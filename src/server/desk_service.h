// What a librarian may do: approve or refuse what waits at the site (protocol/PROTOCOL.md, The desk).
// Without transport. It never holds a field of an applicant's draft: there is none on this side.
// The I/O thread only.
#pragma once

#include "server/issuance_board.h"
#include "server/store/record_writer.h"
#include "server/unusual_board.h"

namespace porchlight::server {

// Whole, or the first of the two that the programme asks for.
enum class Approval { kWhole, kFirst };

// Does the programme let this account approve the class?
bool may_approve(const Settings& settings, const Staff& staff, const std::string& card_class);

class DeskService {
public:
    using Approved = std::function<void(std::expected<Approval, Error>)>;
    using Decided = std::function<void(std::expected<void, Error>)>;

    DeskService(const Clock& clock, const CurrentSettings& settings, IssuanceBoard& board, RecordWriter& writer,
                UnusualBoard& unusual);

    // decided: when record and count are durable. kRole: not this account's to approve or deny; kSamePerson: a
    // second one must; kWordsDiffer: the issuance was denied for it; kGone; kStoreFull and kInternal: the issuance
    // still waits.
    void approve(const Staff& staff, const protocol::RequestId& request, const std::array<std::string, 3>& words,
                 Approved decided);
    // The same of an issuance that the librarian sees on the kiosk's own screen: there are no words to compare.
    void approve_shown(const Staff& staff, const protocol::RequestId& request, Approved decided);
    // Denied, sent back or ended. kGone; kNotCounted: that stands, but its count could not be stored.
    void refuse(const Staff& staff, const protocol::RequestId& request, const protocol::Refusal& refusal,
                Decided decided);

private:
    std::expected<const Issuance*, Error> decidable(const Staff& staff, const protocol::RequestId& request);
    void approve_looked_at(const Issuance& issuance, const Staff& staff, Approved decided);
    void store_first_approval(const Issuance& issuance, const Staff& staff, Approved decided);
    void store_approval(const Issuance& issuance, const Staff& staff, Approved decided);
    CountKey count_of(const Issuance& issuance, const Staff& staff, const std::string& outcome) const;

    const Clock& m_clock;
    const CurrentSettings& m_settings;
    IssuanceBoard& m_board;
    RecordWriter& m_writer;
    UnusualBoard& m_unusual;
};

Error error_of(StoreError error);

}  // namespace porchlight::server
