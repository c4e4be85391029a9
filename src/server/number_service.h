// Blocks of service numbers, for administrators (protocol/PROTOCOL.md, Service numbers): how many there are, lists that
// services hand over, dealing to a site's kiosks. Which kiosk has which number is not known here. Without transport.
// The I/O thread only.
#pragma once

#include "server/error.h"
#include "server/number_list.h"
#include "server/store/store_runner.h"

namespace porchlight::server {

struct ImportFault {
    std::size_t line = 1;
    std::string words;  // "its check symbol is wrong"
};

class NumberService {
public:
    template <class T>
    using Answered = std::function<void(std::expected<T, Error>)>;
    // How many were imported; or none of them, and why.
    using Imported = std::expected<std::size_t, ImportFault>;

    NumberService(const CurrentSettings& settings, StoreRunner& store) : m_settings(settings), m_store(store) {}

    // kRole of all: only an administrator may.
    // Of every service of the programme in force, in its order.
    void counts(const Staff& actor, Answered<std::vector<NumberCount>> answered);
    // list: as number_list.h reads it. kGone: the programme has no such service.
    void import_list(const Staff& actor, const std::string& service, const std::string& list,
                     Answered<Imported> answered);
    // To all kiosks of the site. kGone: no such service, or no kiosk there; kPoolShort.
    void deal(const Staff& actor, const std::string& service, const std::string& site, std::size_t count,
              Answered<void> answered);

private:
    const protocol::Service* find(const std::string& service) const;

    const CurrentSettings& m_settings;
    StoreRunner& m_store;
};

}  // namespace porchlight::server
