// The kiosk's page in the browser: builds the application and leaves the rest to its events.
#include "base/crypto.h"
#include "intake/flow/say.h"
#include "intake/platform/web/app.h"
#include "intake/platform/web/host.h"

#include <array>
#include <memory>
#include <optional>

namespace {

std::unique_ptr<porchlight::intake::App> the_app;

std::optional<porchlight::date> today() {
    const int number = host_today();
    return porchlight::date::from_ymd(number / 10000, static_cast<unsigned>(number / 100 % 100),
                                      static_cast<unsigned>(number % 100));
}

std::size_t language() {
    std::array<char, 32> tag{};
    host_language(tag.data(), tag.size());
    return porchlight::intake::language_of_tag(tag.data());
}

}  // namespace

porchlight::intake::App& porchlight::intake::app() { return *the_app; }

// Not zero: this browser cannot show the page.
int main() {
    const auto day = today();
    if (!day || !porchlight::start_crypto())
        return 1;
    the_app = std::make_unique<porchlight::intake::App>(*day, language());
    return the_app->open() ? 0 : 2;
}
