// The server by HTTP/1.1 or HTTPS: one connection a request. Coroutines on the serving thread.
#pragma once

#include "bridge/link/approval_link.h"
#include "bridge/link/enrolment_link.h"
#include "bridge/link/exchange.h"
#include "bridge/link/numbers_link.h"

namespace porchlight::bridge {

class HttpLink final : public ServerLink, public NumbersLink, public EnrolmentLink, public ApprovalLink {
public:
    explicit HttpLink(ServerUrl server) : m_way(way_to(std::move(server))) {}
    asio::awaitable<std::expected<protocol::Challenge, LinkError>> challenge() override;
    asio::awaitable<std::expected<protocol::Answer, LinkError>> ask(protocol::KioskRequestBytes request,
                                                                    std::chrono::seconds wait) override;
    asio::awaitable<std::expected<bytes, LinkError>> fetch(std::string path, std::size_t max_size) override;
    asio::awaitable<std::expected<std::vector<protocol::NumberBlock>, LinkError>> fetch_numbers(
        protocol::KioskRequestBytes request) override;
    asio::awaitable<std::expected<protocol::Enrolled, std::string>> enroll(protocol::EnrolmentBytes request) override;
    asio::awaitable<std::expected<CodeApproved, ApprovalError>> approve(std::shared_ptr<const bytes> approval) override;

private:
    Way m_way;
};

}  // namespace porchlight::bridge
