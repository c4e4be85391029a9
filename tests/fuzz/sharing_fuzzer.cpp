// A transcript, an invitation or an introduction that is read is, byte for byte, the one that would be written.
#include "custody/dkg/invitation.h"
#include "tests/fuzz/fuzz.h"

using namespace porchlight;
using fuzz::expect;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = as_text(fuzz::input(data, size));
    if (const auto transcript = custody::parse_transcript(text))
        expect(custody::to_text(*transcript) == text && transcript->sharing.k >= 2);
    if (const auto sharing = custody::parse_sharing(text)) {
        expect(custody::to_text(*sharing) == text);
        expect(!all_zero(sharing->epoch_public_key()));
        for (std::uint32_t index = 1; index <= sharing->n(); ++index)
            expect(!custody::group::is_identity(sharing->verification_key(index)));
    }
    if (const auto invitation = custody::dkg::parse_invitation(text))
        expect(custody::dkg::to_text(*invitation) == text);
    static_cast<void>(custody::dkg::parse_introduction(text));
    return 0;
}
