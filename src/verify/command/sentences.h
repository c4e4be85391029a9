// What the command says: one sentence an outcome. Pure functions.
#pragma once

#include "verify/card_check.h"
#include "verify/command/picture.h"

namespace porchlight::checking {

std::string sentence(const CardCheck& check, const IssuerList& list);
std::string_view sentence(HolderResult result);
std::string_view sentence(PictureError error);
std::string_view sentence(protocol::Error list_error);
std::string stale_sentence(const IssuerList& list);

}  // namespace porchlight::checking
