#include "tests/server/support/city.h"

#include "protocol/signed_document.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace porchlight::server::test {
namespace {

namespace fs = std::filesystem;

void write_key(const fs::path& file, const signing_key& key, const char* kind) {
    const json object = {{"v", 1}, {"kind", kind}, {"seed", to_hex(key.seed())}, {"public", to_hex(key.public_half)}};
    write_text(file, object.dump());
}

}  // namespace

ScratchFolder::ScratchFolder() : m_path(fs::temp_directory_path() / ("porchlight-test-" + to_hex(random_array<8>()))) {
    fs::create_directories(m_path);
}

ScratchFolder::~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(m_path, ignored);
}

City::City() {
    if (!start_crypto())
        std::abort();
}

std::string City::manifest(std::uint32_t serial) const {
    const char* root = std::getenv("PORCHLIGHT_ROOT");
    json programme = json::parse(text_of(fs::path(root == nullptr ? "." : root) / "assets/programs/lakehaven.json"));
    programme["records"] = records;
    programme["spool_batch"] = spool_batch;
    programme["services"] = services;
    programme["approvals"] = approvals;
    programme["code_sites"] = code_sites;
    const json payload = {
        {"v", 1},
        {"type", "manifest"},
        {"city", "City of Lakehaven"},
        {"serial", serial},
        {"expires", 4'000'000'000},
        {"programme", programme},
        {"epoch", {{"id", epoch}, {"public_key", to_hex(epoch_key)}, {"end", epoch_end}, {"destroy", epoch_destroy}}},
        {"issuers", json::array({{{"public_key", to_hex(issuer.public_half)}, {"withdrawn", false}}})},
        {"receipts", json::array({{{"public_key", to_hex(receipt.public_half)}}})}};
    protocol::SignedDocument document{payload.dump(), {}};
    protocol::add_signature(document, protocol::kManifestContext, custodian);
    return protocol::to_text(document);
}

ServerKeys City::keys() const {
    return {signing_key::from_seed(issuer.seed()), signing_key::from_seed(receipt.seed())};
}

void City::write_keys(const fs::path& folder) const {
    fs::create_directories(folder);
    write_key(folder / "issuer.key", issuer, "issuer");
    write_key(folder / "receipt.key", receipt, "receipt");
}

envelope::Envelope City::sealed() const {
    auto out = random_array<envelope::kEnvelopeBytes>();
    std::ranges::copy(envelope::write_header({epoch, envelope::key_id(epoch_key)}), out.begin());
    return out;
}

TestKiosk::TestKiosk(std::string kiosk_name, std::string kiosk_site)
    : name(std::move(kiosk_name)), site(std::move(kiosk_site)) {}

protocol::KioskRequest TestKiosk::request(const City& city) const {
    protocol::KioskRequest out;
    out.card_class = 2;
    out.kiosk = protocol::kiosk_id(key.public_half);
    out.request = random_array<16>();
    out.payload_hash = random_array<32>();
    out.sealed = city.sealed();
    return out;
}

std::string TestKiosk::bytes_of(const protocol::KioskRequest& request, const protocol::Challenge& challenge) const {
    auto with_challenge = request;
    with_challenge.challenge = challenge;
    return std::string(as_text(protocol::write_request(with_challenge, key)));
}

std::string text_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void write_text(const fs::path& file, std::string_view text) {
    std::ofstream out(file, std::ios::binary);
    out << text;
}

std::string bytes_in_folder(const fs::path& folder) {
    std::string out;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            out += text_of(entry.path());
    return out;
}

std::size_t occurrences(const std::string& content, byte_view wanted) {
    std::size_t count = 0;
    const auto pattern = as_text(wanted);
    for (auto at = content.find(pattern); at != std::string::npos; at = content.find(pattern, at + 1))
        ++count;
    return count;
}

}  // namespace porchlight::server::test
