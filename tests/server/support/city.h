// A city for the tests of the server: keys, a signed manifest, kiosks that make real requests.
#pragma once

#include "base/json.h"
#include "protocol/kiosk_request.h"
#include "protocol/receipt.h"
#include "server/receipt_signer.h"
#include "server/settings.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace porchlight::server::test {

// A folder that is gone with the test.
class ScratchFolder {
public:
    ScratchFolder();
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

struct City {
    City();

    signing_key custodian = signing_key::generate();
    signing_key issuer = signing_key::generate();
    signing_key receipt = signing_key::generate();
    byte_array<32> epoch_key = random_array<32>();
    std::uint32_t epoch = 1;
    std::string epoch_end = "2027-01-01";
    std::string epoch_destroy = "2034-01-01";
    std::string records = "sealed";
    std::size_t spool_batch = 100;
    json services = json::array();
    json approvals = json::object();
    json code_sites = json::array();

    // The signed document.
    std::string manifest(std::uint32_t serial = 1) const;
    ServerKeys keys() const;
    // issuer.key and receipt.key, as porchlight-custody writes them.
    void write_keys(const std::filesystem::path& folder) const;
    envelope::Envelope sealed() const;
};

struct TestKiosk {
    explicit TestKiosk(std::string kiosk_name = "Kiosk 1", std::string kiosk_site = "North Branch");

    std::string name;
    std::string site;
    signing_key key = signing_key::generate();

    Kiosk entry() const { return {key.public_half, name, site}; }
    // A new issue request, for an adult.
    protocol::KioskRequest request(const City& city) const;
    std::string bytes_of(const protocol::KioskRequest& request, const protocol::Challenge& challenge) const;
};

std::string text_of(const std::filesystem::path& file);
void write_text(const std::filesystem::path& file, std::string_view text);
// The bytes of all files of a folder, whatever their names, one after the other.
std::string bytes_in_folder(const std::filesystem::path& folder);
std::size_t occurrences(const std::string& content, byte_view wanted);

}  // namespace porchlight::server::test
