#include "server/store/store_thread.h"

namespace porchlight::server {
namespace {

constexpr std::chrono::milliseconds kHousekeepingPeriod{1000};

}  // namespace

StoreThread::StoreThread(std::unique_ptr<Store> store, Post post, Housekeeping housekeeping)
    : m_store(std::move(store)),
      m_post(std::move(post)),
      m_housekeeping(std::move(housekeeping)),
      m_thread([this] { run(); }) {}

StoreThread::~StoreThread() { finish(); }

void StoreThread::apply(Outcome outcome, Applied applied) {
    const std::lock_guard lock(m_mutex);
    m_waiting.outcomes.push_back(std::move(outcome));
    m_waiting.applied.push_back(std::move(applied));
    m_wake.notify_one();
}

void StoreThread::fetch_blocks(const protocol::KioskId& kiosk, std::vector<protocol::BlockId> confirmed,
                               Fetched fetched) {
    const std::lock_guard lock(m_mutex);
    m_waiting.fetches.push_back({kiosk, std::move(confirmed), std::move(fetched)});
    m_wake.notify_one();
}

void StoreThread::redeem_code(const public_key& code, const public_key& kiosk, std::int64_t now,
                              CodeRedeemer::Done done) {
    const std::lock_guard lock(m_mutex);
    m_waiting.redemptions.push_back({code, kiosk, now, std::move(done)});
    m_wake.notify_one();
}

void StoreThread::change_staff(Staff before, Staff after, Changed changed) {
    const std::lock_guard lock(m_mutex);
    m_waiting.staff.push_back({std::move(before), std::move(after), std::move(changed)});
    m_wake.notify_one();
}

void StoreThread::read(Task task, StoreRunner::Done done) {
    const std::lock_guard lock(m_mutex);
    m_waiting.reads.push_back({std::move(task), std::move(done)});
    m_wake.notify_one();
}

void StoreThread::change(Task task, StoreRunner::Done done) {
    const std::lock_guard lock(m_mutex);
    m_waiting.changes.push_back({std::move(task), std::move(done)});
    m_wake.notify_one();
}

void StoreThread::finish() {
    {
        const std::lock_guard lock(m_mutex);
        m_finishing = true;
        m_wake.notify_one();
    }
    if (m_thread.joinable())
        m_thread.join();
}

void StoreThread::run() {
    // First of all the day begins: what is stored before it would not be known again after it.
    m_housekeeping(*m_store);
    auto next_housekeeping = std::chrono::steady_clock::now() + kHousekeepingPeriod;
    for (Work work; wait_for_work(work);) {
        if (!work.empty())
            do_work(std::exchange(work, {}));
        if (std::chrono::steady_clock::now() < next_housekeeping)
            continue;
        m_housekeeping(*m_store);
        next_housekeeping = std::chrono::steady_clock::now() + kHousekeepingPeriod;
    }
    // If it fails, the first rest after the next start does it.
    [[maybe_unused]] const auto rested = m_store->rest();
}

// False when there is no work and none will come.
bool StoreThread::wait_for_work(Work& work) {
    std::unique_lock lock(m_mutex);
    m_wake.wait_for(lock, kHousekeepingPeriod, [this] { return m_finishing || !m_waiting.empty(); });
    if (!m_waiting.empty())
        m_pace.wait(m_wake, lock, [this] { return m_finishing; });
    work = std::exchange(m_waiting, {});
    return !m_finishing || !work.empty();
}

void StoreThread::do_work(Work work) {
    if (!work.outcomes.empty())
        apply_all(work.outcomes, std::move(work.applied));
    for (auto& fetch : work.fetches)
        m_post([fetched = std::move(fetch.fetched), result = m_store->fetch_blocks(fetch.kiosk, fetch.confirmed)] {
            fetched(result);
        });
    for (auto& staff : work.staff)
        m_post([changed = std::move(staff.changed), result = m_store->change_staff(staff.before, staff.after)] {
            changed(result);
        });
    if (!work.redemptions.empty())
        redeem(std::move(work.redemptions));
    for (auto& read : work.reads) {
        read.task(*m_store);
        m_post(std::move(read.done));
    }
    if (!work.changes.empty())
        run_changes(std::move(work.changes));
}

// One of an epoch that was deleted is refused alone, and not those that gathered with it.
void StoreThread::apply_all(std::span<const Outcome> outcomes, std::vector<Applied> applied) {
    std::vector results(outcomes.size(), m_store->apply(outcomes));
    const bool one_by_one = !results[0] && results[0].error() == StoreError::kEpochGone && outcomes.size() > 1;
    for (std::size_t i = 0; one_by_one && i < outcomes.size(); ++i)
        results[i] = m_store->apply(outcomes.subspan(i, 1));
    m_post([applied = std::move(applied), results = std::move(results)] {
        for (std::size_t i = 0; i < applied.size(); ++i)
            applied[i](results[i]);
    });
}

void StoreThread::redeem(std::vector<Redemption> redemptions) {
    std::vector<std::expected<Redeemed, StoreError>> results;
    results.reserve(redemptions.size());
    for (const auto& one : redemptions)
        results.push_back(m_store->redeem_code(one.code, one.kiosk, one.now));
    // First the settings, then the answer: a kiosk that has heard that it is one may ask at once.
    m_housekeeping(*m_store);
    for (std::size_t i = 0; i < results.size(); ++i)
        m_post([done = std::move(redemptions[i].done), result = results[i]] { done(result); });
}

// As with redeem(): whoever has suspended a kiosk and is told so sees it suspended.
void StoreThread::run_changes(std::vector<Run> changes) {
    for (const auto& change : changes)
        change.task(*m_store);
    m_housekeeping(*m_store);
    for (auto& change : changes)
        m_post(std::move(change.done));
}

}  // namespace porchlight::server
