#include "server/store/postgres_store.h"
#include "server/store/sqlite_store.h"
#include "tests/bench/server/sides.h"
#include "tests/server/support/postgres_server.h"
#include "tests/server/support/server_process.h"

#include <stdexcept>

namespace porchlight::server::bench {
namespace {

constexpr const char* kCountSpool = "SELECT count(*) FROM spool";

std::unique_ptr<Store> open_store(const test::ServerData& data) {
    if (data.store.empty()) {
        auto store = SqliteStore::open(data.data() / "porchlight.db");
        if (!store)
            throw std::runtime_error("no database");
        return std::move(*store);
    }
    auto store = PostgresStore::open(data.store);
    if (!store)
        throw std::runtime_error(store.error());
    return std::move(*store);
}

void must(const std::expected<void, StoreError>& put) {
    if (!put)
        throw std::runtime_error("the city cannot be stored");
}

// What `add-kiosk` and `add-staff --demo` do, hundreds at once.
void put_city(const Plan& plan, Store& store) {
    for (const auto& lane : plan.lanes)
        for (const auto& kiosk : lane.kiosks)
            must(store.put_kiosk(kiosk.entry()));
    const auto password = hash_password(kPassword);
    for (const auto& desk : plan.desks)
        must(store.put_staff({desk.librarian, desk.site, password}));
}

class OurSide final : public Side {
public:
    OurSide(const Plan& plan, const std::string& postgres_url)
        : m_data(plan.city, plan.lanes.front().kiosks.front(), postgres_url) {
        put_city(plan, *open_store(m_data));
        m_process = std::make_unique<test::ServerProcess>(m_data);
    }

    std::uint16_t port() const override { return m_process->port(); }
    pid_t pid() const override { return m_process->pid(); }
    std::int64_t stored() const override {
        return m_data.store.empty() ? test::query_number(m_data, kCountSpool)
                                    : std::stoll(test::ask_postgres(m_data.store, kCountSpool));
    }

private:
    test::ServerData m_data;
    std::unique_ptr<test::ServerProcess> m_process;
};

}  // namespace

std::unique_ptr<Side> start_ours(const Plan& plan, const std::string& postgres_url) {
    return std::make_unique<OurSide>(plan, postgres_url);
}

}  // namespace porchlight::server::bench
