#include "intake/flow/way.h"

#include "intake/flow/answers.h"

#include <algorithm>

namespace porchlight::intake {
namespace {

bool is_helper(Step step) { return step == Step::kAge || step == Step::kPapers || step == Step::kChecklist; }

// Does it depend on somebody's age which papers they need?
bool asks_age(const protocol::Manifest& manifest) {
    return manifest.classes.size() > 1 &&
           (!manifest.caretaker_classes.empty() ||
            std::ranges::any_of(manifest.documents.needs, [](const auto& need) { return !need.classes.empty(); }));
}

void add_before_name(const protocol::Manifest& manifest, std::vector<Step>& way) {
    if (manifest.paths.size() > 1)
        way.push_back(Step::kPath);
    if (manifest.documents.needs.empty())
        return;
    if (asks_age(manifest))
        way.push_back(Step::kAge);
    way.insert(way.end(), {Step::kPapers, Step::kChecklist});
}

void add_after_date(const protocol::Manifest& manifest, bool with_caretaker, std::vector<Step>& way) {
    const auto& card = manifest.card;
    if (with_caretaker)
        way.push_back(Step::kCaretaker);
    if (with_caretaker && card.prints("emergency"))
        way.push_back(Step::kEmergency);
    if (card.prints("gender"))
        way.push_back(Step::kGender);
    if (!card.markers.empty() || card.prints("note") || (card.prints("emergency") && !with_caretaker))
        way.push_back(Step::kExtras);
    if (!card.services.empty())
        way.push_back(Step::kServices);
}

// The helper's screens are one step.
bool is_counted(Step before, Step step) {
    if (step == Step::kWelcome || step == Step::kKept)
        return false;
    return !is_helper(step) || !is_helper(before);
}

}  // namespace

const protocol::CardClass* class_of(const Draft& draft, const protocol::Manifest* manifest, const date& today) {
    const auto born = checked_birth_date(draft, today);
    if (manifest == nullptr || !born)
        return nullptr;
    const auto at = protocol::class_for_age(*manifest, born->years_until(today));
    return at ? &manifest->classes[*at] : nullptr;
}

protocol::ApplicationPath path_of(const Draft& draft, const protocol::Manifest& manifest) {
    const auto& paths = manifest.paths;
    const auto chosen = draft.choices().path;
    return paths.contains(chosen) || paths.empty() ? chosen : paths.begin()->first;
}

bool needs_caretaker(const protocol::CardClass* card_class, const protocol::Manifest* manifest) {
    if (card_class == nullptr || manifest == nullptr)
        return false;
    const auto& classes = manifest->caretaker_classes;
    return std::ranges::find(classes, card_class->id) != classes.end();
}

std::vector<Step> way_of(const Draft& draft, const protocol::Manifest* manifest, const date& today) {
    std::vector<Step> way{Step::kWelcome, Step::kKept};
    if (manifest != nullptr)
        add_before_name(*manifest, way);
    way.insert(way.end(), {Step::kName, Step::kBirthDate});
    if (manifest != nullptr)
        add_after_date(*manifest, needs_caretaker(class_of(draft, manifest, today), manifest), way);
    else
        way.push_back(Step::kGender);
    way.insert(way.end(), {Step::kPhoto, Step::kReview});
    return way;
}

// Librarian and card come after the review.
StepCount count_of(const std::vector<Step>& way, Step step) {
    StepCount out;
    const auto wanted = step == Step::kTakeAlong ? Step::kChecklist : step;
    auto before = Step::kWelcome;
    for (const auto one : way) {
        out.total += is_counted(before, one) ? 1 : 0;
        if (one == wanted && one != Step::kWelcome && one != Step::kKept)
            out.number = out.total;
        before = one;
    }
    if (step == Step::kApproval || step == Step::kTrouble)
        out.number = out.total + 1;
    if (step == Step::kIssuing || step == Step::kTray || step == Step::kDone)
        out.number = out.total + 2;
    out.total += 2;
    return out;
}

}  // namespace porchlight::intake
