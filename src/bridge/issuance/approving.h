// What a librarian types at the kiosk of a site with one device (PROTOCOL.md, Approval by code), and what the page is
// told about it. Pure.
#pragma once

#include "base/secret_bytes.h"
#include "bridge/link/approval_link.h"

#include <memory>
#include <string>
#include <string_view>

namespace porchlight::bridge {

// Wiped when it ends.
struct TypedCode {
    std::string librarian;
    std::string code;

    TypedCode() = default;
    TypedCode(const TypedCode&) = delete;
    TypedCode& operator=(const TypedCode&) = delete;
    ~TypedCode() {
        wipe(librarian);
        wipe(code);
    }
};

// The page's message, {"librarian":"…","code":"123456"}; nothing if it is anything else.
std::shared_ptr<const TypedCode> read_typed_code(std::string_view text);

std::string_view code(ApprovalError error);
// HTTP's number for it.
unsigned status(ApprovalError error);

}  // namespace porchlight::bridge
