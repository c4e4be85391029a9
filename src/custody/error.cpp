#include "custody/error.h"

namespace porchlight::custody {

std::string_view code(Error error) {
    switch (error) {
        case Error::kKeyMalformed: return "key_malformed";
        case Error::kKeyKind: return "key_kind";
        case Error::kKeyMismatch: return "key_mismatch";
        case Error::kKeyReadableByOthers: return "key_readable_by_others";
        case Error::kExportMalformed: return "export_malformed";
        case Error::kExportOrder: return "export_order";
    }
    return "key_malformed";
}

}  // namespace porchlight::custody
