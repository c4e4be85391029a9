#include "text/script_runs.h"

#include <array>
#include <utility>

namespace porchlight::text {
namespace {

constexpr std::array<std::pair<char32_t, char32_t>, 15> kBrackets{{
    {U'(', U')'},
    {U'<', U'>'},
    {U'[', U']'},
    {U'{', U'}'},
    {0xAB, 0xBB},
    {0x2018, 0x2019},
    {0x201C, 0x201D},
    {0x2039, 0x203A},
    {0x3008, 0x3009},
    {0x300A, 0x300B},
    {0x300C, 0x300D},
    {0x300E, 0x300F},
    {0x3010, 0x3011},
    {0x3014, 0x3015},
    {0x3016, 0x3017},
}};

struct Opened {
    char32_t closing = 0;
    std::uint32_t at = 0;
};

/// Walks a text once; `m_run` is where the current script's run began.
class ScriptResolver {
public:
    explicit ScriptResolver(const Codepoints& text) : m_text(text) {
        m_scripts.reserve(text.size());
        for (std::uint32_t i = 0; i < text.size(); ++i)
            add(i);
    }
    WipedVector<hb_script_t> take() { return std::move(m_scripts); }

private:
    void add(std::uint32_t index) {
        const char32_t character = m_text.characters[index];
        hb_script_t script = hb_unicode_script(hb_unicode_funcs_get_default(), character);
        if (character == U'\n')
            start_paragraph();
        if (is_shared(script))
            script = script_of_bracket(character, index);
        if (!is_shared(script))
            enter(script);
        m_scripts.push_back(m_script);
    }

    void start_paragraph() {
        m_script = HB_SCRIPT_COMMON;
        m_run = static_cast<std::uint32_t>(m_scripts.size());
        m_opened.clear();
    }

    /// What a closing bracket brings back, else common.
    hb_script_t script_of_bracket(char32_t character, std::uint32_t index) {
        for (const auto& [opening, closing] : kBrackets)
            if (character == opening)
                m_opened.push_back({closing, index});
        for (std::size_t i = m_opened.size(); i-- > 0;) {
            if (m_opened[i].closing != character)
                continue;
            const hb_script_t script = m_scripts[m_opened[i].at];
            m_opened.resize(i);
            return script;
        }
        return HB_SCRIPT_COMMON;
    }

    void enter(hb_script_t script) {
        if (is_shared(m_script))  // what stood before the first letter joins it
            for (std::size_t i = m_run; i < m_scripts.size(); ++i)
                m_scripts[i] = script;
        if (script == m_script)
            return;
        m_script = script;
        m_run = static_cast<std::uint32_t>(m_scripts.size());
    }

    const Codepoints& m_text;
    WipedVector<hb_script_t> m_scripts;
    WipedVector<Opened> m_opened;
    hb_script_t m_script = HB_SCRIPT_COMMON;
    std::uint32_t m_run = 0;
};

}  // namespace

bool is_shared(hb_script_t script) {
    return script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED || script == HB_SCRIPT_UNKNOWN;
}

WipedVector<hb_script_t> resolve_scripts(const Codepoints& text) { return ScriptResolver{text}.take(); }

}  // namespace porchlight::text
