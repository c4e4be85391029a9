// Cards of the demo programme, the same dots every time: for golden pictures and for reading their codes. Tests only;
// run in the root of the repository.
#pragma once

#include "tests/bridge/drawn_card.h"
#include "tests/bridge/portrait.h"

namespace porchlight::bridge::testing {

struct Sample {
    std::string id;  // of its golden picture
    std::string card_class = "adult";
    std::string name = "Anna Lee";
    std::string gender{};
    Portrait portrait{};
    bool services = false;
    bool every_field = false;
};

// The signed code's length, of no issuer.
inline std::string sample_code() {
    std::string out = "PLC1:";
    for (std::size_t i = 0; out.size() < 184; ++i)
        out += "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"[i * 7 % 45];
    return out;
}

inline const std::map<std::string, std::string> kSampleNumbers{
    {"library", "23023400051780"}, {"transit", "6011000990139424"}, {"discount", "LHRX00421187"}};

inline std::vector<protocol::ServiceCode> sample_services(const protocol::CardRules& rules) {
    std::vector<protocol::ServiceCode> out;
    for (std::size_t i = 0; i < rules.services.size(); ++i) {
        const auto& service = rules.services[i];
        const auto& number = kSampleNumbers.at(service.id);
        if (!protocol::is_number_of(service, number))
            throw std::runtime_error("not a number of " + service.id);
        out.push_back({service.id, i + 1, service.name, number, service.symbology});
    }
    return out;
}

inline protocol::CardContent sample_content(const Sample& sample) {
    const std::map<std::string, std::string> born{
        {"child", "2018-06-01"}, {"teen", "2010-09-30"}, {"adult", "1990-03-12"}, {"senior", "1949-11-23"}};
    protocol::CardContent out{*record::canonical_name(sample.name), born.at(sample.card_class), sample.gender,
                              "7K3MQ9TX2BVFR"};
    if (sample.every_field) {
        out.emergency = "Rosa Ibáñez-Lee, mother, 555 0100";
        out.note = "Allergic to penicillin; asthma, inhaler in the left pocket";
        out.markers = {"veteran", "donor"};
    }
    return out;
}

inline CardParts sample_parts(const Sample& sample) {
    static const auto manifest = *protocol::parse_manifest(City().manifest_payload(1));
    const auto services = sample.services ? sample_services(manifest.card) : std::vector<protocol::ServiceCode>{};
    const bool lasts = sample.card_class == "senior";
    return {manifest.card.template_for(sample.card_class),
            card_text(manifest, sample_content(sample), lasts ? std::nullopt : date::from_ymd(2032, 1, 14), services),
            portrait(sample.portrait), services};
}

inline std::expected<Faces, RenderError> sample_card(const Sample& sample) {
    return render(renderer(), sample_parts(sample), sample_code());
}

}  // namespace porchlight::bridge::testing
