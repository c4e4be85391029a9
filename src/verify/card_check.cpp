#include "verify/card_check.h"

#include "card/number.h"
#include "record/birth_date.h"
#include "record/name.h"

namespace porchlight::checking {
namespace {

Verdict verdict_of(card::Error error) {
    switch (error) {
        case card::Error::kCodeAltered: return Verdict::kAltered;
        case card::Error::kCodeUnknownIssuer: return Verdict::kUnknownIssuer;
        case card::Error::kCodeWithdrawnIssuer: return Verdict::kWithdrawnIssuer;
        default: return Verdict::kNotOurs;
    }
}

Verdict verdict_of(const card::CheckedCode& code, const date& today) {
    if (!code.expiry)
        return Verdict::kDoesNotExpire;
    return card::is_expired(code, today) ? Verdict::kExpired : Verdict::kGenuineUntil;
}

HolderResult number_fault(card::Error error) {
    return error == card::Error::kNumberCheck ? HolderResult::kNumberMistyped : HolderResult::kNumberIncomplete;
}

// Wiped whichever way the comparison ends.
struct WipedHolder : card::Holder {
    ~WipedHolder() {
        wipe(comparable_name);
        wipe(dob);
        wipe(number);
    }
};

}  // namespace

std::string_view code(Verdict verdict) {
    switch (verdict) {
        case Verdict::kGenuineUntil: return "genuine_until";
        case Verdict::kDoesNotExpire: return "does_not_expire";
        case Verdict::kExpired: return "expired";
        case Verdict::kAltered: return "altered";
        case Verdict::kUnknownIssuer: return "unknown_issuer";
        case Verdict::kWithdrawnIssuer: return "withdrawn_issuer";
        case Verdict::kNotOurs: return "not_ours";
    }
    return "not_ours";
}

bool is_genuine(Verdict verdict) { return verdict == Verdict::kGenuineUntil || verdict == Verdict::kDoesNotExpire; }

CardCheck check_card(std::string_view code_text, const IssuerList& list, const date& today) {
    const auto checked = card::check_code(code_text, list.issuers);
    if (!checked)
        return {verdict_of(checked.error()), std::nullopt, std::nullopt};
    return {verdict_of(*checked, today), checked->expiry, *checked};
}

TypedHolder::~TypedHolder() {
    wipe(name);
    wipe(dob);
    wipe(number);
}

std::string_view code(HolderResult result) {
    switch (result) {
        case HolderResult::kMatches: return "matches";
        case HolderResult::kDiffers: return "differs";
        case HolderResult::kNameUnreadable: return "name_unreadable";
        case HolderResult::kDateNotReal: return "date_not_real";
        case HolderResult::kNumberIncomplete: return "number_incomplete";
        case HolderResult::kNumberMistyped: return "number_mistyped";
        case HolderResult::kNoMemory: return "no_memory";
    }
    return "differs";
}

HolderResult check_holder(const card::CheckedCode& signed_code, const TypedHolder& typed, const date& today) {
    auto name = record::canonical_name(typed.name);
    if (!name)
        return HolderResult::kNameUnreadable;
    const auto born = record::parse_birth_date(typed.dob, today);
    if (!born)
        return HolderResult::kDateNotReal;
    auto number = card::parse_number(typed.number);
    if (!number)
        return number_fault(number.error());
    WipedHolder holder;
    holder.comparable_name = record::comparison_form(*name);
    holder.dob = born->text();
    holder.number = *number;
    wipe(*name);
    wipe(*number);
    const auto committed = card::commitment(holder, signed_code.salt);
    if (!committed)
        return HolderResult::kNoMemory;
    return equal_secret(*committed, signed_code.holder_commitment) ? HolderResult::kMatches : HolderResult::kDiffers;
}

}  // namespace porchlight::checking
