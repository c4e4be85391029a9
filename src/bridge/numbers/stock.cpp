#include "bridge/numbers/stock.h"

namespace porchlight::bridge {

std::vector<std::size_t> NumberStock::free_of(const Shelf& shelf) {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < shelf.book.size() && !shelf.damaged; ++i)
        if (!shelf.book.is_used(i) && !shelf.taken.contains(shelf.book.number(i)))
            out.push_back(i);
    return out;
}

std::expected<std::string, NumbersError> NumberStock::take(const std::string& service) {
    const std::lock_guard lock(m_mutex);
    const auto shelf = m_shelves.find(service);
    if (shelf == m_shelves.end())
        return std::unexpected(NumbersError::kNoneLeft);
    if (shelf->second.damaged)
        return std::unexpected(NumbersError::kDamaged);
    const auto free = free_of(shelf->second);
    if (free.empty())
        return std::unexpected(NumbersError::kNoneLeft);
    auto number = shelf->second.book.number(free[m_chance(static_cast<std::uint32_t>(free.size()))]);
    shelf->second.taken.insert(number);
    return number;
}

void NumberStock::give_back(const std::string& service, const std::string& number) {
    const std::lock_guard lock(m_mutex);
    if (const auto shelf = m_shelves.find(service); shelf != m_shelves.end())
        shelf->second.taken.erase(number);
}

std::expected<void, NumbersError> NumberStock::keep(const std::string& service, const std::string& number) {
    const std::lock_guard lock(m_mutex);
    const auto at = m_shelves.find(service);
    if (at == m_shelves.end() || at->second.damaged)
        return std::unexpected(NumbersError::kDamaged);
    auto& shelf = at->second;
    const auto index = shelf.book.find(number);
    if (!index || shelf.book.is_used(*index) || shelf.taken.erase(number) == 0)
        return std::unexpected(NumbersError::kDamaged);
    // It stays used in memory even if the disk refuses: the next write takes it along.
    shelf.book.set_used(*index);
    if (!save(service, shelf.book.write()))
        return std::unexpected(NumbersError::kNotDurable);
    return {};
}

Stored NumberStock::add(const protocol::NumberBlock& block) {
    const std::lock_guard lock(m_mutex);
    auto& shelf = m_shelves.try_emplace(block.service, Shelf{NumberBook(block.service), {}, false}).first->second;
    if (shelf.damaged)
        return Stored::kDamaged;
    if (shelf.book.knows(block.id))
        return Stored::kYes;
    auto book = shelf.book.with(block);
    if (!book)
        return Stored::kNoRoom;
    if (!save(block.service, book->write()))
        return Stored::kNotDurable;
    shelf.book = std::move(*book);
    return Stored::kYes;
}

std::size_t NumberStock::left(const std::string& service) const {
    const std::lock_guard lock(m_mutex);
    const auto shelf = m_shelves.find(service);
    return shelf == m_shelves.end() ? 0 : free_of(shelf->second).size();
}

void NumberStock::put_book(NumberBook book) {
    const auto service = book.service();
    m_shelves[service] = Shelf{std::move(book), {}, false};
}

void NumberStock::put_damaged(const std::string& service) { m_shelves[service].damaged = true; }

}  // namespace porchlight::bridge
