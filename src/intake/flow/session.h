// How long a session may stand still: after a while a warning, and after that the end. Any sign of life starts it
// anew. No clock of its own; one thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace porchlight::intake {

using std::chrono::milliseconds;

class Session {
public:
    enum class Phase : std::uint8_t { kQuiet, kWarning, kOver };

    // Defaults, until the programme says otherwise.
    static constexpr milliseconds kWarningAfter{90'000};
    static constexpr milliseconds kWarningLasts{30'000};
    // Waiting for a librarian, an applicant has nothing to do: the warning comes so many times later.
    static constexpr int kPatience = 10;

    void configure(milliseconds warning_after, milliseconds warning_lasts);

    void start(milliseconds now);
    void stop();
    // Somebody leaves: it is in the warning until it ends or is started again. A sign of life gives the warning's time
    // anew.
    void leave(milliseconds now);
    // It goes on, and is more patient or less.
    void sign_of_life(milliseconds now);
    void set_patient(bool patient) { m_patience = patient ? kPatience : 1; }

    Phase phase(milliseconds now) const;
    // Whole seconds left in the warning, rounded up.
    int seconds_left(milliseconds now) const;
    // When phase or seconds_left change next; nothing while stopped.
    std::optional<milliseconds> next_change(milliseconds now) const;

private:
    milliseconds warning_at() const {
        return m_is_leaving ? *m_last_sign : *m_last_sign + m_warning_after * m_patience;
    }
    milliseconds over_at() const { return warning_at() + m_warning_lasts; }

    milliseconds m_warning_after = kWarningAfter;
    milliseconds m_warning_lasts = kWarningLasts;
    std::optional<milliseconds> m_last_sign;
    int m_patience = 1;
    bool m_is_leaving = false;
};

}  // namespace porchlight::intake
