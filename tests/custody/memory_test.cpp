// Promise 3, Nobody opens alone: not when the key is made, and not when it is reshared.
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
const std::vector<std::string> kSteps{"join", "commit", "deal", "check", "finish"};

// 3 of 5 around one table. A step is first taken in this process, which is how the secrets are known, and then again
// by the real program in a copy of the folders as they were before: the same seeds give the same secrets.
struct Five {
    TemporaryFolder folder;
    std::string passphrase = folder / "passphrase";
    Needles needles;
    Sharing sharing{"", 0, 0, {}, date::from_days(0), date::from_days(0), 0, {}, {}, {}};

    std::string own(const std::string& at, int i) const { return folder / (at + "/custodian-" + std::to_string(i)); }
    std::string table(const std::string& at) const { return folder / (at + "/table"); }

    Five() {
        DiskFolder("").write_secret(passphrase, as_bytes(kPassphrase)).value();
        invite();
        for (const auto& step : kSteps) {
            fs::copy(folder / "now", folder / ("before-" + step), fs::copy_options::recursive);
            for (int i = 1; i <= 5; ++i)
                take(step, i);
        }
        remember_secrets();
    }

    void invite() {
        std::vector<Custodian> custodians;
        fs::create_directory(folder / "now");
        for (int i = 1; i <= 5; ++i) {
            DiskFolder mine(own("now", i));
            mine.make().value();
            const auto index = std::to_string(i);
            custodians.push_back(
                dkg::parse_introduction(dkg::introduce(mine, "Custodian " + index, "Authority " + index).value())
                    .value());
        }
        DiskFolder all(table("now"));
        all.make().value();
        dkg::invite(all,
                    {"City of Lakehaven",
                     7,
                     1,
                     {},
                     date::parse("2098-01-31").value(),
                     date::parse("2099-01-31").value(),
                     3,
                     custodians,
                     {}},
                    std::nullopt)
            .value();
    }

    void take(const std::string& step, int i) {
        DiskFolder mine(own("now", i));
        DiskFolder all(table("now"));
        const dkg::Place place{mine, all};
        const auto words = as_bytes(kPassphrase);
        if (step == "join")
            dkg::join(place, words, kCheap).value();
        else if (step == "commit")
            dkg::commit(place, words).value();
        else if (step == "deal")
            dkg::deal(place, words, {}).value();
        else if (step == "check")
            REQUIRE_FALSE(dkg::check(place, words).value().complaint);
        else
            sharing = dkg::finish(place, words, kCheap).value().sharing;
    }

    // Here, and nowhere else, everything is put together.
    void remember_secrets() {
        std::vector<std::uint32_t> all{1, 2, 3, 4, 5};
        const auto weights = group::lagrange_weights_at_zero(all);
        secret_bytes secret(group::kScalarBytes);
        for (const auto index : all) {
            const DiskFolder mine(own("now", static_cast<int>(index)));
            auto share = dkg::open_checked_share(mine, share_file_name(7, 1, index), sharing, as_bytes(kPassphrase));
            auto& scalar = share.value().scalar;
            needles["share " + std::to_string(index)] = bytes(scalar.data(), scalar.data() + scalar.size());
            group::multiply_scalars(scalar.span(), scalar.view(), weights[index - 1]);
            group::add_scalars(secret.span(), secret.view(), scalar.view());
        }
        REQUIRE(group::base_multiply(secret.view()) == sharing.commitments[0]);
        needles["the epoch's secret"] = bytes(secret.data(), secret.data() + secret.size());
    }

    Searched again(const std::string& step, int i) const {
        const auto before = "before-" + step;
        return run_searched(
            {"ceremony-" + step, "--dir", own(before, i), "--table", table(before), "--passphrase-file", passphrase},
            needles);
    }
};

// Nothing of another's, ever; one's own only where it is due, and not at the end.
void check_found(const Searched& searched, const std::string& own_share, bool due) {
    CHECK(searched.status == 0);
    CHECK(searched.stops > 5);
    CHECK(searched.bytes_searched > 1'000'000);
    CHECK(searched.found.contains(own_share) == due);
    for (const auto& [name, times] : searched.found)
        CHECK(name == own_share);
    CHECK(searched.found_last.empty());
}

}  // namespace

TEST_CASE("promise_3 no process holds the epoch's secret or another's share, and none its own in the end") {
    REQUIRE(start_crypto());
    const Five five;
    int stops = 0;
    std::size_t searched = 0;
    for (const auto& step : kSteps)
        for (int i = 1; i <= 5; ++i) {
            CAPTURE(step, i);
            const auto result = five.again(step, i);
            check_found(result, "share " + std::to_string(i), step == "finish");
            stops += result.stops;
            searched += result.bytes_searched;
        }
    std::cout << stops << " stops, " << (searched >> 20U) << " MiB searched\n";
}
