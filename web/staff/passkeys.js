// Passkeys (WebAuthn): what the server sends becomes what the browser takes, and back. Bytes travel as hex.

const kAlgorithms = [-8, -7];  // EdDSA, ES256
const kTimeout_ms = 120_000;

const toHex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const fromHex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

export const passkeysWork = () => 'credentials' in navigator && 'PublicKeyCredential' in window;

// A new one. Throws what the browser throws when the person turns away.
export async function makePasskey({ challenge, user }, name) {
    const { response } = await navigator.credentials.create({
        publicKey: {
            challenge: fromHex(challenge),
            rp: { name: 'Porchlight desk' },
            user: { id: fromHex(user), name, displayName: name },
            pubKeyCredParams: kAlgorithms.map((alg) => ({ type: 'public-key', alg })),
            authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
            attestation: 'none',
            timeout: kTimeout_ms,
        },
    });
    return { client_data: toHex(response.clientDataJSON), attestation: toHex(response.attestationObject) };
}

// One that the person chooses, without a name.
export async function usePasskey(challenge) {
    const { rawId, response } = await navigator.credentials.get({
        publicKey: { challenge: fromHex(challenge), userVerification: 'required', timeout: kTimeout_ms },
    });
    return {
        id: toHex(rawId),
        client_data: toHex(response.clientDataJSON),
        authenticator_data: toHex(response.authenticatorData),
        signature: toHex(response.signature),
    };
}
