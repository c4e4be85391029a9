#include "bridge/printer/ipp_printer.h"

#include "bridge/printer/capabilities.h"
#include "bridge/printer/queue.h"
#include "bridge/printer/status.h"
#include "bridge/printer/way.h"
#include "bridge/world/log.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <thread>

namespace porchlight::bridge {
namespace {

using std::chrono::seconds;

constexpr std::chrono::milliseconds kLook{400};  // between looks at a job
constexpr seconds kRecent{1};                    // what a printer said so long ago need not be asked again
constexpr seconds kBusyPatience{60};             // for another job of the printer to end
constexpr const char* kJobName = "card";

// Only what is looked at: a printer may have hundreds of attributes, and is asked every two seconds.
IppMessage ask_printer(IppClient& client) {
    auto request = client.request(IPP_OP_GET_PRINTER_ATTRIBUTES);
    constexpr std::array kWanted = {"printer-state",
                                    "printer-state-reasons",
                                    "printer-make-and-model",
                                    "printer-device-id",
                                    "device-uri",
                                    "marker-levels",
                                    "marker-types",
                                    "printer-supply",
                                    "printer-input-tray",
                                    "document-format-supported",
                                    "media-ready",
                                    "media-supported",
                                    "media-default",
                                    "media-size-supported",
                                    "sides-supported",
                                    "print-scaling-supported",
                                    "pwg-raster-document-type-supported",
                                    "pwg-raster-document-resolution-supported",
                                    "pwg-raster-document-sheet-back"};
    ippAddStrings(request.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
                  static_cast<int>(kWanted.size()), nullptr, kWanted.data());
    auto answer = client.send(std::move(request));
    if (!answer || ippGetStatusCode(answer.get()) > IPP_STATUS_OK_EVENTS_COMPLETE)
        return nullptr;
    return answer;
}

std::string first_text(ipp_t* answer, const char* name) {
    const auto values = text_values(answer, name);
    return values.empty() ? std::string() : values.front();
}

// For whoever runs the printer.
std::string told_of(const PrinterModel& model) {
    const auto habits = habits_of(model, false);
    std::string out = "the printer is taken for: " + model.name;
    if (habits.ribbon_keeps)
        out += "; its used ribbon may keep a picture of every card: shred it";
    if (habits.memory_keeps)
        out += "; it may remember the last cards: switch it off at closing";
    return out;
}

// Wiped when it goes, however that is.
struct Documents {
    std::vector<bytes> list;
    explicit Documents(std::vector<bytes> made) : list(std::move(made)) {}
    Documents(const Documents&) = delete;
    Documents& operator=(const Documents&) = delete;
    ~Documents() {
        for (auto& document : list)
            wipe(document);
    }
};

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
                 mime_type(printer.format));
    ippAddString(request.get(), IPP_TAG_JOB, IPP_TAG_KEYWORD, "sides", nullptr, keyword(printer.sides));
    if (printer.fills && printer.format != Format::kPwgRaster)
        ippAddString(request.get(), IPP_TAG_JOB, IPP_TAG_KEYWORD, "print-scaling", nullptr, "fill");
    add_media(request.get(), printer.sheet.media);
    return request;
}

// The job's number. A printer that is busy with another job has taken nothing: it may be asked again.
std::expected<int, PrintError> submit(const IppAddress& address, seconds patience, const Capabilities& printer,
                                      byte_view document) {
    const auto until = std::chrono::steady_clock::now() + kBusyPatience;
    for (;;) {
        auto client = IppClient::connect(address, patience);
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
    bool is_forgotten = false;  // no such job any more
};

std::optional<JobLook> look_at_job(const IppAddress& address, seconds patience, int job) {
    auto client = IppClient::connect(address, patience);
    if (!client)
        return std::nullopt;
    auto request = client->request(IPP_OP_GET_JOB_ATTRIBUTES);
    ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
    const auto answer = client->send(std::move(request));
    if (answer && ippGetStatusCode(answer.get()) == IPP_STATUS_ERROR_NOT_FOUND)
        return JobLook{.is_forgotten = true};
    const auto state = answer ? integer_value(answer.get(), "job-state") : std::nullopt;
    if (!state)
        return std::nullopt;
    const int done = integer_value(answer.get(), "job-impressions-completed").value_or(0);
    return JobLook{static_cast<ipp_jstate_t>(*state), std::clamp(done + 1, 1, kCardPages)};
}

// Until the printer says how it ended.
std::expected<void, PrintError> follow(const IppAddress& address, int job, seconds patience,
                                       const std::function<void(int)>& on_page) {
    auto heard = std::chrono::steady_clock::now();
    for (;;) {
        const auto look = look_at_job(address, patience, job);
        const auto now = std::chrono::steady_clock::now();
        if (look) {
            heard = now;
            // A queue that keeps no history forgets a job as it ends: nobody knows how.
            if (look->is_forgotten)
                return std::unexpected(PrintError::kLost);
            on_page(look->page);
            if (look->state == IPP_JSTATE_COMPLETED)
                return {};
            if (look->state == IPP_JSTATE_ABORTED || look->state == IPP_JSTATE_CANCELED)
                return std::unexpected(look->page == 1 ? PrintError::kAborted : PrintError::kLost);
        } else if (now - heard > patience) {
            return std::unexpected(PrintError::kLost);
        }
        std::this_thread::sleep_for(kLook);
    }
}

}  // namespace

struct IppPrinter::Look {
    IppMessage answer;
    const PrinterModel* model = nullptr;
    Way way = Way::kAnswers;
    std::optional<Capabilities> capabilities;  // nothing: no card can be sent

    bool spools() const {
        return model->completed == Completed::kSpooled ||
               (model->completed == Completed::kByQueue && way == Way::kSpools);
    }
};

IppPrinter::IppPrinter(IppAddress address, std::shared_ptr<const PrinterRegistry> registry, seconds patience)
    : m_address(std::move(address)),
      m_registry(std::move(registry)),
      m_patience(patience),
      m_leftovers(m_address, is_loopback(m_address.host), patience) {}

IppPrinter::IppPrinter(const QueueAddress& queue, std::shared_ptr<const PrinterRegistry> registry, seconds patience)
    : m_address(queue_address(queue)),
      m_registry(std::move(registry)),
      m_patience(patience),
      m_is_queue(true),
      m_leftovers(m_address, true, patience) {}

void IppPrinter::say_once(const std::string& sentence) {
    const std::lock_guard lock(m_mutex);
    if (m_said != sentence)
        log_line(m_said = sentence);
}

std::shared_ptr<const IppPrinter::Look> IppPrinter::look() {
    auto looked = look_now();
    auto out = looked ? std::make_shared<const Look>(std::move(*looked)) : nullptr;
    const std::lock_guard lock(m_mutex);
    m_last = out;
    m_looked = std::chrono::steady_clock::now();
    return out;
}

// Who prints has just asked whether the printer is ready.
std::shared_ptr<const IppPrinter::Look> IppPrinter::recent_look() {
    {
        const std::lock_guard lock(m_mutex);
        if (m_last && std::chrono::steady_clock::now() - m_looked < kRecent)
            return m_last;
    }
    return look();
}

std::optional<IppPrinter::Look> IppPrinter::look_now() {
    auto client = IppClient::connect(m_address, m_patience);
    auto answer = client ? ask_printer(*client) : nullptr;
    if (!answer)
        return std::nullopt;
    const auto& model = m_registry->find(first_text(answer.get(), "printer-make-and-model"),
                                         first_text(answer.get(), "printer-device-id"));
    {
        const std::lock_guard lock(m_mutex);
        m_cleaning_every = model.cleaning_every;
    }
    Look out{std::move(answer), &model, Way::kAnswers, std::nullopt};
    if (m_is_queue)
        out.way = way_of(first_text(out.answer.get(), "device-uri"), model);
    if (out.way == Way::kForbidden) {
        say_once(
            "the queue would send cards over a network in the clear, or by a way that is not known: only USB, "
            "ipps and this machine are used");
        return out;
    }
    out.capabilities = read_capabilities(out.answer.get(), model);
    say_once(out.capabilities ? told_of(model)
                              : "the printer takes no ID-1 card as PWG raster (8-bit colour), PDF or JPEG: choose its "
                                "card media, or another printer");
    return out;
}

PrinterStatus IppPrinter::status() {
    const auto looked = look();
    const auto state = looked ? integer_value(looked->answer.get(), "printer-state") : std::nullopt;
    if (!state || !looked->capabilities)
        return {};
    auto* answer = looked->answer.get();
    auto out = status_of(*state, text_values(answer, "printer-state-reasons"));
    out.levels = levels_of(integer_values(answer, "marker-levels"), text_values(answer, "marker-types"),
                           octet_values(answer, "printer-supply"), octet_values(answer, "printer-input-tray"));
    out.habits = habits_of(*looked->model, looked->spools());
    return out;
}

std::expected<Layout, PrintError> IppPrinter::layout() {
    const auto looked = look();
    if (!looked)
        return std::unexpected(PrintError::kUnreachable);
    if (!looked->capabilities)
        return std::unexpected(PrintError::kUnsupported);
    const auto& printer = *looked->capabilities;
    return Layout{printer.sheet, printer.sides, mime_type(printer.format), looked->model->name};
}

std::optional<int> IppPrinter::cleaning_every() const {
    const std::lock_guard lock(m_mutex);
    return m_cleaning_every;
}

std::expected<PrintEnd, PrintError> IppPrinter::print(const Faces& faces, const PrintSteps& steps) {
    const auto looked = recent_look();
    if (!looked)
        return std::unexpected(PrintError::kUnreachable);
    const Documents documents(looked->capabilities ? documents_of(faces, *looked->capabilities) : std::vector<bytes>());
    if (documents.list.empty())
        return std::unexpected(PrintError::kUnsupported);
    if (const auto taken = m_leftovers.take_back(); taken != TakenBack::kAll) {
        log_line("an earlier job could not be taken back from the printer: nothing was sent");
        return std::unexpected(taken == TakenBack::kOnePrinted ? PrintError::kLost : PrintError::kNotAccepted);
    }
    const bool at_once = documents.list.size() == 1;
    for (std::size_t i = 0; i < documents.list.size(); ++i) {
        const int page = static_cast<int>(i) + 1;
        // Once the front is on a card, something lies in the tray whatever happens.
        const auto failed = [&](PrintError error) { return std::unexpected(page == 1 ? error : PrintError::kLost); };
        if (page > 1 && !steps.turn())
            return failed(PrintError::kAborted);
        steps.on_page(page);
        const auto job = submit(m_address, m_patience, *looked->capabilities, documents.list[i]);
        if (!job)
            return failed(job.error());
        const auto on_page = [&](int of_job) { steps.on_page(at_once ? of_job : page); };
        if (const auto ended = follow(m_address, *job, m_patience, on_page); !ended) {
            if (ended.error() == PrintError::kLost)
                m_leftovers.add(*job);
            return failed(ended.error());
        }
    }
    return looked->spools() ? PrintEnd::kSpooled : PrintEnd::kPrinted;
}

}  // namespace porchlight::bridge
