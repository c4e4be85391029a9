#include "server/http/operator_routes.h"

#include "base/json.h"

#include <algorithm>

namespace porchlight::server {
namespace {

std::string gauge(std::string_view name, std::string_view help) {
    const auto whole = "porchlight_" + std::string(name);
    return "# HELP " + whole + ' ' + std::string(help) + "\n# TYPE " + whole + " gauge\n";
}

std::string gauge(std::string_view name, std::string_view help, std::int64_t value) {
    return gauge(name, help) + "porchlight_" + std::string(name) + ' ' + std::to_string(value) + '\n';
}

}  // namespace

void OperatorRoutes::add_ready_to(Router& router) {
    router.add({http::verb::get, "/readyz", Match::kExact, 0, std::bind_front(&OperatorRoutes::ready, this)});
}

void OperatorRoutes::add_metrics_to(Router& router) {
    router.add({http::verb::get, "/metrics", Match::kExact, 0, std::bind_front(&OperatorRoutes::metrics, this)});
}

awaitable<Response> OperatorRoutes::ready(const Request&) {
    const auto complaints = m_health.complaints();
    json list = json::array();
    for (const auto complaint : complaints)
        list.push_back(complaint);
    const json out = {{"ready", complaints.empty()}, {"complaints", std::move(list)}};
    co_return json_response(out.dump(), complaints.empty() ? http::status::ok : http::status::service_unavailable);
}

awaitable<Response> OperatorRoutes::metrics(const Request&) {
    const auto complaints = m_health.complaints();
    const bool keys_match = std::ranges::find(complaints, "keys") == complaints.end();
    Response out;
    out.content_type = "text/plain; version=0.0.4; charset=utf-8";
    out.body = gauge("ready", "1: requests may be sent here.", complaints.empty() ? 1 : 0) +
               gauge("store_answers", "1: the store answers.", m_health.store_answers() ? 1 : 0) +
               gauge("disk_has_room", "1: what is approved can be stored.", m_health.has_room() ? 1 : 0) +
               gauge("keys_match", "1: the manifest names the server's keys.", keys_match ? 1 : 0);
    if (const auto* manifest = m_health.manifest())
        out.body += gauge("manifest_serial", "Of the manifest in force.", manifest->serial) +
                    gauge("manifest_expires_seconds", "When it ends, in seconds since 1970.", manifest->expires);
    if (const auto end = m_certificate_end())
        out.body += gauge("certificate_expires_seconds", "When it ends, in seconds since 1970.", *end);
    out.body += gauge("epoch_due_days", "Of an epoch that is due: days since its records were to be gone.");
    for (const auto& [epoch, days] : m_health.due_epochs())
        out.body += "porchlight_epoch_due_days{epoch=\"" + std::to_string(epoch) + "\"} " + std::to_string(days) + '\n';
    out.body += gauge("outcomes", "Decisions of a day that is over, over all sites.");
    for (const auto& total : m_health.totals())
        out.body += "porchlight_outcomes{day=\"" + total.day + "\",outcome=\"" + total.outcome + "\"} " +
                    std::to_string(total.count) + '\n';
    co_return out;
}

}  // namespace porchlight::server
