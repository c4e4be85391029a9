// What an opening by a quorum takes, on one core: a custodian's answer to 100,000 records against a bare loop of the
// multiplication that it cannot do without, in turns in the same run; with proofs; combining; and the peak memory of
// the program itself for 1,000 and 100,000 records. The goal is 80 % with proofs off.
#include "tests/bench/custody/large_export.h"
#include "tests/bench/custody/peak_memory.h"
#include "tests/custody/opening/dealer.h"

#include "custody/disk_stream.h"

#include <sodium.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <iostream>

namespace porchlight::bench {
namespace {

using namespace custody;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kRecords = 100'000;
constexpr std::size_t kFewRecords = 1'000;
constexpr std::size_t kTurns = 3;
constexpr double kGoal = 0.8;

double seconds_since(Clock::time_point began) { return std::chrono::duration<double>(Clock::now() - began).count(); }

// Multiplications a second.
double bare_loop(const Share& share, const group::Point& point, std::size_t count) {
    group::Point out{};
    const auto began = Clock::now();
    for (std::size_t i = 0; i < count; ++i)
        if (crypto_scalarmult_ed25519_noclamp(out.data(), share.scalar.data(), point.data()) != 0)
            return 0;
    return static_cast<double>(count) / seconds_since(began);
}

// Records a second, from the file of the export to that of the answer.
double answering(const tests::Dealt& dealt, const LargeExport& exported, std::uint32_t index, bool proofs,
                 const std::string& out) {
    const auto source = DiskSource::open(exported.path).value();
    auto reader = ExportReader::create(*source).value();
    std::remove(out.c_str());
    const auto sink = DiskSink::create(out).value();
    const auto began = Clock::now();
    write_answer({dealt.keys, dealt.share(index), dealt.signer(index), proofs}, exported.request, reader, *sink,
                 [](std::uint64_t) {})
        .value();
    return static_cast<double>(exported.request.count()) / seconds_since(began);
}

// Records a second, of both readings.
double combining(const tests::Dealt& dealt, const LargeExport& exported, const std::array<std::string, 3>& answers) {
    Combination combination(dealt.keys, exported.request);
    std::vector<std::unique_ptr<DiskSource>> sources;
    for (const auto& answer : answers)
        combination.add(*sources.emplace_back(DiskSource::open(answer).value()));
    const auto source = DiskSource::open(exported.path).value();
    auto first = ExportReader::create(*source).value();
    const auto began = Clock::now();
    combination.check(first, UnloggedAuthority()).value();
    if (!source->rewind())
        return 0;
    auto second = ExportReader::create(*source).value();
    std::uint64_t opened = 0;
    combination.open_each(second, [&](const CombinedRecord& record) { opened += record.record ? 1 : 0; }).value();
    return static_cast<double>(opened) / seconds_since(began);
}

// The bare loop before and after each turn, so that a machine that slows down slows both.
bool measure_partials(const tests::Dealt& dealt, const LargeExport& exported, const Folder& folder) {
    const auto point = group::base_multiply(group::random_scalar().view());
    double bare = 0;
    double ours = 0;
    for (std::size_t turn = 0; turn < kTurns; ++turn) {
        bare += bare_loop(dealt.share(1), point, kRecords / 5);
        ours += answering(dealt, exported, 1, false, folder / "answer");
        bare += bare_loop(dealt.share(1), point, kRecords / 5);
    }
    bare /= 2 * kTurns;
    ours /= kTurns;
    std::printf("bare multiplications           %8.0f a second\n", bare);
    std::printf("partials, proofs off           %8.0f a second, %.1f %% of the bare loop (goal: %.0f %%)\n", ours,
                100 * ours / bare, 100 * kGoal);
    std::printf("partials, proofs on            %8.0f a second\n",
                answering(dealt, exported, 1, true, folder / "answer"));
    return ours >= kGoal * bare;
}

void measure_combining(const tests::Dealt& dealt, const LargeExport& few, const Folder& folder) {
    for (const bool proofs : {false, true}) {
        const std::array<std::string, 3> answers{folder / "one", folder / "two", folder / "three"};
        for (std::uint32_t index = 1; index <= answers.size(); ++index)
            answering(dealt, few, index, proofs, answers[index - 1]);
        std::printf("combined, 3 answers, proofs %-3s%8.0f a second\n", proofs ? "on" : "off",
                    combining(dealt, few, answers));
    }
}

int run() {
    if (!start_crypto())
        return 1;
    const Folder folder;
    const auto dealt = tests::deal(3, 5);
    std::cerr << "sealing " << kRecords << " records\n";
    const auto few = write_large_export(dealt, kFewRecords, folder / "few.plx");
    const auto many = write_large_export(dealt, kRecords, folder / "many.plx");
    const bool reached = measure_partials(dealt, many, folder);
    measure_combining(dealt, few, folder);
    for (const auto* exported : {&few, &many})
        std::printf("peak memory of answer          %8ld KiB for %zu records\n",
                    peak_memory_of_answer(dealt, *exported, folder),
                    static_cast<std::size_t>(exported->request.count()));
    return reached ? 0 : 1;
}

}  // namespace
}  // namespace porchlight::bench

int main() { return porchlight::bench::run(); }
