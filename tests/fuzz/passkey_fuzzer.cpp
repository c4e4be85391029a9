// What a browser sends of a passkey, as attestation, authenticator data, client data and CBOR: read within its
// bounds, and nothing that was never signed is taken.
#include "server/staff/cbor.h"
#include "server/staff/passkey.h"
#include "tests/fuzz/fuzz.h"

using namespace porchlight;
using namespace porchlight::server;
using fuzz::expect;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto in = fuzz::input(data, size);
    if (CborReader reader(in); reader.skip())
        expect(reader.rest().size() < in.size());
    if (const auto inner = authenticator_data_of(in))
        expect(inner->size() <= in.size());
    if (const auto read = read_authenticator_data(in)) {
        expect(read->credential_id.size() <= kMaxCredentialIdBytes);
        expect(read->credential_id.empty() == read->key.empty());
        expect(read->key.empty() || read->key.size() == 32 || read->key.size() == 64);
    }
    if (const auto client = read_client_data(in))
        expect(client->challenge.size() <= in.size());
    const RelyingParty party{"https://example.org", "example.org"};
    const byte_array<32> challenge{};
    const Passkey passkey{{1}, bytes(64, 1), 0};
    const bytes whole(in.begin(), in.end());
    expect(!check_assertion({passkey.id, whole, whole, whole}, passkey, challenge, party));
    return 0;
}
