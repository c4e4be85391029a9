// The stock in the bridge's folder: one file a service, written whole beside and renamed. Any thread.
#pragma once

#include "bridge/numbers/stock.h"

#include <filesystem>

namespace porchlight::bridge {

class FileNumbers final : public NumberStock {
public:
    // folder/numbers, made if it is not there. A book that cannot be read is said in the log; nothing is drawn from it
    // and nothing written over it, since that could put one number on two cards. Nothing if the folder cannot be made.
    static std::unique_ptr<FileNumbers> open(const std::filesystem::path& folder, Chance chance = random_below);

private:
    FileNumbers(std::filesystem::path folder, Chance chance)
        : NumberStock(std::move(chance)), m_folder(std::move(folder)) {}
    void load(const std::filesystem::path& file);
    bool save(const std::string& service, byte_view book) override;

    std::filesystem::path m_folder;
};

}  // namespace porchlight::bridge
