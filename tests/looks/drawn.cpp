#include "tests/looks/drawn.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace porchlight::tests {

using namespace porchlight::intake;

namespace {

constexpr int kMostScreens = 40, kMostSeconds = 10;

bytes file_of(const std::string& path) {
    std::ifstream in(std::string(PORCHLIGHT_FONTS_ROOT) + "/" + path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

json programme() {
    std::ifstream in(PORCHLIGHT_PROGRAMME);
    return json::parse(in);
}

// What is chosen on the way, where it is there to be chosen. The emergency contact is not: a child's way asks for it.
constexpr std::string_view kChosen[] = {"path-renewal", "age-child",  "paper-birth-certificate", "gender-own",
                                        "marker-donor", "extra-note", "caretaker-here"};

// What an applicant types. The name is as long as names are.
constexpr std::pair<std::string_view, std::pair<Field, std::string_view>> kTyped[] = {
    {"name", {Field::kName, "María Fernanda de los Ángeles Montenegro-Villavicencio"}},
    {"day", {Field::kDay, "12"}},
    {"month", {Field::kMonth, "3"}},
    {"year", {Field::kYear, "1990"}},
    {"own-gender", {Field::kOwnGender, "genderfluid"}},
    {"emergency", {Field::kEmergency, "Luz 555 0101"}},
    {"note", {Field::kNote, "Penicillin"}},
};

class Walk {
public:
    Walk(Drawn& drawn, const std::function<void(const std::string&)>& seen) : m_drawn(drawn), m_seen(seen) {}

    void go() {
        go_to_review();
        see("");
        press("change-date");
        m_drawn.kiosk.flow.type(Field::kYear, "2020");
        press(onward());
        go_to_review();
        see("+child");
        wait();
    }

private:
    void go_to_review() {
        for (int i = 0; i < kMostScreens && screen() != "review"; ++i)
            pass();
        if (screen() != "review")
            std::abort();  // a step that this walk cannot pass
        m_drawn.page.card_changed();
    }

    std::string screen() const { return m_drawn.tree().frame().screen; }
    const Node* find(std::string_view id) const { return m_drawn.tree().find(id); }

    void see(std::string_view what) {
        m_drawn.draw();
        m_seen(screen() + std::string(what));
    }

    void press(std::string_view id) {
        m_drawn.kiosk.press(id);
        m_drawn.draw();
    }

    void dialogs() {
        for (const auto* id : {"language", "look", "leave"}) {
            press(id);
            see(std::string("+") + id);
            press(id == std::string_view("leave") ? "leave-stay" : "close");
        }
    }

    void pass_time(milliseconds time) { m_drawn.kiosk.flow.tick(m_now += time); }

    std::vector<std::string> fields() const {
        std::vector<std::string> ids;
        for (const auto& node : m_drawn.tree().nodes())
            if (node.role == Role::kTextBox)
                ids.push_back(node.id);
        return ids;
    }

    // The way on is the last button of the foot, or of the content where the foot is in it.
    std::string onward() const {
        for (const auto* id : {"ready", "continue", "start"})
            if (find(id) != nullptr)
                return id;
        std::string last;
        for (const auto& node : m_drawn.tree().nodes())
            if (node.role == Role::kButton && node.region == Region::kFoot && node.id != "back")
                last = node.id;
        return last;
    }

    // One screen, looked at in all its states, and left by its way on.
    void pass() {
        const auto here = screen();
        see("");
        if (here == "welcome")
            dialogs();
        if (here == "age" || here == "caretaker") {
            press(onward());
            see("+error");
        }
        choose();
        if (const auto ids = fields(); !ids.empty() && !type(ids))
            return;
        if (find("photo-take") != nullptr)
            take_photo();
        if (find("take-along") != nullptr) {
            press("take-along");
            see("");
            press("back");
        }
        press(onward());
    }

    void choose() {
        bool any = false;
        for (const auto id : kChosen)
            if (find(id) != nullptr) {
                press(id);
                any = true;
            }
        if (any)
            see("+chosen");
    }

    void take_photo() {
        press("photo-help");
        see("+help");
        m_drawn.kiosk.flow.camera_changed(CameraState::kRefused);
        see("+error");
        press("camera-again");
        m_drawn.kiosk.flow.camera_frame(grey_photo());
        m_drawn.page.photo_changed();
        see("+live");
        press("photo-take");
        // There may be a countdown before it is taken.
        for (int i = 0; i < kMostSeconds && find("photo-again") == nullptr; ++i) {
            pass_time(milliseconds(1000));
            m_drawn.kiosk.flow.camera_frame(grey_photo());
            m_drawn.draw();
        }
        see("+taken");
    }

    // False: the fields may stay empty, and the way on led away.
    bool type(const std::vector<std::string>& ids) {
        m_drawn.page.attention().focus = ids[0];
        m_drawn.page.open_keyboard(ids[0]);
        see("+keyboard");
        if (m_drawn.page.press_key("key-accents"); m_drawn.page.hold_key("key-a"))
            see("+accents");
        m_drawn.page.open_keyboard("");
        m_drawn.page.attention().focus.clear();
        m_drawn.draw();
        const auto here = screen();
        press(onward());
        if (screen() != here)
            return false;
        if (find("error") != nullptr)
            see("+error");
        for (const auto& id : ids)
            for (const auto& [known, what] : kTyped)
                if (known == id)
                    m_drawn.kiosk.flow.type(what.first, what.second);
        see("+typed");
        return true;
    }

    // From the review to the card, and what can go wrong.
    void wait() {
        auto& kiosk = m_drawn.kiosk;
        kiosk.go_to_words();
        see("");
        kiosk.go_to_code();
        kiosk.hears(R"({"state":"waiting","words":["apple","river","stone"],"codes":true})");
        see("+code");
        kiosk.flow.bridge_said(R"({"server":"gone","printer":{"state":"needs","needs":"ribbon"}})");
        see("+links");
        kiosk.flow.bridge_said(R"({"server":"ok","printer":{"state":"ready"}})");
        kiosk.hears(R"({"state":"printing","page":1,"pages":2,"turn":true})");
        see("+turn");
        kiosk.hears(R"({"state":"tray"})");
        see("");
        kiosk.hears(R"({"state":"failed","error":"spoiled"})");
        see("");
        kiosk.press("print-again");
        kiosk.go_to_words();
        kiosk.hears(R"({"state":"denied","reason":"papers","missing":["photo","residency"]})");
        see("+denied");
        kiosk.press("try-again");
        kiosk.go_to_words();
        kiosk.hears(R"({"state":"printing","page":1,"pages":2})");
        kiosk.hears(R"({"state":"printed"})");
        see("");
        pass_time(milliseconds(94'000));
        see("+timeout");
    }

    Drawn& m_drawn;
    const std::function<void(const std::string&)>& m_seen;
    milliseconds m_now{1000};  // as the kiosk's flow has it when it begins
};

}  // namespace

Drawn::Drawn(const Look& of) : look(of), kiosk(programme()), page(kiosk.flow, screen) {
    if (!page.fonts().load_index(file_of(std::string(text::kFontIndexPath))))
        std::abort();
    page.on_font_needed = [this](const std::string& path) {
        if (!page.fonts().add_font(path, file_of(path)))
            std::abort();
    };
    const auto pixels = [&](int css) { return static_cast<int>(static_cast<float>(css) * look.size.ratio); };
    page.resize(pixels(look.size.width), pixels(look.size.height), look.size.ratio);
    page.watch(&runs);
    kiosk.press("look");
    kiosk.press("size-" + std::to_string(look.percent));
    constexpr std::string_view kColors[]{"colors-day", "colors-night", "colors-black-on-white",
                                         "colors-yellow-on-black"};
    kiosk.press(kColors[static_cast<std::size_t>(look.scheme)]);
    kiosk.press("close");
    kiosk.press("language");
    kiosk.press("language-" + std::string(kLanguages[look.language].tag));
    draw();
}

void Drawn::draw() {
    const bool idle = screen.is_idle;
    screen.is_idle = true;
    page.frame();
    page.frame();
    screen.is_idle = idle;
    page.frame();
}

void walk(Drawn& drawn, const std::function<void(const std::string& name)>& seen) { Walk(drawn, seen).go(); }

}  // namespace porchlight::tests
