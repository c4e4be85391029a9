// What is chosen of the programme's lists, by the ids that the programme gives: `marker-veteran`, `service-library`.
#include "intake/flow/flow.h"

#include <algorithm>

namespace porchlight::intake {
namespace {

// The id behind a prefix, or nothing.
std::optional<std::string_view> after(std::string_view id, std::string_view prefix) {
    return id.starts_with(prefix) ? std::optional(id.substr(prefix.size())) : std::nullopt;
}

// Its place in a list, or nothing.
template <class List>
std::optional<std::size_t> index_of(const List& list, std::optional<std::string_view> id) {
    if (!id)
        return std::nullopt;
    const auto at = std::ranges::find_if(list, [&](const auto& item) { return item.id == *id; });
    return at == list.end() ? std::nullopt : std::optional(static_cast<std::size_t>(at - list.begin()));
}

}  // namespace

// What an applicant is heard to have changed makes another card.
void Flow::toggle(bool& is_on) {
    unfreeze();
    is_on = !is_on;
    m_state.problem.reset();
}

void Flow::toggle_bit(std::uint8_t& bits, std::size_t at) {
    unfreeze();
    bits ^= static_cast<std::uint8_t>(1U << at);
}

void Flow::choose(std::string_view id) {
    if (m_state.dialog == Dialog::kLanguage) {
        if (const auto tag = after(id, "language-"))
            choose_language(*tag);
        return;
    }
    if (m_state.dialog != Dialog::kNone)
        return;
    if (const auto tag = after(id, "start-"); tag && m_state.step == Step::kWelcome && choose_language(*tag))
        return go(Step::kKept);
    if (m_manifest)
        choose_of_list(id);
}

void Flow::choose_of_list(std::string_view id) {
    auto& choices = m_draft.choices();
    if (m_state.step == Step::kPath) {
        const auto path = protocol::path_of(after(id, "path-").value_or(""));
        if (path && m_manifest->paths.contains(*path))
            choose_path(*path);
    } else if (m_state.step == Step::kAge) {
        if (const auto at = index_of(m_manifest->classes, after(id, "age-"))) {
            choices.age_class = at;
            m_state.problem.reset();
        }
    } else if (m_state.step == Step::kPapers) {
        if (const auto at = index_of(m_manifest->documents.papers, after(id, "paper-")))
            choices.papers ^= std::uint64_t{1} << *at;
    } else if (m_state.step == Step::kExtras) {
        if (const auto at = index_of(m_manifest->card.markers, after(id, "marker-")))
            toggle_bit(choices.markers, *at);
    } else if (m_state.step == Step::kServices) {
        const auto at = index_of(m_manifest->card.services, after(id, "service-"));
        if (at && !m_manifest->card.services[*at].required)
            toggle_bit(choices.services_off, *at);
    }
}

void Flow::choose_path(protocol::ApplicationPath path) {
    if (m_draft.choices().path != path)
        unfreeze();
    m_draft.choices().path = path;
}

void Flow::choose_caretaker(Caretaker caretaker) {
    m_draft.choices().caretaker = caretaker;
    m_state.problem.reset();
}

void Flow::choose_gender(Gender gender) {
    if (m_draft.gender() != gender)
        unfreeze();
    m_draft.set_gender(gender);
    if (gender != Gender::kOwn)
        m_state.problem.reset();
}

}  // namespace porchlight::intake
