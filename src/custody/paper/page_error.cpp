#include "custody/paper/page_error.h"

namespace porchlight::custody {
namespace {

std::string_view advice(PageError error) {
    switch (error) {
        case PageError::kPageSize: return "is more text than a page has; give one page alone";
        case PageError::kPageCode: return "is no code of a share's page; scan it again, or type the lines";
        case PageError::kPageWord: return "begins with no page word; type \"page\" and the word beside it";
        case PageError::kPageLength: return "does not have the length that it says; read it again from its first line";
        case PageError::kPageCheck: return "does not fit together, though each line does; read it again";
        case PageError::kLineNumber: return "does not begin with its number, as 01 to 18";
        case PageError::kLineSymbol:
            return "has a character that is no symbol; there is no U, and no sign but the dash";
        case PageError::kLineLength: return "does not have six groups of four symbols before its word";
        case PageError::kLineWord: return "ends with a word that is not on any page; check its spelling";
        case PageError::kLineCheck:
            return "does not fit its word: a symbol of it is wrong, or the word, or the page word";
        case PageError::kLinePlace: return "does not fit here, but would as line ";
        case PageError::kLineTwice: return "is there twice";
        case PageError::kLineMissing: return "is missing";
        case PageError::kLineExtra: return "is beyond the end of this page; check the first line";
    }
    return "is wrong";
}

}  // namespace

std::string_view code(PageError error) {
    switch (error) {
        case PageError::kPageSize: return "page_size";
        case PageError::kPageCode: return "page_code";
        case PageError::kPageWord: return "page_word";
        case PageError::kPageLength: return "page_length";
        case PageError::kPageCheck: return "page_check";
        case PageError::kLineNumber: return "line_number";
        case PageError::kLineSymbol: return "line_symbol";
        case PageError::kLineLength: return "line_length";
        case PageError::kLineWord: return "line_word";
        case PageError::kLineCheck: return "line_check";
        case PageError::kLinePlace: return "line_place";
        case PageError::kLineTwice: return "line_twice";
        case PageError::kLineMissing: return "line_missing";
        case PageError::kLineExtra: return "line_extra";
    }
    return "page_check";
}

std::string sentence(const PageFault& fault) {
    std::string out = fault.line == 0 ? "The page" : "Line " + std::to_string(fault.line);
    out += " " + std::string(advice(fault.error));
    if (fault.error == PageError::kLinePlace)
        out += std::to_string(fault.other) + ": see whether lines changed places, else type it again";
    return out + ".";
}

}  // namespace porchlight::custody
