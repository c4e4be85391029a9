// A manifest that is read answers every question that bridge and page ask of it.
#include "protocol/manifest.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

using namespace porchlight;
using fuzz::expect;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto manifest = protocol::parse_manifest(as_text(fuzz::input(data, size)));
    if (!manifest)
        return 0;
    expect(std::ranges::any_of(manifest->issuers,
                               [&](const auto& entry) { return !entry.withdrawn && entry.key == manifest->issuer(); }));
    expect(manifest->epoch.id != 0 && manifest->epoch.destroy >= manifest->epoch.end);
    for (int age = -1; age <= 201; ++age)
        if (const auto index = protocol::class_for_age(*manifest, age))
            expect(*index < manifest->classes.size());
    const auto issued = date::parse("2024-02-29").value();
    for (const auto& card_class : manifest->classes)
        if (const auto expiry = protocol::expiry_of(card_class, issued))
            expect(*expiry > issued);
    for (const auto& language : manifest->languages)
        for (const auto& need : manifest->documents.needs)
            expect(!protocol::text_in(need.text, language).empty());
    const auto all = protocol::missing_needs(manifest->documents, 0xff);
    expect(all.size() == manifest->documents.needs.size());
    expect(protocol::missing_needs(manifest->documents, *protocol::bits_of_needs(manifest->documents, all)) == all);
    for (const auto& paper : manifest->documents.papers)
        expect(paper.residency <= paper.points && paper.identity() >= 0);
    expect(!manifest->paths.empty());
    static_cast<void>(date_of_unix_seconds(manifest->expires));
    return 0;
}
