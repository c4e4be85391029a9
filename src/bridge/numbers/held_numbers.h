// The service numbers of one card: taken for it, and given back when it comes to nothing. One owner, a thread at a
// time.
#pragma once

#include "bridge/numbers/service_numbers.h"
#include "protocol/service.h"

#include <expected>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace porchlight::bridge {

class HeldNumbers {
public:
    HeldNumbers() = default;
    HeldNumbers(HeldNumbers&& other) noexcept;
    HeldNumbers& operator=(HeldNumbers&& other) noexcept;
    ~HeldNumbers() { give_back(); }

    // One of each service that is wanted (ids; nothing: all), and of each that is required; of one that is not
    // required, if there is one. kDamaged too for a number that is not by the service's rule: nothing is printed that a
    // scanner would refuse. numbers outlives what is returned.
    static std::expected<HeldNumbers, NumbersError> take(ServiceNumbers& numbers,
                                                         std::span<const protocol::Service> services,
                                                         const std::optional<std::vector<std::string>>& wanted = {});

    const std::vector<protocol::ServiceCode>& codes() const { return m_codes; }
    // The card may exist from now on; if it fails, it must not. None goes back after it.
    std::expected<void, NumbersError> keep();
    // None is held after that, and memory of them is wiped.
    void give_back();

private:
    void forget();

    ServiceNumbers* m_numbers = nullptr;
    std::vector<protocol::ServiceCode> m_codes;
    bool m_kept = false;
};

}  // namespace porchlight::bridge
