// The one thread that touches the store while the server runs. What has gathered while it wrote goes into one
// transaction together, so that many waiting approvals cost one wait for the disk.
// What the interfaces have may be called from any thread; answers come through `post`.
#pragma once

#include "server/store/code_redeemer.h"
#include "server/store/pace.h"
#include "server/store/record_writer.h"
#include "server/store/store_runner.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace porchlight::server {

class StoreThread final : public RecordWriter,
                          public BlockFetcher,
                          public CodeRedeemer,
                          public StaffWriter,
                          public StoreRunner {
public:
    // Runs a function on the thread of the services.
    using Post = std::function<void(std::function<void()>)>;
    // Called on the store's thread, about once a second: settings, the day's end, rest.
    using Housekeeping = std::function<void(Store&)>;

    StoreThread(std::unique_ptr<Store> store, Post post, Housekeeping housekeeping);
    // Does what was asked for before, then ends.
    ~StoreThread() override;
    StoreThread(const StoreThread&) = delete;
    StoreThread& operator=(const StoreThread&) = delete;

    void apply(Outcome outcome, Applied applied) override;
    void fetch_blocks(const protocol::KioskId& kiosk, std::vector<protocol::BlockId> confirmed,
                      Fetched fetched) override;
    void redeem_code(const public_key& code, const public_key& kiosk, std::int64_t now,
                     CodeRedeemer::Done done) override;
    void change_staff(Staff before, Staff after, Changed changed) override;
    void read(Task task, StoreRunner::Done done) override;
    void change(Task task, StoreRunner::Done done) override;

    // No more housekeeping; returns when all that was asked for is done. Answers may still have to be run.
    void finish();

private:
    struct Fetch {
        protocol::KioskId kiosk{};
        std::vector<protocol::BlockId> confirmed;
        Fetched fetched;
    };
    struct Redemption {
        public_key code{};
        public_key kiosk{};
        std::int64_t now = 0;
        CodeRedeemer::Done done;
    };
    struct StaffChange {
        Staff before;
        Staff after;
        Changed changed;
    };
    struct Run {
        Task task;
        StoreRunner::Done done;
    };
    struct Work {
        std::vector<Outcome> outcomes;
        std::vector<Applied> applied;
        std::vector<Fetch> fetches;
        std::vector<Redemption> redemptions;
        std::vector<StaffChange> staff;
        std::vector<Run> reads;
        std::vector<Run> changes;

        bool empty() const {
            return outcomes.empty() && fetches.empty() && redemptions.empty() && staff.empty() && reads.empty() &&
                   changes.empty();
        }
    };

    void run();
    bool wait_for_work(Work& work);
    void do_work(Work work);
    void apply_all(std::span<const Outcome> outcomes, std::vector<Applied> applied);
    void redeem(std::vector<Redemption> redemptions);
    void run_changes(std::vector<Run> changes);

    std::unique_ptr<Store> m_store;
    Post m_post;
    Housekeeping m_housekeeping;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    Pace m_pace;
    Work m_waiting;
    bool m_finishing = false;
    std::thread m_thread;
};

}  // namespace porchlight::server
