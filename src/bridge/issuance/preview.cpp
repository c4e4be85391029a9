// The card before anyone is asked for it. IssuanceService's part of it.
#include "bridge/render/preview.h"

#include "bridge/issuance/job.h"
#include "bridge/memory/stack.h"
#include "bridge/world/worker.h"

namespace porchlight::bridge {
namespace {

using Preview = std::expected<std::shared_ptr<const secret_bytes>, SubmitError>;

Preview draw_preview(const bytes& body, const protocol::Manifest& rules, const date& today, Renderer& renderer) {
    auto card = draw_unasked(body, rules, today, renderer);
    if (!card)
        return std::unexpected(card.error());
    auto out = std::make_shared<const secret_bytes>(preview_of(std::move(*card)));
    wipe_stack();
    return out;
}

}  // namespace

asio::awaitable<std::expected<std::shared_ptr<const secret_bytes>, SubmitError>> IssuanceService::preview(
    std::shared_ptr<bytes> body) {
    const auto manifest = m_parts.manifest();
    Preview out = std::unexpected(SubmitError::kBusy);
    const bool prints = m_view.state == IssuanceState::kApproved || m_view.state == IssuanceState::kPrinting;
    if (!manifest) {
        out = std::unexpected(SubmitError::kNoManifest);
    } else if (!m_preparing && !prints) {
        const auto session = m_session;
        const Preparing preparing(m_preparing);
        auto work = [body, manifest, today = today_here(m_parts.clock), renderer = &m_parts.renderer] {
            return draw_preview(*body, manifest->manifest, today, *renderer);
        };
        out = co_await run_on(m_parts.render_worker, std::move(work));
        // The applicant left while it was drawn.
        if (session != m_session)
            out = std::unexpected(SubmitError::kBusy);
    }
    wipe(*body);
    wipe_stack();
    co_return out;
}

}  // namespace porchlight::bridge
