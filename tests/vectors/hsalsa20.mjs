// HSalsa20 with a nonce of zero (Bernstein, "Extending the Salsa20 nonce"): what turns an X25519 shared secret into
// the key of a crypto_box. Written from the paper, because libsodium-wrappers does not offer it.
const kSigma = [0x61707865, 0x3320646e, 0x79622d32, 0x6b206574];
const kRounds = [[4, 0, 12, 7], [8, 4, 0, 9], [12, 8, 4, 13], [0, 12, 8, 18]];

const rotate = (value, by) => (value << by) | (value >>> (32 - by));

// One column round over the state whose cell (row, column) is at index(row, column).
function halfRound(x, index) {
    for (let start = 0; start < 4; start += 1) {
        const at = (offset) => index((start + offset / 4) % 4, start);
        for (const [to, a, b, by] of kRounds) x[at(to)] ^= rotate((x[at(a)] + x[at(b)]) | 0, by);
    }
}

export function hsalsa20(shared) {
    const key = Array.from({ length: 8 }, (_, i) => new DataView(shared.buffer, shared.byteOffset).getInt32(4 * i, true));
    const x = Int32Array.from([kSigma[0], ...key.slice(0, 4), kSigma[1], 0, 0, 0, 0, kSigma[2], ...key.slice(4), kSigma[3]]);
    for (let round = 0; round < 20; round += 2) {
        halfRound(x, (row, column) => 4 * row + column);
        halfRound(x, (row, column) => 4 * column + row);
    }
    const out = new Uint8Array(32);
    const view = new DataView(out.buffer);
    [0, 5, 10, 15, 6, 7, 8, 9].forEach((from, to) => view.setInt32(4 * to, x[from], true));
    return out;
}
