// What the page asks, answered (PROTOCOL.md, The bridge's page interface). One executor.
#pragma once

#include "bridge/http/event_hub.h"
#include "bridge/http/gate.h"
#include "bridge/http/message.h"
#include "bridge/issuance/service.h"

namespace porchlight::bridge {

constexpr std::size_t kMaxSmallBody = 16 * 1024;

class Router {
public:
    Router(Gate& gate, IssuanceService& issuance, Keeper& keeper, const Clock& clock, EventHub& events)
        : m_gate(gate), m_issuance(issuance), m_keeper(keeper), m_clock(clock), m_events(events) {}

    // Before the body is read: an answer if the request is not let in.
    std::optional<Response> refuse(const RequestHead& head) const;
    // How many bytes its body may have.
    std::size_t max_body(const RequestHead& head) const;
    // Only what refuse() let in.
    asio::awaitable<Response> answer(RequestHead head, std::shared_ptr<bytes> body);

    EventHub& events() { return m_events; }

private:
    asio::awaitable<Response> answer_post(const RequestHead& head, std::shared_ptr<bytes> body);
    asio::awaitable<Response> answer_approve(std::shared_ptr<bytes> body);
    Response answer_tray(std::string_view body);
    Response answer_get(const RequestHead& head);
    Response answer_code(std::string_view code);
    Response serve_manifest() const;

    Gate& m_gate;
    IssuanceService& m_issuance;
    Keeper& m_keeper;
    const Clock& m_clock;
    EventHub& m_events;
};

}  // namespace porchlight::bridge
