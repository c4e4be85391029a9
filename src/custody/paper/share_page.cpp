#include "custody/paper/share_page.h"

#include "custody/paper/page_text.h"
#include "custody/paper/qr_code.h"
#include "custody/paper/sheet.h"

#include <array>
#include <utility>

namespace porchlight::custody {
namespace {

constexpr double kMargin_pt = 40;
constexpr double kCode_pt = 200;
constexpr double kGap_pt = 12;
constexpr double kLabel_pt = 92;
constexpr double kTitle_pt = 20;
constexpr double kText_pt = 10.5;
constexpr double kSmall_pt = 9.5;
constexpr double kSymbols_pt = 13;
constexpr double kLargestRow_pt = 22;
constexpr double kSmallestRow_pt = 15;
constexpr double kRowInset_pt = 6;

using Rows = std::vector<std::pair<std::string, std::string>>;

Rows fact_rows(const PageFacts& facts) {
    const auto number = [](auto value) { return std::to_string(value); };
    return {
        {"Key", "epoch " + number(facts.epoch)},
        {"Sharing", number(facts.sharing)},
        {"Custodian", number(facts.custodian) + ": " + facts.name},
        {"Authority", facts.authority},
        {"Opens with", "any " + number(facts.needed) + " of " + number(facts.custodians) + " custodians together"},
        {"Page made", facts.made},
        {"Destroy by", facts.destroy_by},
        {"Sharing’s hash", facts.sharing_hash.substr(0, 32) + " " +
                               (facts.sharing_hash.size() > 32 ? facts.sharing_hash.substr(32) : std::string())},
    };
}

constexpr std::array<std::string_view, 6> kInstructions{
    "This page and your passphrase together are your share. The passphrase is not on it: keep it elsewhere.",
    "Keep the page in a sealed envelope, under lock, in the care of your authority. Write down who takes it out, and when.",
    "Do not photograph it, copy it or send it. Do not leave it in a printer: switch the printer off and on afterwards.",
    "To read it back: porchlight-custody read-page --out FILE. Scan the code, or type the lines; small letters are "
    "as good as capitals, and each line is checked by its word.",
    "There is no U, and no letter O, I or L: these are the digits 0 and 1.",
    "When your share is destroyed, burn or shred this page too, before a witness. Pages of an older sharing still "
    "count as shares.",
};

double draw_heading(Sheet& sheet, const PageFacts& facts) {
    double y = kMargin_pt;
    const double width = sheet.width() - 2 * kMargin_pt;
    if (facts.rehearsal)
        y += sheet.text({kMargin_pt, y, width}, "REHEARSAL: no record depends on this page", kTitle_pt, Face::kBold);
    y += sheet.text({kMargin_pt, y, width}, "One share of a key", kTitle_pt, Face::kBold);
    y += sheet.text({kMargin_pt, y, width},
                    "It opens nothing alone. Whoever finds this page: please bring it to the authority named below, "
                    "unread.",
                    kText_pt, Face::kPlain);
    return y + kGap_pt;
}

double draw_facts(Sheet& sheet, const PageFacts& facts, double y) {
    const double width = sheet.width() - 2 * kMargin_pt - kCode_pt - kGap_pt - kLabel_pt;
    for (const auto& [label, value] : fact_rows(facts)) {
        sheet.text({kMargin_pt, y, kLabel_pt}, label, kText_pt, Face::kPlain);
        y += sheet.text({kMargin_pt + kLabel_pt, y, width}, value, kText_pt, Face::kBold) + 3;
    }
    return y;
}

void draw_line(Sheet& sheet, const PageLine& line, std::size_t number, double y, double row) {
    const double width = sheet.width() - 2 * kMargin_pt;
    if (number % 2 == 1)
        sheet.shade({kMargin_pt, y, width}, row);
    const double inside = y + (row - kSymbols_pt * 1.17) / 2;
    const auto digits = (number < 10 ? "0" : "") + std::to_string(number);
    sheet.text({kMargin_pt + kRowInset_pt, inside, width}, digits, kSymbols_pt, Face::kMono);
    sheet.text({kMargin_pt + 44, inside, width}, grouped(line), kSymbols_pt, Face::kMonoBold);
    sheet.text({kMargin_pt + 330, inside, width}, line.word, kSymbols_pt, Face::kMono);
}

double draw_instructions(Sheet& sheet, double y) {
    const double width = sheet.width() - 2 * kMargin_pt;
    int number = 0;
    for (const auto sentence : kInstructions)
        y += sheet.text({kMargin_pt, y, width}, std::to_string(++number) + ". " + std::string(sentence), kSmall_pt,
                        Face::kPlain) +
             2;
    return y;
}

// How high the instructions are: drawn where nobody sees it.
double instructions_height(PaperSize paper) {
    Sheet trial(paper);
    return draw_instructions(trial, 0);
}

}  // namespace

std::expected<bytes, PagePrintError> draw_share_page(const PageFacts& facts, byte_view share, PaperSize paper) {
    const auto page = page_text(share);
    const auto code = page ? make_qr(code_form(*page)) : std::nullopt;
    if (!code)
        return std::unexpected(PagePrintError::kShareSize);
    Sheet sheet(paper);
    const double top = draw_heading(sheet, facts);
    sheet.code({sheet.width() - kMargin_pt - kCode_pt, top, kCode_pt}, *code);
    double y = std::max(draw_facts(sheet, facts, top), top + kCode_pt) + kGap_pt;
    y += sheet.text({kMargin_pt, y, kCode_pt}, "page " + std::string(page->word), kSymbols_pt, Face::kMonoBold) + 4;
    const double bottom = sheet.height() - kMargin_pt - instructions_height(paper);
    const double row = std::min(kLargestRow_pt, (bottom - kGap_pt - y) / static_cast<double>(page->lines.size()));
    if (row < kSmallestRow_pt)
        return std::unexpected(PagePrintError::kDoesNotFit);
    std::size_t number = 0;
    for (const auto& line : page->lines) {
        draw_line(sheet, line, ++number, y, row);
        y += row;
    }
    draw_instructions(sheet, bottom);
    auto pdf = std::move(sheet).finish();
    if (!pdf)
        return std::unexpected(PagePrintError::kNotDrawn);
    return *std::move(pdf);
}

}  // namespace porchlight::custody
