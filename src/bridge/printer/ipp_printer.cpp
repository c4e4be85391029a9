#include "bridge/printer/ipp_printer.h"

#include "bridge/printer/capabilities.h"
#include "bridge/printer/status.h"
#include "bridge/world/log.h"

#include <algorithm>
#include <chrono>
#include <thread>

namespace porchlight::bridge {
namespace {

using std::chrono::seconds;

constexpr std::chrono::milliseconds kLook{400};  // between looks at a job
constexpr seconds kBusyPatience{60};             // for another job of the printer to end
constexpr seconds kSilencePatience{60};          // of a printer that has the job
constexpr const char* kJobName = "card";

IppMessage ask_printer(IppClient& client, bool everything) {
    auto request = client.request(IPP_OP_GET_PRINTER_ATTRIBUTES);
    constexpr const char* kState[] = {"printer-state", "printer-state-reasons"};
    constexpr const char* kAll[] = {"all", "media-col-database"};
    if (everything)
        ippAddStrings(request.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", 2, nullptr, kAll);
    else
        ippAddStrings(request.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", 2, nullptr, kState);
    auto answer = client.send(std::move(request));
    if (!answer || ippGetStatusCode(answer.get()) > IPP_STATUS_OK_EVENTS_COMPLETE)
        return nullptr;
    return answer;
}

std::optional<bytes> document_of(const Faces& faces, const Capabilities& printer) {
    return printer.format == Format::kPwgRaster ? pwg_document(faces, printer.media, printer.sides, printer.raster_type)
                                                : pdf_document(faces, printer.media, printer.sides);
}

void add_media(ipp_t* request, const MediaSize& media) {
    ipp_t* size = ippNew();
    ippAddInteger(size, IPP_TAG_ZERO, IPP_TAG_INTEGER, "x-dimension", media.width);
    ippAddInteger(size, IPP_TAG_ZERO, IPP_TAG_INTEGER, "y-dimension", media.length);
    ipp_t* collection = ippNew();
    ippAddCollection(collection, IPP_TAG_ZERO, "media-size", size);
    for (const char* margin : {"media-top-margin", "media-bottom-margin", "media-left-margin", "media-right-margin"})
        ippAddInteger(collection, IPP_TAG_ZERO, IPP_TAG_INTEGER, margin, 0);
    ippAddCollection(request, IPP_TAG_JOB, "media-col", collection);
    ippDelete(size);
    ippDelete(collection);
}

IppMessage job_request(const IppClient& client, const Capabilities& printer) {
    auto request = client.request(IPP_OP_PRINT_JOB);
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nullptr, kJobName);
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", nullptr,
                 printer.format == Format::kPwgRaster ? "image/pwg-raster" : "application/pdf");
    ippAddString(request.get(), IPP_TAG_JOB, IPP_TAG_KEYWORD, "sides", nullptr, keyword(printer.sides));
    add_media(request.get(), printer.media);
    return request;
}

// The job's number. A printer that is busy with another job has taken nothing: it may be asked again.
std::expected<int, PrintError> submit(const IppAddress& address, const Capabilities& printer, byte_view document) {
    const auto until = std::chrono::steady_clock::now() + kBusyPatience;
    for (;;) {
        auto client = IppClient::connect(address);
        if (!client)
            return std::unexpected(PrintError::kUnreachable);
        auto request = job_request(*client, printer);
        const auto answer = client->send(std::move(request), document);
        if (!answer)
            return std::unexpected(PrintError::kLost);
        const auto status = ippGetStatusCode(answer.get());
        if (status <= IPP_STATUS_OK_EVENTS_COMPLETE)
            return integer_value(answer.get(), "job-id").value_or(0);
        if (status != IPP_STATUS_ERROR_BUSY || std::chrono::steady_clock::now() > until) {
            log_line(std::string("the printer refused a job: ") + ippErrorString(status));
            return std::unexpected(PrintError::kNotAccepted);
        }
        std::this_thread::sleep_for(kLook);
    }
}

struct JobLook {
    ipp_jstate_t state = IPP_JSTATE_PENDING;
    int page = 1;
};

std::optional<JobLook> look_at_job(const IppAddress& address, int job) {
    auto client = IppClient::connect(address);
    if (!client)
        return std::nullopt;
    auto request = client->request(IPP_OP_GET_JOB_ATTRIBUTES);
    ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
    const auto answer = client->send(std::move(request));
    const auto state = answer ? integer_value(answer.get(), "job-state") : std::nullopt;
    if (!state)
        return std::nullopt;
    const int done = integer_value(answer.get(), "job-impressions-completed").value_or(0);
    return JobLook{static_cast<ipp_jstate_t>(*state), std::clamp(done + 1, 1, kCardPages)};
}

// Until the printer says how it ended.
std::expected<void, PrintError> follow(const IppAddress& address, int job, const std::function<void(int)>& on_page) {
    auto heard = std::chrono::steady_clock::now();
    for (;;) {
        const auto look = look_at_job(address, job);
        const auto now = std::chrono::steady_clock::now();
        if (look) {
            heard = now;
            on_page(look->page);
            if (look->state == IPP_JSTATE_COMPLETED)
                return {};
            if (look->state == IPP_JSTATE_ABORTED || look->state == IPP_JSTATE_CANCELED)
                return std::unexpected(PrintError::kAborted);
        } else if (now - heard > kSilencePatience) {
            return std::unexpected(PrintError::kLost);
        }
        std::this_thread::sleep_for(kLook);
    }
}

IppAddress queue_address(const QueueAddress& queue) {
    return {"ipp://localhost/printers/" + queue.name, cupsServer(), static_cast<std::uint16_t>(ippPort()),
            "/printers/" + queue.name, false};
}

}  // namespace

IppPrinter::IppPrinter(IppAddress address) : m_address(std::move(address)) {}

IppPrinter::IppPrinter(const QueueAddress& queue) : m_address(queue_address(queue)) {}

PrinterStatus IppPrinter::status() {
    auto client = IppClient::connect(m_address);
    const auto answer = client ? ask_printer(*client, false) : nullptr;
    const auto state = answer ? integer_value(answer.get(), "printer-state") : std::nullopt;
    if (!state)
        return {};
    return status_of(*state, text_values(answer.get(), "printer-state-reasons"));
}

std::expected<void, PrintError> IppPrinter::print(const Faces& faces, const std::function<void(int)>& on_page) {
    auto client = IppClient::connect(m_address);
    const auto answer = client ? ask_printer(*client, true) : nullptr;
    if (!answer)
        return std::unexpected(PrintError::kUnreachable);
    const auto printer = read_capabilities(answer.get());
    auto document = printer ? document_of(faces, *printer) : std::nullopt;
    if (!document) {
        log_line(
            "the printer takes no ID-1 card as PWG raster (8-bit colour) or PDF: choose its card media, or another");
        return std::unexpected(PrintError::kUnsupported);
    }
    on_page(1);
    const auto job = submit(m_address, *printer, *document);
    wipe(*document);
    if (!job)
        return std::unexpected(job.error());
    return follow(m_address, *job, on_page);
}

}  // namespace porchlight::bridge
