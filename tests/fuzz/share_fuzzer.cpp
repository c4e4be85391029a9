// A share file that has its form says whose it is; nothing that was not sealed opens. What would be dear to open is
// not.
#include "custody/shares/sealed_secret.h"
#include "tests/fuzz/fuzz.h"

using namespace porchlight;
using namespace porchlight::custody;
using fuzz::expect;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t kCostAt = 48;
    constexpr std::uint32_t kCheapMemoryKib = 64;
    const auto file = fuzz::input(data, size);
    for (const auto kind : {SecretKind::kShare, SecretKind::kCeremony}) {
        const auto header = read_secret_header(kind, file);
        if (!header)
            continue;
        expect(file.size() == kSealedSecretBytes && header->index >= 1 && header->index <= kMaxCustodians);
        if (get_u32(file.subspan(kCostAt + 4)) > kCheapMemoryKib)
            continue;
        const auto opened = open_secret(kind, file, as_bytes("the words of a vector"));
        if (opened && kind == SecretKind::kShare)
            expect(!all_zero(opened->scalar.view()));
    }
    return 0;
}
