#include "bridge/printer/queue.h"

#include "bridge/printer/ipp_client.h"
#include "bridge/printer/way.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace porchlight::bridge {

IppAddress queue_address(const QueueAddress& queue) {
    const std::string server = cupsServer();
    const bool is_here = server.starts_with('/') || is_loopback(server);
    return {"ipp://localhost/printers/" + queue.name, is_here ? server : "localhost",
            static_cast<std::uint16_t>(ippPort()), "/printers/" + queue.name, false};
}

std::optional<int> ended_jobs(const QueueAddress& queue, std::chrono::seconds ago) {
    constexpr int kMost = 100;
    constexpr std::chrono::seconds kPatience{2};
    auto client = IppClient::connect(queue_address(queue), kPatience);
    if (!client)
        return std::nullopt;
    auto request = client->request(IPP_OP_GET_JOBS);
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "which-jobs", nullptr, "completed");
    ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "limit", kMost);
    constexpr std::array kWanted = {"time-at-completed", "job-printer-up-time"};
    ippAddStrings(request.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
                  static_cast<int>(kWanted.size()), nullptr, kWanted.data());
    const auto answer = client->send(std::move(request));
    if (!answer || ippGetStatusCode(answer.get()) > IPP_STATUS_OK_EVENTS_COMPLETE)
        return std::nullopt;
    int count = 0;
    std::optional<int> ended;
    std::optional<int> now;
    // Two integers a job, in either order.
    for (auto* one = ippFirstAttribute(answer.get()); one != nullptr; one = ippNextAttribute(answer.get())) {
        const std::string_view name = ippGetName(one) != nullptr ? ippGetName(one) : "";
        if (name == kWanted[0])
            ended = ippGetInteger(one, 0);
        else if (name == kWanted[1])
            now = ippGetInteger(one, 0);
        if (!ended || !now)
            continue;
        count += std::int64_t{*now} - *ended >= ago.count() ? 1 : 0;
        ended = now = std::nullopt;
    }
    return count;
}

}  // namespace porchlight::bridge
