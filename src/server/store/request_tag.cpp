#include "server/store/store.h"

namespace porchlight::server {

RequestTag tag_of(const protocol::KioskRequest& request) {
    return {request.kiosk, request.request, request.card_class, request.payload_hash, hash(request.sealed)};
}

hash256 request_key(byte_view day_key, const RequestTag& tag) {
    return keyed_hash(day_key,
                      {tag.kiosk, tag.request, byte_view(&tag.card_class, 1), tag.payload_hash, tag.record_hash});
}

}  // namespace porchlight::server
