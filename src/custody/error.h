// What custody can refuse in its own files (custody/FORMAT.md, Errors).
#pragma once

#include <string_view>

namespace porchlight::custody {

enum class Error { kKeyMalformed, kKeyKind, kKeyMismatch, kKeyReadableByOthers, kExportMalformed, kExportOrder };

std::string_view code(Error error);

}  // namespace porchlight::custody
