#include "server/batch.h"

#include "log/entry_file.h"

namespace porchlight::server {

Report write_batch(const Command& command, Store& store) {
    const auto stored = store.load_settings();
    if (!stored)
        return std::unexpected(store_sentence(stored.error()));
    const auto digests = store.shuffled_digests(command.epoch);
    if (!digests)
        return std::unexpected(store_sentence(digests.error()));
    const auto of_epoch = " records of epoch " + std::to_string(command.epoch);
    if (const auto fewest = read_settings(*stored)->spool_batch(); digests->size() < fewest)
        return std::unexpected("Fewer than " + std::to_string(fewest) + of_epoch +
                               " were shuffled: wait for the end of a day on which there are as many.");
    const public_log::BatchEntry entry{command.epoch, digests->size(), public_log::batch_root(*digests)};
    if (const auto written = write_file(command.out, public_log::to_text(entry) + '\n'); !written)
        return std::unexpected(written.error());
    return "The root over " + std::to_string(entry.count) + of_epoch + " is in " + command.out.string() +
           ": the log's operator enters it with `porchlight-custody log-append --batch`.";
}

}  // namespace porchlight::server
