#include "custody/destruction/planned_share.h"

#include "custody/shares/sealed_secret.h"

namespace porchlight::custody {
namespace {

constexpr const char* kGiveTheFile = "; give the right file with --share, or --share none where it is gone already";

std::string words_of(std::uint32_t epoch, std::uint32_t sharing, std::uint32_t index) {
    return "custodian " + std::to_string(index) + " of sharing " + std::to_string(sharing) + " of epoch " +
           std::to_string(epoch);
}

std::unexpected<Refusal> refused(const std::string& name, ShareError error, const std::string& is) {
    return std::unexpected(Refusal{name, is + kGiveTheFile, std::string(code(error))});
}

// What differs, the broadest first; nothing: it is the share.
std::optional<ShareError> difference(const Share& share, const DestructionPlan& plan) {
    if (share.epoch != plan.said.epoch)
        return ShareError::kEpoch;
    if (share.sharing != plan.sharing || share.transcript != plan.said.sharing)
        return ShareError::kSharing;
    if (share.index != plan.said.index)
        return ShareError::kIndex;
    return std::nullopt;
}

Allowed<void> check_share_file(const Folder& folder, const std::string& name, const DestructionPlan& plan) {
    // Sealed, and so no secret: a copy on a stick may be open to others, and is to go all the same.
    const auto file = folder.read(name, kMaxKeyFileBytes);
    if (!file)
        return refusal(file.error());
    const auto share = read_secret_header(SecretKind::kShare, as_bytes(*file));
    if (!share)
        return refused(name, share.error(), "is not a share file, or is damaged, and stays");
    if (const auto differs = difference(*share, plan))
        return refused(name, *differs,
                       "stays: it is the share of " + words_of(share->epoch, share->sharing, share->index) +
                           ", and what is to be destroyed is that of " +
                           words_of(plan.said.epoch, plan.sharing, plan.said.index) +
                           (share->transcript == plan.said.sharing ? "" : ", by another transcript"));
    return {};
}

Allowed<void> check_whole_key(const Folder& folder, const std::string& name, const DestructionPlan& plan,
                              const public_key& custodian) {
    const auto text = folder.read_secret(name);
    if (!text)
        return refusal(text.error());
    const auto key = parse_key(text->view(), KeyKind::kEpoch);
    if (!key)
        return refusal(
            {key.error(), name, std::string("is not the key of an epoch, or is damaged, and stays") + kGiveTheFile});
    if (protocol::sole_sharing(plan.said.epoch, key->public_half, custodian).id != plan.said.sharing)
        return refused(name, ShareError::kSharing, "stays: it is the key of another epoch or city");
    return {};
}

}  // namespace

Allowed<void> check_planned_share(const Folder& folder, const std::string& name, const DestructionPlan& plan,
                                  const public_key& custodian) {
    return plan.whole_key ? check_whole_key(folder, name, plan, custodian) : check_share_file(folder, name, plan);
}

}  // namespace porchlight::custody
