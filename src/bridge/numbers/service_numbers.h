// Where a card's service numbers come from: blocks that each service activated before and handed to the city, so that
// no service learns who holds which. The interface; any thread.
#pragma once

#include <expected>
#include <string>

namespace porchlight::bridge {

enum class NumbersError {
    kNoneLeft,    // of a service: its block is used up
    kDamaged,     // a block that cannot be read, or holds what is no number of the service: nothing is drawn from it
    kNotDurable,  // the disk did not take it: nothing may be printed
};

class ServiceNumbers {
public:
    virtual ~ServiceNumbers() = default;

    // A number of this service (a programme's id of it) that is on no card: kNoneLeft, kDamaged. It is the caller's
    // until kept or given back.
    virtual std::expected<std::string, NumbersError> take(const std::string& service) = 0;
    // It is on no card, and may go on another.
    virtual void give_back(const std::string& service, const std::string& number) = 0;
    // It may be on a card: it goes on no other, whatever happens. Durable before it returns: kNotDurable, kDamaged.
    virtual std::expected<void, NumbersError> keep(const std::string& service, const std::string& number) = 0;
};

}  // namespace porchlight::bridge
