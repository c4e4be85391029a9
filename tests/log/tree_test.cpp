#include "log/tree.h"

#include "base/encoding.h"
#include "tests/support/vectors.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::public_log;
using namespace porchlight::tests;

namespace {

std::optional<node_hash> node(const nlohmann::json& hex) { return array_from_hex<32>(hex.get<std::string>()); }

// Nothing where one of the hashes has another size: no reader of a proof takes it.
std::optional<Path> path_of(const Vector& vector) {
    Path path;
    for (const auto& item : vector.fields.at("path")) {
        const auto one = node(item);
        if (!one)
            return std::nullopt;
        path.push_back(*one);
    }
    return path;
}

std::uint64_t number(const Vector& vector, const char* member) { return std::stoull(vector.text(member)); }

bool is_proved(const Vector& vector) {
    const auto path = path_of(vector);
    const auto leaf = node(vector.fields.at("leaf"));
    const auto root = node(vector.fields.at("root"));
    return path && leaf && root && is_included(*leaf, number(vector, "index"), number(vector, "size"), *path, *root);
}

bool is_consistent(const Vector& vector) {
    const auto path = path_of(vector);
    const auto before = node(vector.fields.at("old_root"));
    const auto after = node(vector.fields.at("new_root"));
    // Their roots of nothing are of any size: as equal as these are.
    if (vector.text("old_root") == vector.text("new_root") && path && !before)
        return is_continued({number(vector, "old_size"), {}}, {number(vector, "new_size"), {}}, *path);
    return path && before && after &&
           is_continued({number(vector, "old_size"), *before}, {number(vector, "new_size"), *after}, *path);
}

std::vector<node_hash> leaves(std::size_t count) {
    std::vector<node_hash> out;
    for (std::size_t i = 0; i < count; ++i)
        out.push_back(leaf_hash(as_bytes(std::to_string(i))));
    return out;
}

// By the definition in RFC 6962, which root_of() does not follow.
node_hash root_by_definition(std::span<const node_hash> of) {
    if (of.size() == 1)
        return of.front();
    std::size_t left = 1;
    while (2 * left < of.size())
        left *= 2;
    return parent_hash(root_by_definition(of.first(left)), root_by_definition(of.subspan(left)));
}

}  // namespace

TEST_CASE("The hashes of RFC 6962's test suite are ours") {
    CHECK(to_hex(root_of({})) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(to_hex(leaf_hash({})) == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    CHECK(to_hex(leaf_hash(as_bytes("L123456"))) == "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
}

TEST_CASE("Inclusion is proved, or not, as the test data of transparency-dev says") {
    for (const auto& vector : vectors("log_inclusion")) {
        INFO(vector.file);
        CHECK(is_proved(vector) == vector.error().empty());
    }
}

TEST_CASE("Consistency is proved, or not, as the test data of transparency-dev says") {
    for (const auto& vector : vectors("log_consistency")) {
        INFO(vector.file);
        CHECK(is_consistent(vector) == vector.error().empty());
    }
}

TEST_CASE("Every entry of every tree of up to 40 entries is proved, and none at another place, size or root") {
    for (std::size_t size = 1; size <= 40; ++size) {
        const auto all = leaves(size);
        const auto root = root_of(all);
        REQUIRE(root == root_by_definition(all));
        for (std::size_t i = 0; i < size; ++i) {
            const auto path = inclusion_path(all, i);
            CHECK(is_included(all[i], i, size, path, root));
            CHECK_FALSE(is_included(all[i], i + 1, size, path, root));
            CHECK_FALSE(is_included(leaf_hash(as_bytes("another")), i, size, path, root));
            CHECK_FALSE(is_included(all[i], i, size, path, leaf_hash({})));
            CHECK_FALSE(is_included(all[i], size, size, path, root));
        }
    }
}

TEST_CASE("Every tree of up to 40 entries continues every earlier one, and no rewritten one") {
    for (std::size_t size = 1; size <= 40; ++size) {
        const auto all = leaves(size);
        auto rewritten = all;
        rewritten[0] = leaf_hash(as_bytes("another"));
        for (std::size_t old_size = 1; old_size <= size; ++old_size) {
            const TreeHead before{old_size, root_of(std::span(all).first(old_size))};
            CHECK(is_continued(before, {size, root_of(all)}, consistency_path(all, old_size)));
            CHECK_FALSE(is_continued(before, {size, root_of(rewritten)}, consistency_path(rewritten, old_size)));
            CHECK_FALSE(is_continued(before, {size, root_of(rewritten)}, consistency_path(all, old_size)));
        }
    }
}
