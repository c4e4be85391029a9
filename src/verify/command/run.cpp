#include "verify/command/run.h"

#include "protocol/signed_document.h"
#include "verify/command/sentences.h"

#include <algorithm>
#include <fstream>
#include <iostream>

namespace porchlight::checking {
namespace {

// One byte more than a document may have, so that a longer one is seen to be too long.
std::string content_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::string out(protocol::kMaxDocumentBytes + 1, '\0');
    in.read(out.data(), static_cast<std::streamsize>(out.size()));
    out.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
    return out;
}

std::string line_of(std::istream& in) {
    std::string line;
    std::getline(in, line);
    if (line.ends_with('\r'))
        line.pop_back();
    return line;
}

// The card's own code, should there be others on its back.
std::expected<std::string, std::string_view> code_of_picture(const std::string& path) {
    const auto codes = codes_in_picture(path);
    if (!codes)
        return std::unexpected(sentence(codes.error()));
    if (codes->empty())
        return std::unexpected("No code was found in the picture: take it closer, sharp and without glare.");
    const auto ours =
        std::ranges::find_if(*codes, [](const auto& text) { return text.starts_with(card::kCodePrefix); });
    return ours == codes->end() ? codes->front() : *ours;
}

std::expected<std::string, std::string_view> code_of(const Options& options, std::istream& in) {
    if (!options.image.empty())
        return code_of_picture(options.image);
    return options.code == "-" ? line_of(in) : options.code;
}

TypedHolder ask(const Streams& streams) {
    TypedHolder out;
    streams.complaints << "Name, as printed on the card: ";
    out.name = line_of(streams.in);
    streams.complaints << "Date of birth, YYYY-MM-DD: ";
    out.dob = line_of(streams.in);
    streams.complaints << "Card number: ";
    out.number = line_of(streams.in);
    return out;
}

int exit_code(HolderResult result) {
    if (result == HolderResult::kMatches)
        return kGood;
    return result == HolderResult::kDiffers ? kNotGood : kNotChecked;
}

int compare(const CardCheck& check, const TypedHolder& typed, const date& today, std::ostream& out) {
    const auto result = check_holder(*check.signed_code, typed, today);
    out << sentence(result) << "\n";
    return exit_code(result);
}

}  // namespace

int complain(std::string_view sentence, int code, std::ostream& complaints) {
    complaints << "porchlight-verify: " << sentence << "\n";
    return code;
}

int run(const Options& options, const date& today, Streams streams) {
    const auto list = open_issuers(content_of(options.trust), content_of(options.manifest));
    if (!list)
        return complain(sentence(list.error()), kNotChecked, streams.complaints);
    const auto text = code_of(options, streams.in);
    if (!text)
        return complain(text.error(), kNotChecked, streams.complaints);
    const auto check = check_card(*text, *list, today);
    streams.out << sentence(check, *list) << "\n";
    if (!check.signed_code)
        return kNotGood;
    int status = is_genuine(check.verdict) ? kGood : kNotGood;
    if (options.ask || options.has_holder()) {
        const auto typed = options.ask ? ask(streams) : TypedHolder{options.name, options.dob, options.number};
        status = std::max(status, compare(check, typed, today, streams.out));
    }
    if (status != kGood || !is_stale(*list, today))
        return status;
    return complain(stale_sentence(*list), kGoodByOldList, streams.complaints);
}

}  // namespace porchlight::checking
