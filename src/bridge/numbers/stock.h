// A kiosk's stock of service numbers: a book a service, drawn from by chance. Where the books are kept is for save():
// FileNumbers keeps them in the bridge's folder, MemoryNumbers nowhere. Any thread.
#pragma once

#include "bridge/numbers/number_book.h"
#include "bridge/numbers/service_numbers.h"

#include <functional>
#include <map>
#include <mutex>

namespace porchlight::bridge {

// Uniform below a bound greater than zero: libsodium's, or a test's.
using Chance = std::function<std::uint32_t(std::uint32_t bound)>;

enum class Stored {
    kYes,        // durable, now or before: it may be confirmed
    kNoRoom,     // not now: it waits at the server
    kDamaged,    // the service's book cannot be read: nothing may be written over it
    kNotDurable  // the disk did not take it
};

class NumberStock : public ServiceNumbers {
public:
    std::expected<std::string, NumbersError> take(const std::string& service) override;
    void give_back(const std::string& service, const std::string& number) override;
    std::expected<void, NumbersError> keep(const std::string& service, const std::string& number) override;

    // A block of protocol's form, whose numbers follow the service's rule.
    Stored add(const protocol::NumberBlock& block);
    // Neither used nor taken; 0 too where the book cannot be read.
    std::size_t left(const std::string& service) const;

protected:
    explicit NumberStock(Chance chance) : m_chance(std::move(chance)) {}
    void put_book(NumberBook book);
    void put_damaged(const std::string& service);
    // Whole or not at all, and durable when it returns true.
    virtual bool save(const std::string& service, byte_view book) = 0;

private:
    struct Shelf {
        NumberBook book;
        std::set<std::string> taken;
        bool damaged = false;
    };
    static std::vector<std::size_t> free_of(const Shelf& shelf);

    Chance m_chance;
    mutable std::mutex m_mutex;
    std::map<std::string, Shelf> m_shelves;  // by service
};

}  // namespace porchlight::bridge
