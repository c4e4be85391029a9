// Who may speak to the bridge: one browser, let in by a one-time code that became its cookie; and only pages of the
// bridge itself. Pure but for randomness; one thread.
#pragma once

#include "base/crypto.h"
#include "bridge/http/message.h"

#include <functional>
#include <optional>
#include <string>

namespace porchlight::bridge {

enum class Site { kApp, kBye, kOther };

class Gate {
public:
    // remembered: the hash of the cookie of earlier, so that a page survives a restart of the bridge. remember: told
    // the hash of each new one; false if it cannot be kept.
    Gate(std::uint16_t port, std::optional<hash256> remembered, std::function<bool(const hash256&)> remember);

    // By the Host header, byte for byte.
    Site site(const RequestHead& head) const;
    bool origin_is_own(const RequestHead& head) const;
    // Is it for a page of another origin? Another port of this machine is another origin, and yet browsers send the
    // cookie with it. Going from there to the app as a whole window is no such thing.
    bool is_for_another(const RequestHead& head) const;
    bool has_cookie(const RequestHead& head) const;

    // A new one-time code; the one before is worth nothing any more.
    std::string new_code();
    // The address to open, with the code.
    std::string address(const std::string& code) const;
    // The value for Set-Cookie, if the code is the right one. It is used up, and the cookie of before is out.
    std::optional<std::string> redeem(std::string_view code);

    std::uint16_t port() const { return m_port; }

private:
    std::uint16_t m_port;
    std::string m_code;
    std::optional<hash256> m_cookie;
    std::function<bool(const hash256&)> m_remember;
};

}  // namespace porchlight::bridge
