// Promise 3, Nobody opens alone: not when the key is made, and not when it is reshared.
#include "tests/custody/reasons.h"
#include "tests/custody/searched_process.h"
#include "tests/custody/temporary_folder.h"

#include "base/encoding.h"
#include "custody/disk_folder.h"
#include "custody/dkg/actions.h"
#include "custody/dkg/own_secrets.h"
#include "custody/group/polynomial.h"

#include <catch2/catch_amalgamated.hpp>

#include <iostream>

using namespace porchlight;
using namespace porchlight::custody;
using namespace porchlight::tests;

namespace fs = std::filesystem;

namespace {

constexpr PassphraseCost kCheap{1, 8};
constexpr std::string_view kPassphrase = "the same words for everyone";
const auto kWords = as_bytes(kPassphrase);

// One person's step: in whose folder, at which table.
struct Step {
    std::string name;
    std::string person;
    std::string table;
    std::string due;  // what of their own must be seen in memory, or nothing
};

// A step is first taken in this process, which is how the secrets are known, and then again by the real program in a
// copy of the folders as they were before: the same seeds give the same secrets.
class Ceremonies {
public:
    Ceremonies() {
        DiskFolder("").write_secret(m_passphrase, as_bytes(kPassphrase)).value();
        fs::create_directory(m_folder / "now");
        generate();
        reshare();
    }
    const std::vector<Step>& steps() const { return m_steps; }

    Searched again(std::size_t which) const {
        const auto& step = m_steps[which];
        const auto before = m_folder / ("before-" + std::to_string(which) + "/");
        std::vector<std::string> words{
            "ceremony-" + step.name, "--dir",     before + step.person, "--table", before + step.table,
            "--passphrase-file",     m_passphrase};
        if (step.name == "deal")
            words.insert(words.end(), {"--share-passphrase-file", m_passphrase});
        return run_searched(allowed(words), m_needles);
    }

private:
    std::string now(const std::string& name) const { return m_folder / ("now/" + name); }

    // 3 of 5.
    void generate() {
        const auto five = introduce("custodian", 5);
        DiskFolder table(now("table"));
        table.make().value();
        dkg::invite(table,
                    {"City of Lakehaven",
                     7,
                     1,
                     {},
                     date::parse("2098-01-31").value(),
                     date::parse("2099-01-31").value(),
                     3,
                     five,
                     {}},
                    std::nullopt)
            .value();
        for (const std::string step : {"join", "commit", "deal", "check", "finish"})
            for (int i = 1; i <= 5; ++i)
                take({step, "custodian-" + std::to_string(i), "table", step == "finish" ? share_name(1, i) : ""});
        remember("custodian", 1, 5);
    }

    // By the first three to three others, of whom two open.
    void reshare() {
        const auto old = m_sharing;
        const auto three = introduce("successor", 3);
        DiskFolder table(now("resharing"));
        table.make().value();
        const auto transcript = dkg::load_transcript(DiskFolder(now("table")), dkg::transcript_file_name(7, 1)).value();
        dkg::invite(table, dkg::invitation_to_reshare(old, 2, three, {1, 2, 3}), transcript).value();
        for (const std::string step : {"join", "deal", "check", "finish"})
            for (int i = 1; i <= 3; ++i) {
                const bool deals = step == "deal";
                const auto due = deals ? share_name(1, i) : step == "finish" ? share_name(2, i) : "";
                take({step, (deals ? "custodian-" : "successor-") + std::to_string(i), "resharing", due});
            }
        remember("successor", 2, 3);
        REQUIRE(m_sharing.commitments[0] == old.commitments[0]);
    }

    static std::string share_name(int sharing, int i) {
        return "share " + std::to_string(i) + " of sharing " + std::to_string(sharing);
    }

    std::vector<Custodian> introduce(const std::string& role, int count) {
        std::vector<Custodian> out;
        for (int i = 1; i <= count; ++i) {
            const auto index = std::to_string(i);
            DiskFolder own(now(role + "-" + index));
            own.make().value();
            const auto text = dkg::introduce(own, role + " " + index, "Authority " + index).value();
            out.push_back(dkg::parse_introduction(text).value());
        }
        return out;
    }

    void take(const Step& step) {
        fs::copy(m_folder / "now", m_folder / ("before-" + std::to_string(m_steps.size())),
                 fs::copy_options::recursive);
        m_steps.push_back(step);
        DiskFolder own(now(step.person));
        DiskFolder table(now(step.table));
        const dkg::Place place{own, table};
        if (step.name == "join")
            dkg::join(place, kWords, kCheap).value();
        else if (step.name == "commit")
            dkg::commit(place, kWords).value();
        else if (step.name == "deal")
            dkg::deal(place, kWords, kWords, kCheap).value();
        else if (step.name == "check")
            REQUIRE_FALSE(dkg::check(place, kWords).value().complaint);
        else
            m_sharing = dkg::finish(place, kWords, kCheap).value().sharing;
    }

    // Here, and nowhere else, everything is put together.
    void remember(const std::string& role, int number, int count) {
        std::vector<std::uint32_t> all;
        for (int i = 1; i <= count; ++i)
            all.push_back(static_cast<std::uint32_t>(i));
        const auto weights = group::lagrange_weights_at_zero(all);
        secret_bytes secret(group::kScalarBytes);
        for (const auto index : all) {
            const DiskFolder own(now(role + "-" + std::to_string(index)));
            auto scalar = dkg::open_checked_share(own, share_file_name(7, m_sharing.number, index), m_sharing, kWords)
                              .value()
                              .scalar.clone();
            m_needles[share_name(number, static_cast<int>(index))] =
                bytes(scalar.data(), scalar.data() + scalar.size());
            group::multiply_scalars(scalar.span(), scalar.view(), weights[index - 1]);
            group::add_scalars(secret.span(), secret.view(), scalar.view());
        }
        REQUIRE(group::base_multiply(secret.view()) == m_sharing.commitments[0]);
        m_needles["the epoch's secret"] = bytes(secret.data(), secret.data() + secret.size());
    }

    TemporaryFolder m_folder;
    std::string m_passphrase = m_folder / "passphrase";
    std::vector<Step> m_steps;
    Needles m_needles;
    Sharing m_sharing{"", 0, 0, {}, date::from_days(0), date::from_days(0), 0, {}, {}, {}};
};

// Nothing of another's, ever; one's own only where it is due, and not at the end.
void check_found(const Searched& searched, const std::string& due) {
    CHECK(searched.status == 0);
    CHECK(searched.stops > 5);
    CHECK(searched.bytes_searched > 1'000'000);
    CHECK((due.empty() || searched.found.contains(due)));
    for (const auto& [name, times] : searched.found)
        CHECK(name == due);
    CHECK(searched.found_last.empty());
}

}  // namespace

TEST_CASE("promise_3 no process holds the epoch's secret or another's share, and none its own in the end") {
    REQUIRE(start_crypto());
    const Ceremonies ceremonies;
    int stops = 0;
    std::size_t searched = 0;
    for (std::size_t which = 0; which < ceremonies.steps().size(); ++which) {
        const auto& step = ceremonies.steps()[which];
        CAPTURE(step.name, step.person, step.table);
        const auto result = ceremonies.again(which);
        check_found(result, step.due);
        stops += result.stops;
        searched += result.bytes_searched;
    }
    std::cout << stops << " stops, " << (searched >> 20U) << " MiB searched\n";
}
