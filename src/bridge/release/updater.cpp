#include "bridge/release/updater.h"

#include "base/encoding.h"
#include "bridge/world/log.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace porchlight::bridge {
namespace {

constexpr std::chrono::seconds kEveryWhileMissing{2};

std::string file_refusal(const protocol::Release& release, const protocol::FileBody& body) {
    const auto at = std::ranges::find_if(release.files, [&](const protocol::ReleaseFile& file) {
        return file.plain.digest == body.digest || (file.brotli && file.brotli->digest == body.digest);
    });
    return "file:" + (at != release.files.end() ? at->path : std::string());
}

}  // namespace

Updater::Updater(Keeper& keeper, ServerLink& link, const Clock& clock, std::chrono::seconds every,
                 std::function<void(bool)> on_server)
    : m_keeper(keeper), m_link(link), m_clock(clock), m_every(every), m_on_server(std::move(on_server)) {}

void Updater::report(Kind kind, const Taken& taken) {
    if (taken) {
        m_last_refusal.erase(kind);
        return;
    }
    if (m_last_refusal[kind] == taken.error())
        return;
    m_last_refusal[kind] = taken.error();
    log_line(std::string(name(kind)) + " refused: " + taken.error() + "; the last good one stays in use");
}

asio::awaitable<std::optional<Updater::Taken>> Updater::update(Kind kind, const bytes& document) {
    if (kind == Kind::kManifest)
        co_return m_keeper.take_manifest(document, m_clock.now());
    co_return co_await update_release(document);
}

asio::awaitable<std::optional<Updater::Taken>> Updater::update_release(const bytes& document) {
    const auto release = m_keeper.open_release(document);
    if (!release)
        co_return std::unexpected(release.error());
    for (const auto& file : m_keeper.missing_files(*release)) {
        const auto content = co_await m_link.fetch("/v1/files/" + to_hex(file.digest), file.size);
        if (!content && content.error() == LinkError::kGone)
            co_return std::nullopt;
        if (!content || !m_keeper.take_file(file, *content))
            co_return std::unexpected(file_refusal(*release, file));
    }
    co_return m_keeper.take_release(document);
}

asio::awaitable<void> Updater::update() {
    bool answered = true;
    for (const auto kind : {Kind::kManifest, Kind::kRelease}) {
        const auto document = co_await m_link.fetch(std::string("/v1/") + name(kind), protocol::kMaxDocumentBytes);
        if (!document) {
            answered = answered && document.error() != LinkError::kGone;
            continue;
        }
        const auto digest = hash(*document);
        const auto last = m_last_taken.find(kind);
        // A release whose files were found damaged is gone: then what is missing is fetched again.
        const bool is_in_use = kind == Kind::kManifest || m_keeper.release();
        if (last != m_last_taken.end() && last->second == digest && is_in_use) {
            m_last_refusal.erase(kind);
            continue;
        }
        const auto taken = co_await update(kind, *document);
        if (!taken) {
            answered = false;
            continue;
        }
        report(kind, *taken);
        if (*taken)
            m_last_taken[kind] = digest;
    }
    m_on_server(answered);
}

asio::awaitable<void> Updater::run() {
    asio::steady_timer timer(co_await asio::this_coro::executor);
    for (;;) {
        co_await update();
        const bool missing = !m_keeper.manifest(m_clock.now()) || !m_keeper.release();
        timer.expires_after(missing ? std::min(m_every, kEveryWhileMissing) : m_every);
        co_await timer.async_wait(asio::use_awaitable);
    }
}

}  // namespace porchlight::bridge
