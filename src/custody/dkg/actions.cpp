#include "custody/dkg/actions.h"

#include "custody/dkg/own_secrets.h"

namespace porchlight::custody::dkg {
namespace {

Allowed<std::string> put_down(const Place& place, const Ceremony& ceremony, Round round, std::uint32_t index,
                              const std::expected<std::string, Fault>& text) {
    if (!text)
        return std::unexpected(refusal_of(ceremony, text.error()));
    auto name = file_name(ceremony, round, index);
    if (const auto written = write_once(place.table, name, *text); !written)
        return std::unexpected(written.error());
    return name;
}

// The old share of a dealer; empty in a generation.
Allowed<secret_bytes> dealt_scalar(const Place& place, const Own& own, byte_view passphrase) {
    const auto& old = own.ceremony.previous();
    if (!old)
        return secret_bytes();
    auto share = open_checked_share(place.own, share_file_name(old->epoch, old->number, own.dealer), *old, passphrase);
    if (!share)
        return std::unexpected(share.error());
    return std::move(share->scalar);
}

// Opened again as it lies there: what it was made from is erased next.
Allowed<void> keep_share(Folder& own, const std::string& name, const Share& share, const Sharing& sharing,
                         byte_view passphrase, const PassphraseCost& cost) {
    const auto sealed = seal_secret(SecretKind::kShare, share, passphrase, cost);
    if (!sealed)
        return refusal(name, sealed.error());
    if (const auto written = own.write_secret(name, *sealed); !written)
        return refusal(written.error());
    if (!open_checked_share(own, name, sharing, passphrase)) {
        own.remove(name);
        return refusal({Error::kNotWritten, name, "does not open as it was written; check the disk, and try again"});
    }
    return {};
}

Allowed<std::string> make_share(const Place& place, const Own& own, const Table& table, const Sharing& sharing,
                                byte_view passphrase, const PassphraseCost& cost) {
    auto name = share_file_name(sharing.epoch, sharing.number, own.index);
    // There since an earlier try; of the secret nothing may be left.
    if (place.own.exists(name)) {
        if (const auto there = open_checked_share(place.own, name, sharing, passphrase); !there)
            return std::unexpected(there.error());
        return name;
    }
    const auto secrets = open_secrets(place, own, passphrase);
    if (!secrets)
        return std::unexpected(secrets.error());
    const auto share = share_of(own.ceremony, {own.key, *secrets}, table, sharing);
    if (!share)
        return std::unexpected(refusal_of(own.ceremony, share.error()));
    if (const auto right = check_share(*share, sharing); !right)
        return refusal(name, right.error());
    if (const auto kept = keep_share(place.own, name, *share, sharing, passphrase, cost); !kept)
        return std::unexpected(kept.error());
    return name;
}

}  // namespace

bool has_secret(const Place& place, const Ceremony& ceremony) {
    return place.own.exists(secret_file_name(ceremony.hash()));
}

Allowed<std::string> join(const Place& place, byte_view passphrase, const PassphraseCost& cost) {
    const auto own = load_own(place, Part::kCustodian);
    if (!own)
        return std::unexpected(own.error());
    const auto secrets = open_or_make_secrets(place, *own, passphrase, cost);
    if (!secrets)
        return std::unexpected(secrets.error());
    return put_down(place, own->ceremony, Round::kJoin, own->index, join(own->ceremony, {own->key, *secrets}));
}

Allowed<std::string> commit(const Place& place, byte_view passphrase) {
    const auto own = load_own(place, Part::kCustodian);
    if (!own)
        return std::unexpected(own.error());
    if (own->ceremony.previous())
        return std::unexpected(
            Refusal{"a resharing", "has no round of commitments; go on with ceremony-deal", "ceremony_no_commitments"});
    const auto secrets = open_secrets(place, *own, passphrase);
    if (!secrets)
        return std::unexpected(secrets.error());
    return put_down(place, own->ceremony, Round::kCommit, own->index,
                    commit(own->ceremony, {own->key, *secrets}, load_table(own->ceremony, place.table)));
}

Allowed<std::string> deal(const Place& place, byte_view passphrase, byte_view share_passphrase,
                          const PassphraseCost& cost) {
    const auto own = load_own(place, Part::kDealer);
    if (!own)
        return std::unexpected(own.error());
    const auto old_share = dealt_scalar(place, *own, share_passphrase);
    if (!old_share)
        return std::unexpected(old_share.error());
    const auto secrets =
        own->index == 0 ? open_or_make_secrets(place, *own, passphrase, cost) : open_secrets(place, *own, passphrase);
    if (!secrets)
        return std::unexpected(secrets.error());
    const auto text =
        deal(own->ceremony, {own->key, *secrets}, load_table(own->ceremony, place.table), old_share->view());
    return put_down(place, own->ceremony, Round::kDeal, own->dealer, text);
}

Allowed<Checked> check(const Place& place, byte_view passphrase) {
    const auto own = load_own(place, Part::kCustodian);
    if (!own)
        return std::unexpected(own.error());
    const auto secrets = open_secrets(place, *own, passphrase);
    if (!secrets)
        return std::unexpected(secrets.error());
    const auto verdict = check(own->ceremony, {own->key, *secrets}, load_table(own->ceremony, place.table));
    if (!verdict)
        return std::unexpected(refusal_of(own->ceremony, verdict.error()));
    const auto round = verdict->complaint ? Round::kComplaint : Round::kAgree;
    const auto name = put_down(place, own->ceremony, round, own->index, verdict->text);
    if (!name)
        return std::unexpected(name.error());
    Checked out{*name, std::nullopt};
    if (verdict->complaint)
        out.complaint = refusal_of(own->ceremony, *verdict->complaint);
    return out;
}

Allowed<Finished> finish(const Place& place, byte_view passphrase, const PassphraseCost& cost) {
    const auto own = load_own(place, Part::kAny);
    if (!own)
        return std::unexpected(own.error());
    const auto table = load_table(own->ceremony, place.table);
    const auto transcript = transcript_of(own->ceremony, table);
    if (!transcript)
        return std::unexpected(refusal_of(own->ceremony, transcript.error()));
    const auto& sharing = transcript->sharing;
    Finished out{sharing, transcript_file_name(sharing.epoch, sharing.number), {}};
    if (own->index != 0) {
        auto share = make_share(place, *own, table, sharing, passphrase, cost);
        if (!share)
            return std::unexpected(share.error());
        out.share_file = std::move(*share);
    }
    for (auto* folder : {&place.own, &place.table})
        if (const auto written = write_once(*folder, out.transcript_file, to_text(*transcript)); !written)
            return std::unexpected(written.error());
    // Last: a step that was cut off is taken again.
    const auto erased = place.own.erase_secret(secret_file_name(own->ceremony.hash()));
    if (!erased && erased.error().error != Error::kMissing)
        return refusal(erased.error());
    return out;
}

Allowed<std::optional<Refusal>> compare(const Folder& one, const Folder& other) {
    const auto ceremony = load_ceremony(one);
    if (!ceremony)
        return std::unexpected(ceremony.error());
    const auto same = load_ceremony(other);
    if (!same)
        return std::unexpected(same.error());
    if (ceremony->hash() != same->hash())
        return std::unexpected(
            Refusal{"the invitations", "differ: these are two ceremonies; begin again with one", "ceremony_other"});
    const auto fault = find_equivocation(*ceremony, load_table(*ceremony, one), load_table(*ceremony, other));
    if (!fault)
        return std::nullopt;
    return refusal_of(*ceremony, *fault);
}

}  // namespace porchlight::custody::dkg
