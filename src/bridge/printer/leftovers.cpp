#include "bridge/printer/leftovers.h"

#include "bridge/printer/ipp_client.h"
#include "bridge/world/log.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <thread>

namespace porchlight::bridge {
namespace {

using std::chrono::seconds;

constexpr std::chrono::milliseconds kLook{400};  // between looks at a job that is being taken back

IppMessage ask(const IppAddress& address, seconds patience,
               const std::function<IppMessage(const IppClient&)>& question) {
    auto client = IppClient::connect(address, patience);
    return client ? client->send(question(*client)) : nullptr;
}

// Ours that are not over; nothing if the printer does not answer. One that keeps no list has none.
std::optional<std::vector<int>> jobs_of(const IppAddress& address, seconds patience) {
    const auto answer = ask(address, patience, [](const IppClient& client) {
        auto request = client.request(IPP_OP_GET_JOBS);
        ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "which-jobs", nullptr, "not-completed");
        ippAddBoolean(request.get(), IPP_TAG_OPERATION, "my-jobs", 1);
        return request;
    });
    if (!answer)
        return std::nullopt;
    std::vector<int> out;
    for (auto* id = ippFindAttribute(answer.get(), "job-id", IPP_TAG_INTEGER); id != nullptr;
         id = ippFindNextAttribute(answer.get(), "job-id", IPP_TAG_INTEGER))
        out.push_back(ippGetInteger(id, 0));
    return out;
}

IppMessage about(const IppAddress& address, seconds patience, ipp_op_t operation, int job) {
    return ask(address, patience, [&](const IppClient& client) {
        auto request = client.request(operation);
        ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
        return request;
    });
}

// forgotten: what it means when the job is not known any more.
TakenBack look_at(const IppAddress& address, seconds patience, int job, TakenBack forgotten) {
    const auto answer = about(address, patience, IPP_OP_GET_JOB_ATTRIBUTES, job);
    if (answer && ippGetStatusCode(answer.get()) == IPP_STATUS_ERROR_NOT_FOUND)
        return forgotten;
    const auto state = answer ? integer_value(answer.get(), "job-state") : std::nullopt;
    if (state == IPP_JSTATE_COMPLETED)
        return TakenBack::kOnePrinted;
    return state == IPP_JSTATE_CANCELED || state == IPP_JSTATE_ABORTED ? TakenBack::kAll : TakenBack::kNot;
}

// was_listed: the printer had it a moment ago. Of another, which was switched off since, nothing comes.
TakenBack take_back(const IppAddress& address, seconds patience, int job, bool was_listed) {
    const auto answer = about(address, patience, IPP_OP_CANCEL_JOB, job);
    const bool is_cancelled = answer && ippGetStatusCode(answer.get()) <= IPP_STATUS_OK_EVENTS_COMPLETE;
    const auto forgotten = was_listed && !is_cancelled ? TakenBack::kOnePrinted : TakenBack::kAll;
    const auto until = std::chrono::steady_clock::now() + patience;
    for (;;) {
        const auto now = look_at(address, patience, job, forgotten);
        if (now != TakenBack::kNot || std::chrono::steady_clock::now() > until)
            return now;
        std::this_thread::sleep_for(kLook);
    }
}

}  // namespace

Leftovers::Leftovers(IppAddress address, bool is_ours_alone, seconds patience)
    : m_address(std::move(address)), m_is_ours_alone(is_ours_alone), m_patience(patience) {}

TakenBack Leftovers::take_back() {
    auto jobs = m_is_ours_alone ? jobs_of(m_address, m_patience) : std::optional(m_given_up);
    if (!jobs)
        return TakenBack::kNot;
    auto out = TakenBack::kAll;
    for (const int job : *jobs) {
        log_line("a job that nobody follows any more is taken back from the printer");
        const auto taken = bridge::take_back(m_address, m_patience, job, m_is_ours_alone);
        if (taken == TakenBack::kNot)
            return taken;
        out = std::max(out, taken);
    }
    m_given_up.clear();
    return out;
}

}  // namespace porchlight::bridge
