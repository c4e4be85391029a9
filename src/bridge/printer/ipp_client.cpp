#include "bridge/printer/ipp_client.h"

#include <algorithm>

namespace porchlight::bridge {
namespace {

constexpr int kConnect_ms = 3000;
// A constant name for every job: a queue's history tells nothing.
constexpr const char* kUserName = "porchlight";

int give_up(http_t*, void*) { return 0; }

// Where an answer comes from, and how much more of it is taken.
struct Rest {
    http_t* connection;
    std::size_t left = kMaxIppAnswerBytes;
};

// An ipp_iocb_t: all of the bytes, or an error.
ssize_t read_rest(void* context, ipp_uchar_t* into, std::size_t size) {
    auto& rest = *static_cast<Rest*>(context);
    if (size > rest.left)
        return -1;
    rest.left -= size;
    for (std::size_t done = 0; done < size;) {
        const auto got = httpRead2(rest.connection, reinterpret_cast<char*>(into) + done, size - done);
        if (got <= 0)
            return -1;
        done += static_cast<std::size_t>(got);
    }
    return static_cast<ssize_t>(size);
}

// As cupsGetResponse, which has no limit.
IppMessage read_answer(http_t* connection) {
    auto status = HTTP_STATUS_CONTINUE;
    while (status == HTTP_STATUS_CONTINUE)
        status = httpUpdate(connection);
    if (status != HTTP_STATUS_OK)
        return nullptr;
    IppMessage out(ippNew());
    Rest rest{connection};
    auto state = IPP_STATE_IDLE;
    while (state != IPP_STATE_DATA && state != IPP_STATE_ERROR)
        state = ippReadIO(&rest, read_rest, 1, nullptr, out.get());
    if (state == IPP_STATE_ERROR)
        return nullptr;
    httpFlush(connection);
    return out;
}

}  // namespace

std::optional<IppClient> IppClient::connect(const IppAddress& address, std::chrono::seconds patience) {
    http_t* connection = httpConnect2(address.host.c_str(), address.port, nullptr, AF_UNSPEC,
                                      address.encrypted ? HTTP_ENCRYPTION_ALWAYS : HTTP_ENCRYPTION_IF_REQUESTED, 1,
                                      kConnect_ms, nullptr);
    if (connection == nullptr)
        return std::nullopt;
    const auto limit = std::min(patience, kLongestAnswer);
    httpSetTimeout(connection, static_cast<double>(limit.count()), give_up, nullptr);
    return IppClient(address, connection);
}

IppMessage IppClient::request(ipp_op_t operation) const {
    IppMessage out(ippNewRequest(operation));
    ippAddString(out.get(), IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, m_address.uri.c_str());
    ippAddString(out.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr, kUserName);
    return out;
}

IppMessage IppClient::send(IppMessage request, byte_view document) {
    const auto length = ippLength(request.get()) + document.size();
    const auto sent = cupsSendRequest(m_connection.get(), request.get(), m_address.resource.c_str(), length);
    if (sent != HTTP_STATUS_CONTINUE)
        return nullptr;
    if (!document.empty() && cupsWriteRequestData(m_connection.get(), reinterpret_cast<const char*>(document.data()),
                                                  document.size()) != HTTP_STATUS_CONTINUE)
        return nullptr;
    return read_answer(m_connection.get());
}

std::vector<std::string> text_values(ipp_t* message, const char* name) {
    std::vector<std::string> out;
    auto* attribute = ippFindAttribute(message, name, IPP_TAG_ZERO);
    for (int i = 0; attribute != nullptr && i < ippGetCount(attribute); ++i)
        if (const char* text = ippGetString(attribute, i, nullptr))
            out.emplace_back(text);
    return out;
}

std::vector<int> integer_values(ipp_t* message, const char* name) {
    std::vector<int> out;
    auto* attribute = ippFindAttribute(message, name, IPP_TAG_INTEGER);
    for (int i = 0; attribute != nullptr && i < ippGetCount(attribute); ++i)
        out.push_back(ippGetInteger(attribute, i));
    return out;
}

std::vector<std::string> octet_values(ipp_t* message, const char* name) {
    std::vector<std::string> out;
    auto* attribute = ippFindAttribute(message, name, IPP_TAG_STRING);
    for (int i = 0; attribute != nullptr && i < ippGetCount(attribute); ++i) {
        int size = 0;
        if (const auto* data = static_cast<const char*>(ippGetOctetString(attribute, i, &size)))
            out.emplace_back(data, static_cast<std::size_t>(size));
    }
    return out;
}

std::optional<int> integer_value(ipp_t* message, const char* name) {
    auto* attribute = ippFindAttribute(message, name, IPP_TAG_ZERO);
    const auto tag = attribute != nullptr ? ippGetValueTag(attribute) : IPP_TAG_ZERO;
    if (tag != IPP_TAG_INTEGER && tag != IPP_TAG_ENUM)
        return std::nullopt;
    return ippGetInteger(attribute, 0);
}

}  // namespace porchlight::bridge
