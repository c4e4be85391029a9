// Where a card's service numbers come from: blocks that each service activated before and handed to the city, so that
// no service learns who holds which. The interface; any thread.
#pragma once

#include <optional>
#include <string>

namespace porchlight::bridge {

class ServiceNumbers {
public:
    virtual ~ServiceNumbers() = default;

    // A number of this service (a programme's id of it) that is on no card; nothing when none is left. It is the
    // caller's until kept or given back.
    virtual std::optional<std::string> take(const std::string& service) = 0;
    // It is on no card, and may go on another.
    virtual void give_back(const std::string& service, const std::string& number) = 0;
    // It may be on a card: it goes on no other.
    virtual void keep(const std::string& service, const std::string& number) = 0;
};

}  // namespace porchlight::bridge
