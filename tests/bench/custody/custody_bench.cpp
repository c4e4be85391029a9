// What an opening by a quorum takes, in time of one core (so that a machine that does something else does not change
// the figures): a custodian's answer to 100,000 records against a bare loop of the multiplication that it cannot do
// without, in turns in the same run; with proofs; combining; and the peak memory of the program itself for 1,000 and
// 100,000 records. The goal is 80 % with proofs off.
#include "tests/bench/custody/large_export.h"
#include "tests/bench/custody/peak_memory.h"
#include "tests/custody/opening/dealer.h"

#include "custody/disk_stream.h"

#include <sodium.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <iostream>

namespace porchlight::bench {
namespace {

using namespace custody;
constexpr std::size_t kRecords = 100'000;
constexpr std::size_t kFewRecords = 1'000;
constexpr std::size_t kTurns = 3;
constexpr double kGoal = 0.8;

// Of the processor, spent by this process, its system calls included.
double seconds() {
    timespec now{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

class Rate {
public:
    void begin() { m_began = seconds(); }
    void end(std::uint64_t done) {
        m_seconds += seconds() - m_began;
        m_done += done;
    }
    double a_second() const { return static_cast<double>(m_done) / m_seconds; }

private:
    double m_began = 0;
    double m_seconds = 0;
    std::uint64_t m_done = 0;
};

void bare_loop(const Share& share, const group::Point& point, std::size_t count, Rate& rate) {
    group::Point out{};
    rate.begin();
    for (std::size_t i = 0; i < count; ++i)
        if (crypto_scalarmult_ed25519_noclamp(out.data(), share.scalar.data(), point.data()) != 0)
            std::abort();
    rate.end(count);
}

// From the file of the export to that of the answer.
void answer(const LargeExport& exported, const Answerer& answerer, const std::string& out, Rate& rate) {
    const auto source = DiskSource::open(exported.path).value();
    auto reader = ExportReader::create(*source).value();
    std::remove(out.c_str());
    const auto sink = DiskSink::create(out).value();
    rate.begin();
    write_answer(answerer, exported.request, reader, *sink, [](std::uint64_t) {}).value();
    rate.end(exported.request.count());
}

// Both readings.
void combine(const tests::Dealt& dealt, const LargeExport& exported, std::span<const std::string> answers, Rate& rate) {
    Combination combination(dealt.keys, exported.request);
    std::vector<std::unique_ptr<DiskSource>> sources;
    for (const auto& path : answers)
        combination.add(*sources.emplace_back(DiskSource::open(path).value()));
    const auto source = DiskSource::open(exported.path).value();
    auto first = ExportReader::create(*source).value();
    rate.begin();
    combination.check(first, tests::Everything()).value();
    if (!source->rewind())
        std::abort();
    auto second = ExportReader::create(*source).value();
    std::uint64_t opened = 0;
    combination.open_each(second, [&](const CombinedRecord& record) { opened += record.record ? 1 : 0; }).value();
    rate.end(opened);
}

// The bare loop before and after each turn, so that a core that slows down slows both.
bool measure_partials(const tests::Dealt& dealt, const LargeExport& many, const LargeExport& some,
                      const Folder& folder) {
    const auto point = group::base_multiply(group::random_scalar().view());
    Rate bare;
    Rate off;
    Rate on;
    for (std::size_t turn = 0; turn < kTurns; ++turn) {
        bare_loop(dealt.share(1), point, kRecords / 10, bare);
        answer(many, {dealt.keys, dealt.share(1), dealt.signer(1), false}, folder / "answer", off);
        bare_loop(dealt.share(1), point, kRecords / 10, bare);
    }
    for (std::size_t turn = 0; turn < kTurns; ++turn)
        answer(some, {dealt.keys, dealt.share(1), dealt.signer(1), true}, folder / "answer", on);
    std::printf("bare multiplications           %8.0f a second\n", bare.a_second());
    std::printf("partials, proofs off           %8.0f a second, %.1f %% of the bare loop (goal: %.0f %%)\n",
                off.a_second(), 100 * off.a_second() / bare.a_second(), 100 * kGoal);
    std::printf("partials, proofs on            %8.0f a second\n", on.a_second());
    return off.a_second() >= kGoal * bare.a_second();
}

void measure_combining(const tests::Dealt& dealt, const LargeExport& some, const Folder& folder) {
    for (const bool proofs : {false, true}) {
        const std::array<std::string, 3> answers{folder / "one", folder / "two", folder / "three"};
        Rate unused;
        Rate rate;
        for (std::uint32_t index = 1; index <= answers.size(); ++index)
            answer(some, {dealt.keys, dealt.share(index), dealt.signer(index), proofs}, answers[index - 1], unused);
        combine(dealt, some, answers, rate);
        std::printf("combined, 3 answers, proofs %-3s%8.0f a second\n", proofs ? "on" : "off", rate.a_second());
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
    const bool reached = measure_partials(dealt, many, few, folder);
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
