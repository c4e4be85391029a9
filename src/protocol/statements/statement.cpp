#include "protocol/statements/statement.h"

#include "base/json.h"

namespace porchlight::protocol {
namespace {

constexpr std::size_t kMaxCityBytes = 128;
constexpr std::size_t kMaxIdBytes = 64;
constexpr std::size_t kMaxReasonBytes = 512;

// Written member by member, because the order of the members is part of the form.
class Writer {
public:
    Writer(std::string_view type, const StatementHead& head) : m_out("{\"v\":1") {
        text("type", std::string(type), kMaxIdBytes);
        text("city", head.city, kMaxCityBytes);
        number("epoch", head.epoch, UINT32_MAX);
    }

    void text(std::string_view name, const std::string& value, std::size_t max_bytes) {
        m_fits = m_fits && is_plain_text(value, max_bytes);
        put(name, value);
    }
    void number(std::string_view name, std::uint32_t value, std::uint32_t max) {
        m_fits = m_fits && value >= 1 && value <= max;
        begin(name);
        m_out += std::to_string(value);
    }
    // As it is: hex digits, a date.
    void put(std::string_view name, const std::string& value) {
        begin(name);
        m_out += quoted(value);
    }
    std::optional<std::string> end(const date& day) {
        put("day", day.text());
        return m_fits ? std::optional(m_out + "}") : std::nullopt;
    }

private:
    void begin(std::string_view name) { m_out.append(",\"").append(name).append("\":"); }

    std::string m_out;
    bool m_fits = true;
};

std::optional<std::string> write(const Opening& opening) {
    Writer out("opening", opening);
    out.put("sharing", to_hex(opening.sharing));
    out.put("request", to_hex(opening.request));
    out.text("reason", opening.reason, kMaxReasonBytes);
    out.text("order", opening.order, kMaxIdBytes);
    return out.end(opening.day);
}

std::optional<std::string> write(const Hold& hold) {
    Writer out("hold", hold);
    out.text("order", hold.order, kMaxIdBytes);
    out.text("authority", hold.authority, kMaxIdBytes);
    return out.end(hold.day);
}

std::optional<std::string> write(const HoldRelease& release) {
    Writer out("hold-release", release);
    out.put("hold", to_hex(release.hold));
    out.text("order", release.order, kMaxIdBytes);
    out.text("authority", release.authority, kMaxIdBytes);
    return out.end(release.day);
}

std::optional<std::string> write(const Destruction& destruction) {
    Writer out("destruction", destruction);
    out.put("sharing", to_hex(destruction.sharing));
    out.number("index", destruction.index, kMaxCustodians);
    out.text("schedule", destruction.schedule, kMaxIdBytes);
    out.put("next", destruction.next ? to_hex(*destruction.next) : "");
    return out.end(destruction.day);
}

// Members that are not there, or not of their kind, are as empty as can be: the form then differs.
class Reader {
public:
    explicit Reader(const json& object) : m_object(object) {}

    std::string text(const char* name) const { return text_member(m_object, name, kMaxStatementBytes).value_or(""); }
    hash256 id(const char* name) const { return hex_member<32>(m_object, name).value_or(hash256{}); }
    std::uint32_t number(const char* name) const {
        return static_cast<std::uint32_t>(integer_member(m_object, name, 1, UINT32_MAX).value_or(0));
    }
    std::optional<StatementHead> head() const {
        const auto day = date::parse(text("day"));
        if (!day)
            return std::nullopt;
        return StatementHead{text("city"), number("epoch"), *day};
    }

private:
    const json& m_object;
};

std::optional<Statement> read(const json& object) {
    const Reader in(object);
    const auto head = in.head();
    if (!head)
        return std::nullopt;
    const auto type = in.text("type");
    if (type == "opening")
        return Opening{*head, in.id("sharing"), in.id("request"), in.text("reason"), in.text("order")};
    if (type == "hold")
        return Hold{*head, in.text("order"), in.text("authority")};
    if (type == "hold-release")
        return HoldRelease{*head, in.id("hold"), in.text("order"), in.text("authority")};
    if (type == "destruction")
        return Destruction{*head, in.id("sharing"), in.number("index"), in.text("schedule"),
                           hex_member<32>(object, "next")};
    return std::nullopt;
}

}  // namespace

const StatementHead& head_of(const Statement& statement) {
    return std::visit([](const auto& one) -> const StatementHead& { return one; }, statement);
}

std::string_view context_of(const Statement& statement) {
    constexpr std::array kContexts{kOpeningContext, kHoldContext, kHoldReleaseContext, kDestructionContext};
    return kContexts[statement.index()];
}

std::optional<std::string> payload_of(const Statement& statement) {
    return std::visit([](const auto& one) { return write(one); }, statement);
}

std::optional<Statement> parse_statement(std::string_view payload) {
    const auto object = parse_json(payload, kMaxStatementBytes);
    if (!object || !object->is_object())
        return std::nullopt;
    auto statement = read(*object);
    // Whatever is not as it would be written, down to a space or the order of members, is refused here.
    if (!statement || payload_of(*statement) != payload)
        return std::nullopt;
    return statement;
}

hash256 statement_id(std::string_view payload) { return hash(as_bytes(payload)); }

}  // namespace porchlight::protocol
