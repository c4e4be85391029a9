#include "bridge/printer/queue.h"

#include "bridge/printer/ipp_client.h"
#include "bridge/printer/way.h"

namespace porchlight::bridge {

IppAddress queue_address(const QueueAddress& queue) {
    const std::string server = cupsServer();
    const bool is_here = server.starts_with('/') || is_loopback(server);
    return {"ipp://localhost/printers/" + queue.name, is_here ? server : "localhost",
            static_cast<std::uint16_t>(ippPort()), "/printers/" + queue.name, false};
}

std::optional<int> ended_jobs(const QueueAddress& queue) {
    constexpr int kMost = 100;
    auto client = IppClient::connect(queue_address(queue));
    if (!client)
        return std::nullopt;
    auto request = client->request(IPP_OP_GET_JOBS);
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "which-jobs", nullptr, "completed");
    ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "limit", kMost);
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", nullptr, "job-id");
    const auto answer = client->send(std::move(request));
    if (!answer || ippGetStatusCode(answer.get()) > IPP_STATUS_OK_EVENTS_COMPLETE)
        return std::nullopt;
    int count = 0;
    for (auto* id = ippFindAttribute(answer.get(), "job-id", IPP_TAG_INTEGER); id != nullptr;
         id = ippFindNextAttribute(answer.get(), "job-id", IPP_TAG_INTEGER))
        ++count;
    return count;
}

}  // namespace porchlight::bridge
