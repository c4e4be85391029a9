// Passkeys: the W3C's own vectors (WebAuthn Level 3, 16), an authenticator of the test's own for all that must be
// refused, and CBOR that is cut off anywhere.
#include "server/staff/passkey.h"
#include "server/staff/cbor.h"
#include "tests/server/support/authenticator.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace porchlight;
using namespace porchlight::server;
using namespace porchlight::server::test;

namespace {

const RelyingParty kExample{"https://example.org", "example.org"};
const RelyingParty kDesk{"http://localhost:8460", "localhost"};

bytes hex(std::string_view text) { return *from_hex(text); }

struct Vector {
    const char* name;
    const char* registration_challenge;
    const char* registration_client_data;
    const char* attestation;
    const char* id;
    const char* challenge;
    const char* client_data;
    const char* authenticator_data;
    const char* signature;
};

// 16.2, ES256 without attestation; 16.11, Ed25519 with packed attestation.
const Vector kVectors[] = {
    {"none.ES256", "00c30fb78531c464d2b6771dab8d7b603c01162f2fa486bea70f283ae556e130",
     "7b2274797065223a22776562617574686e2e637265617465222c226368616c6c656e6765223a22414d4d507434557878475453746e63647134"
     "313759447742466938767049612d7077386f4f755657345441222c226f726967696e223a2268747470733a2f2f6578616d706c652e6f726722"
     "2c2263726f73734f726967696e223a66616c73652c22657874726144617461223a22636c69656e74446174614a534f4e206d61792062652065"
     "7874656e6465642077697468206164646974696f6e616c206669656c647320696e20746865206675747572652c207375636820617320746869"
     "733a20426b5165446a646354427258426941774a544c453551227d",
     "a363666d74646e6f6e656761747453746d74a068617574684461746158a4bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f0"
     "1452b2e4b559000000008446ccb9ab1db374750b2367ff6f3a1f0020f91f391db4c9b2fde0ea70189cba3fb63f579ba6122b33ad94ff3ec330"
     "084be4a5010203262001215820afefa16f97ca9b2d23eb86ccb64098d20db90856062eb249c33a9b672f26df61225820930a56b87a2fca6633"
     "4b03458abf879717c12cc68ed73290af2e2664796b9220",
     "f91f391db4c9b2fde0ea70189cba3fb63f579ba6122b33ad94ff3ec330084be4",
     "39c0e7521417ba54d43e8dc95174f423dee9bf3cd804ff6d65c857c9abf4d408",
     "7b2274797065223a22776562617574686e2e676574222c226368616c6c656e6765223a224f63446e55685158756c5455506f334a5558543049"
     "393770767a7a59425039745a63685879617630314167222c226f726967696e223a2268747470733a2f2f6578616d706c652e6f7267222c2263"
     "726f73734f726967696e223a66616c73657d",
     "bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b51900000000",
     "3046022100f50a4e2e4409249c4a853ba361282f09841df4dd4547a13a87780218deffcd380221008480ac0f0b93538174f575bf11a1dd5d78"
     "c6e486013f937295ea13653e331e87"},
    {"packed.EdDSA", "a8abf9dabdc6b0df63466b39bda9e8a34a34e185337a59f1c579990676d3b3bd",
     "7b2274797065223a22776562617574686e2e637265617465222c226368616c6c656e6765223a22714b763532723347734e396a526d73357661"
     "6e6f6f306f303459557a656c6e7878586d5a426e6254733730222c226f726967696e223a2268747470733a2f2f6578616d706c652e6f726722"
     "2c2263726f73734f726967696e223a66616c73652c22657874726144617461223a22636c69656e74446174614a534f4e206d61792062652065"
     "7874656e6465642077697468206164646974696f6e616c206669656c647320696e20746865206675747572652c207375636820617320746869"
     "733a20425f44543567375a445f2d394f544c59583549764551227d",
     "a363666d74667061636b65646761747453746d74a363616c67266373696758483046022100d83f60bd80269537583218858aefb03ac57d45fa"
     "06e42feaae332d187f62da9f022100a02bd3cb6f7e1d283c93bad1f3f4b5a4c0494463da7fdbf256949116754d1f1763783563815902273082"
     "0223308201c8a003020102021100b2cfc9ea33c8643b0e1a760463eaf164300a06082a8648ce3d0403023062311e301c06035504030c155765"
     "62417574686e207465737420766563746f7273310c300a060355040a0c0357334331253023060355040b0c1c41757468656e74696361746f72"
     "204174746573746174696f6e204341310b30090603550406130241413020170d3234303130313030303030305a180f33303234303130313030"
     "303030305a305f311e301c06035504030c15576562417574686e207465737420766563746f7273310c300a060355040a0c0357334331223020"
     "060355040b0c1941757468656e74696361746f72204174746573746174696f6e310b30090603550406130241413059301306072a8648ce3d02"
     "0106082a8648ce3d03010703420004dd2b7a564b73b8c0b81c4c62e521925c4d1198ec9f583dbf1eebe364b65cd9c29a9bdf346aaa81fb6b95"
     "07e5249a52fdaf8e39e26b0b7dc45992a7e233b70f70a360305e300c0603551d130101ff04023000300e0603551d0f0101ff04040302078030"
     "1d0603551d0e041604140ae27546bc7eccb1b4b597bd354f0c0b1f1f8f8e301f0603551d2304183016801445aff715b0dd786741fee996ebc1"
     "6547a3931b1e300a06082a8648ce3d0403020349003046022100a0d434ecb5fc3bfd7da5f41904517ad2836249f561bd834ba7a438a8ab7a4c"
     "e8022100fac845bb7a02513b58e9f319654dbe49b0f02b95835bac568c71f8a18cdde9ab6861757468446174615881bfabc37432958b063360"
     "d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b54100000000d5aa33581e8ca478e20fe713f5d32ff20020ce9f840ed96599580cd140fb"
     "c7bb3230633f50f61041aff73308ae71caa8a2bda401010327200621582044e06ddd331c36a8dc667bab52bcae63486c916aa5e339e6acebaa"
     "84934bf832",
     "ce9f840ed96599580cd140fbc7bb3230633f50f61041aff73308ae71caa8a2bd",
     "895957e01c633a698348a2d8a31a54b7db27e8c1c43b2080d79ae2190267bfd2",
     "7b2274797065223a22776562617574686e2e676574222c226368616c6c656e6765223a2269566c583442786a4f6d6d44534b4c596f78705574"
     "39736e364d48454f7943413135726947514a6e763949222c226f726967696e223a2268747470733a2f2f6578616d706c652e6f7267222c2263"
     "726f73734f726967696e223a66616c73657d",
     "bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b50100000000",
     "f5c59c7e46c34f6f8cc197101ddf9934fa2595f68eb1913a637e8419eb9ba4cfdfc48f85393bc0d40b011f0d6fecb097d6607525713223a0dc"
     "0d453993dae00b"},
};

PasskeyError refusal(const TestAuthenticator& authenticator, const Ceremony& wrong, byte_view challenge) {
    const auto checked = check_assertion(authenticator.assertion(wrong), authenticator.passkey(), challenge, kDesk);
    REQUIRE_FALSE(checked);
    return checked.error();
}

}  // namespace

TEST_CASE("the W3C's vectors are read and their signatures are good, and nobody was verified in them",
          "[server][staff]") {
    for (const auto& vector : kVectors) {
        INFO(vector.name);
        const auto client_data = hex(vector.registration_client_data);
        const auto attestation = hex(vector.attestation);
        const auto challenge = hex(vector.registration_challenge);
        const auto passkey =
            check_registration(client_data, attestation, challenge, kExample, UserVerification::kNotAsked);
        REQUIRE(passkey);
        CHECK(to_hex(passkey->id) == vector.id);
        CHECK(check_registration(client_data, attestation, challenge, kExample).error() == PasskeyError::kNotVerified);
        const PasskeyAssertion assertion{hex(vector.id), hex(vector.client_data), hex(vector.authenticator_data),
                                         hex(vector.signature)};
        const auto asked = hex(vector.challenge);
        CHECK(check_assertion(assertion, *passkey, asked, kExample, UserVerification::kNotAsked) == 0U);
        CHECK(check_assertion(assertion, *passkey, asked, kExample).error() == PasskeyError::kNotVerified);
        auto forged = assertion;
        forged.signature[10] ^= 1U;
        CHECK(check_assertion(forged, *passkey, asked, kExample, UserVerification::kNotAsked).error() ==
              PasskeyError::kSignature);
    }
}

TEST_CASE("a passkey is taken for what was asked, and refused with a reason for anything else", "[server][staff]") {
    const auto challenge = random_array<32>();
    for (const auto kind : {KeyKind::kEs256, KeyKind::kEdDsa}) {
        const TestAuthenticator authenticator(kind);
        Ceremony right{.challenge = bytes(challenge.begin(), challenge.end()), .party = kDesk, .sign_count = 7};
        const auto made = authenticator.registration(right);
        const auto passkey = check_registration(made.client_data, made.attestation, challenge, kDesk);
        REQUIRE(passkey);
        CHECK(passkey->id == authenticator.id());
        CHECK(passkey->sign_count == 7);
        CHECK(check_assertion(authenticator.assertion(right), authenticator.passkey(), challenge, kDesk) == 7U);

        const auto with = [&](auto change) {
            auto wrong = right;
            change(wrong);
            return refusal(authenticator, wrong, challenge);
        };
        CHECK(with([](Ceremony& c) { c.type = "webauthn.create"; }) == PasskeyError::kType);
        CHECK(with([](Ceremony& c) { c.challenge[0] ^= 1U; }) == PasskeyError::kChallenge);
        CHECK(with([](Ceremony& c) { c.challenge.clear(); }) == PasskeyError::kChallenge);
        CHECK(with([](Ceremony& c) { c.party.origin = "http://localhost:9999"; }) == PasskeyError::kOrigin);
        CHECK(with([](Ceremony& c) { c.cross_origin = true; }) == PasskeyError::kOrigin);
        CHECK(with([](Ceremony& c) { c.party.id = "evil.example"; }) == PasskeyError::kRelyingParty);
        CHECK(with([](Ceremony& c) { c.flags = 0x04; }) == PasskeyError::kNotPresent);
        CHECK(with([](Ceremony& c) { c.flags = 0x01; }) == PasskeyError::kNotVerified);
        const auto another = TestAuthenticator(kind).assertion(right);
        CHECK(check_assertion(another, authenticator.passkey(), challenge, kDesk).error() == PasskeyError::kSignature);
    }
}

TEST_CASE("a count of signatures that does not grow is a copy; none at all is none", "[server][staff]") {
    const TestAuthenticator authenticator(KeyKind::kEs256);
    const auto challenge = random_array<32>();
    const auto counted = [&](std::uint32_t stored, std::uint32_t now) {
        auto passkey = authenticator.passkey();
        passkey.sign_count = stored;
        const Ceremony ceremony{
            .challenge = bytes(challenge.begin(), challenge.end()), .party = kDesk, .sign_count = now};
        return check_assertion(authenticator.assertion(ceremony), passkey, challenge, kDesk);
    };
    CHECK(counted(0, 0) == 0U);
    CHECK(counted(0, 1) == 1U);
    CHECK(counted(4, 5) == 5U);
    CHECK(counted(5, 5).error() == PasskeyError::kCount);
    CHECK(counted(5, 4).error() == PasskeyError::kCount);
    CHECK(counted(5, 0).error() == PasskeyError::kCount);
}

TEST_CASE("attestations and authenticator data that are cut off, too long or of other keys are malformed",
          "[server][staff]") {
    const TestAuthenticator authenticator(KeyKind::kEs256);
    const auto challenge = random_array<32>();
    const Ceremony ceremony{.challenge = bytes(challenge.begin(), challenge.end()), .party = kDesk};
    const auto made = authenticator.registration(ceremony);
    const auto error_of = [&](byte_view attestation) {
        return check_registration(made.client_data, attestation, challenge, kDesk).error();
    };
    for (std::size_t size = 0; size < made.attestation.size(); ++size)
        CHECK(error_of(byte_view(made.attestation).first(size)) == PasskeyError::kMalformed);
    auto longer = made.attestation;
    longer.push_back(0);
    CHECK(error_of(longer) == PasskeyError::kMalformed);
    auto other_kind = made.attestation;
    const std::array<std::uint8_t, 3> kind_and_algorithm{0x02, 0x03, 0x26};
    std::ranges::search(other_kind, kind_and_algorithm).front() = 0x03;
    CHECK(error_of(other_kind) == PasskeyError::kMalformed);
    auto off_the_curve = made.attestation;
    off_the_curve.back() ^= 1U;
    CHECK(error_of(off_the_curve) == PasskeyError::kMalformed);
    const auto assertion = authenticator.assertion(ceremony);
    for (std::size_t size = 0; size < assertion.authenticator_data.size(); ++size)
        CHECK_FALSE(read_authenticator_data(byte_view(assertion.authenticator_data).first(size)));
    CHECK_FALSE(read_client_data(as_bytes("{}")));
    CHECK_FALSE(read_client_data(as_bytes(R"({"type":"webauthn.get","challenge":"AA==","origin":"x"})")));
}

TEST_CASE("CBOR with lengths that lie, of no end or too deep is refused and never read past its end",
          "[server][staff]") {
    for (const char* text : {"", "5f", "9f", "bf", "1c", "5affffffff00", "5bffffffffffffffff00", "bbffffffffffffffff",
                             "9bffffffffffffffff", "8181818181818181818181", "a101", "62c3", "d8"}) {
        INFO(text);
        const auto in = hex(text);
        CHECK_FALSE(CborReader(in).skip());
    }
    const auto number = hex("3b7fffffffffffffff");
    CHECK(CborReader(number).integer() == INT64_MIN);
    const auto too_large = hex("1bffffffffffffffff");
    CHECK_FALSE(CborReader(too_large).integer());
    const auto nested = hex("a2616101616283010203ff");
    CborReader reader(nested);
    CHECK(reader.skip());
    CHECK(reader.rest().size() == 1);
}
