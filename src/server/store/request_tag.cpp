#include "server/store/store.h"

namespace porchlight::server {

RequestTag tag_of(const protocol::KioskRequest& request) {
    return {request.kiosk, request.request,      request.card_class,
            request.again, request.payload_hash, hash(request.sealed)};
}

std::expected<bool, StoreError> RecordStore::holds(const RequestTag& tag) {
    const auto each = holds_each({&tag, 1});
    if (!each)
        return std::unexpected(each.error());
    return each->front();
}

hash256 request_key(byte_view day_key, const RequestTag& tag) {
    const std::array kinds{tag.card_class, static_cast<std::uint8_t>(tag.again)};
    return keyed_hash(day_key, {tag.kiosk, tag.request, kinds, tag.payload_hash, tag.record_hash});
}

}  // namespace porchlight::server
