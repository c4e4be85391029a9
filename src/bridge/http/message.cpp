#include "bridge/http/message.h"

namespace porchlight::bridge {

Response error_response(unsigned status, std::string_view code) {
    Response out;
    out.status = status;
    out.headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}};
    out.set_text("{\"error\":\"" + std::string(code) + "\"}");
    return out;
}

Response empty_response(unsigned status) {
    Response out;
    out.status = status;
    out.headers = {{"Cache-Control", "no-store"}};
    return out;
}

}  // namespace porchlight::bridge
