// What can be wrong with a page that was typed or scanned, and in which line (custody/FORMAT.md, On paper). Any thread.
#pragma once

#include <string>
#include <string_view>

namespace porchlight::custody {

enum class PageError {
    kPageSize,     // more than a page can be
    kPageCode,     // scanned text that is not of a share's page
    kPageWord,     // the page's word is missing or no word of the list
    kPageLength,   // says a length that its lines do not have, or padding that is not zero
    kPageCheck,    // each line fits, the whole does not
    kLineNumber,   // does not begin with the number of a line
    kLineSymbol,   // holds a character that is no symbol
    kLineLength,   // has not 24 symbols
    kLineWord,     // ends with no word of the list
    kLineCheck,    // does not fit its word
    kLinePlace,    // fits as another line
    kLineTwice,    // is there twice
    kLineMissing,  // is not there
    kLineExtra,    // is beyond the page's end
};

struct PageFault {
    PageError error;
    unsigned line = 0;   // from 1; 0: the page as a whole
    unsigned other = 0;  // kLinePlace: as which line it fits

    friend bool operator==(const PageFault&, const PageFault&) = default;
};

// The code that vectors and scripts see, such as "line_check".
std::string_view code(PageError error);
// What is wrong where, and what to do, as a sentence for people.
std::string sentence(const PageFault& fault);

}  // namespace porchlight::custody
