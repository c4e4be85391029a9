// Reads the test vectors (tests/vectors): each a JSON file with hex input and the error that a reader must give.
#pragma once

#include "base/bytes.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace porchlight::tests {

struct Vector {
    std::string file;
    nlohmann::json fields;

    std::string text(const char* member) const { return fields.at(member).get<std::string>(); }
    bytes hex(const char* member) const;
    std::string error() const { return text("error"); }
};

// All of a folder, in order of name; throws if there is none, so that a lost folder is a failure.
std::vector<Vector> vectors(const std::string& folder);

// The code of a result's error, or "".
template <class Result>
std::string code_of(const Result& result) {
    return result ? std::string() : std::string(code(result.error()));
}

}  // namespace porchlight::tests
