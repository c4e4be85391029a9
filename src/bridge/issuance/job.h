// What the service's own files share of one issuance: its order, how far it is, and that one is being prepared. The
// serving thread.
#pragma once

#include "bridge/issuance/service.h"
#include "bridge/issuance/turn_wait.h"

namespace porchlight::bridge {

struct IssuanceService::Job {
    hash256 digest{};  // of the page's request
    std::shared_ptr<Order> order;
    std::optional<protocol::Challenge> challenge;
    std::shared_ptr<TurnWait> turn;  // while it is printed
    bool drawing = false;            // the render worker reads the order: it is wiped after that
    bool ended = false;
    bool receipt_used = false;  // and how it ended is not in the journal
    bool takes_codes = false;   // a librarian may approve it at this kiosk, as the server last said
    bool in_question = false;   // nobody knows whether a card came of it
};

// The kiosk draws nothing else meanwhile, however it ends.
class Preparing {
public:
    explicit Preparing(bool& flag) : m_flag(flag) { m_flag = true; }
    Preparing(const Preparing&) = delete;
    Preparing& operator=(const Preparing&) = delete;
    ~Preparing() { m_flag = false; }

private:
    bool& m_flag;
};

}  // namespace porchlight::bridge
