#include "server/disclose/report.h"

#include "server/disclose/meanings.h"

#include <algorithm>
#include <map>

namespace porchlight::server {
namespace {

namespace fs = std::filesystem;

// In a cell of a Markdown table, as it stands.
std::string cell(std::string_view text) {
    constexpr std::string_view kSigns = "\\`*_{}[]<>#|~";
    std::string out;
    for (const char c : text) {
        const bool is_control = static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
        if (kSigns.contains(c))
            out += '\\';
        out += is_control ? ' ' : c;
    }
    return out;
}

std::string grouped(std::uint64_t number) {
    auto out = std::to_string(number);
    for (auto at = static_cast<std::ptrdiff_t>(out.size()) - 3; at > 0; at -= 3)
        out.insert(static_cast<std::size_t>(at), ",");
    return out;
}

struct Files {
    std::uint64_t count = 0;
    std::uint64_t size_bytes = 0;
};

class Report {
public:
    std::string is(const std::string& thing) {
        if (const auto* meaning = meaning_of(thing))
            return std::string(meaning->is);
        m_out.unknown.push_back(thing);
        return "**Not described. Whoever runs the server has to say what it is.**";
    }
    void open(const date& today) {
        m_out.text =
            "# What this server holds about applicants\n\nWritten on " + today.text() +
            " by `porchlight-server disclose`, from the database and the folder as they are. Every table, every column "
            "and every file is here.\n\n"
            "- About each applicant whose card was approved it holds one sealed record of a name and a date of birth, "
            "or none if the programme keeps none. The server has no key that opens it.\n"
            "- It holds no address, gender, photo, document, card number, service number of a person, network address "
            "or hour, and nothing that says which record came from which kiosk, librarian, day or card.\n\n"
            "## The database\n";
    }
    void add(const HeldTable& table) {
        m_out.text += "\n### " + cell(table.name) + ": " + grouped(table.rows) + (table.rows == 1 ? " row" : " rows") +
                      "\n" + is(table.name) + "\n\n| column | kind | what it is | example |\n|---|---|---|---|\n";
        for (const auto& column : table.columns) {
            const auto thing = table.name + "." + column.name;
            const auto* meaning = meaning_of(thing);
            const bool shows = meaning != nullptr && !meaning->is_secret;
            m_out.text += "| " + cell(column.name) + " | " + cell(column.type) + " | " + is(thing) + " | " +
                          (table.rows == 0 ? ""
                           : shows         ? cell(column.example)
                                           : "(not shown)") +
                          " |\n";
        }
    }
    void add_files(const std::map<std::string, Files>& files) {
        m_out.text += "\n## The folder\n\n| file | how many | bytes | what it is |\n|---|---|---|---|\n";
        for (const auto& [name, held] : files)
            m_out.text += "| " + cell(name) + " | " + grouped(held.count) + " | " + grouped(held.size_bytes) + " | " +
                          is(name) + " |\n";
    }
    Disclosure close() {
        m_out.text += "\n";
        m_out.text += held_elsewhere();
        return std::move(m_out);
    }

private:
    Disclosure m_out;
};

// By name, but those that share a meaning together.
std::expected<std::map<std::string, Files>, std::string> files_below(const fs::path& root) {
    std::map<std::string, Files> out;
    std::error_code failed;
    for (fs::recursive_directory_iterator at(root, failed), end; !failed && at != end; at.increment(failed)) {
        std::error_code gone;
        if (at->is_directory(gone) && !at->is_symlink(gone))
            continue;
        const auto name = at->path().lexically_relative(root).generic_string();
        const auto* meaning = meaning_of(name);
        auto& held = out[meaning != nullptr ? std::string(meaning->of) : name];
        const auto size = at->file_size(gone);
        ++held.count;
        held.size_bytes += gone ? 0 : size;
    }
    if (failed)
        return std::unexpected("The folder " + root.string() + " cannot be read: run this as the server's user.");
    return out;
}

}  // namespace

std::expected<Disclosure, std::string> disclose(TableReader& tables, const fs::path& root, const date& today) {
    const auto held = tables.read_tables();
    if (!held)
        return std::unexpected("The database cannot be read: check its rights and the disk.");
    const auto files = files_below(root);
    if (!files)
        return std::unexpected(files.error());
    Report report;
    report.open(today);
    for (const auto& table : *held)
        report.add(table);
    report.add_files(*files);
    return report.close();
}

}  // namespace porchlight::server
