#include "bridge/numbers/held_numbers.h"

#include "base/secret_bytes.h"

#include <ranges>
#include <utility>

namespace porchlight::bridge {

HeldNumbers::HeldNumbers(HeldNumbers&& other) noexcept
    : m_numbers(std::exchange(other.m_numbers, nullptr)),
      m_codes(std::exchange(other.m_codes, {})),
      m_kept(std::exchange(other.m_kept, false)) {}

HeldNumbers& HeldNumbers::operator=(HeldNumbers&& other) noexcept {
    if (this == &other)
        return *this;
    give_back();
    m_numbers = std::exchange(other.m_numbers, nullptr);
    m_codes = std::exchange(other.m_codes, {});
    m_kept = std::exchange(other.m_kept, false);
    return *this;
}

std::expected<HeldNumbers, NumbersError> HeldNumbers::take(ServiceNumbers& numbers,
                                                           std::span<const protocol::Service> services,
                                                           const std::optional<std::vector<std::string>>& wanted) {
    HeldNumbers out;
    out.m_numbers = &numbers;
    for (std::size_t i = 0; i < services.size(); ++i) {
        const auto& service = services[i];
        if (!protocol::is_wanted(service, wanted))
            continue;
        auto number = numbers.take(service.id);
        if (!number && service.required)
            return std::unexpected(number.error());
        if (!number)
            continue;
        const bool is_good = protocol::is_number_of(service, *number);
        out.m_codes.push_back({service.id, i + 1, service.name, std::move(*number), service.symbology});
        if (!is_good)
            return std::unexpected(NumbersError::kDamaged);
    }
    return out;
}

std::expected<void, NumbersError> HeldNumbers::keep() {
    if (m_kept || m_numbers == nullptr)
        return {};
    m_kept = true;
    for (const auto& code : m_codes)
        if (const auto kept = m_numbers->keep(code.id, code.number); !kept)
            return kept;
    return {};
}

void HeldNumbers::give_back() {
    if (m_numbers != nullptr && !m_kept)
        for (const auto& code : m_codes | std::views::reverse)
            m_numbers->give_back(code.id, code.number);
    forget();
}

void HeldNumbers::forget() {
    for (auto& code : m_codes)
        wipe(code.number);
    m_codes.clear();
    m_numbers = nullptr;
}

}  // namespace porchlight::bridge
