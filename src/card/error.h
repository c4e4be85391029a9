// What can be wrong with a card's number or code (card/FORMAT.md, Errors).
#pragma once

#include <string_view>

namespace porchlight::card {

enum class Error {
    kNumberLength,
    kNumberSymbol,
    kNumberCheck,
    kCodePrefix,
    kCodeBase45,
    kCodeSize,
    kCodeVersion,
    kCodeUnknownIssuer,
    kCodeWithdrawnIssuer,
    kCodeAltered,
    kCodeExpired,
};

std::string_view code(Error error);

}  // namespace porchlight::card
