// The vectors of sharings, shares and ceremonies (custody/FORMAT.md), with the helpers of make.mjs and the custodian of
// tests/custody/noble_custodian.mjs.
import { chacha20, hchacha } from '@noble/ciphers/chacha.js';
import { poly1305 } from '@noble/ciphers/_poly1305.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { argon2id } from '@noble/hashes/argon2.js';
import * as noble from '../custody/noble_custodian.mjs';

const kBase = ed25519.Point.BASE;
const kSmallOrder = '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'; // order 8
const kIdentity = `01${'00'.repeat(31)}`;

// libsodium's secretstream (XChaCha20-Poly1305), one message with tag FINAL; header: 24 bytes.
function secretstream({ concat, zeros }, key, header, associated, message) {
    const words = (bytes) => new Uint32Array(Uint8Array.from(bytes).buffer);
    const sub = new Uint32Array(8);
    hchacha(words(noble.text('expand 32-byte k')), words(key), words(header.slice(0, 16)), sub);
    const subkey = new Uint8Array(sub.buffer);
    const nonce = concat([1, 0, 0, 0], header.slice(16));
    const stream = (bytes, counter) => chacha20(subkey, nonce, bytes, undefined, counter);
    const block = stream(Uint8Array.from({ length: 64 }, (_, i) => (i === 0 ? 3 : 0)), 1);
    const sealed = stream(message, 2);
    const size = (value) => { const out = Buffer.alloc(8); out.writeBigUInt64LE(BigInt(value)); return out; };
    const tag = poly1305(concat(associated, zeros(-associated.length & 15), block, sealed, zeros((16 - 64 + message.length) & 15),
        size(associated.length), size(64 + message.length)), stream(zeros(64), 0).slice(0, 32));
    return concat(block.slice(0, 1), sealed, tag);
}

export function writeCustody(helpers) {
    const { be, concat, flip, hash, hex, seedOf, text, write, zeros } = helpers;
    let drawn = 0;
    noble.chance.bytes = (size) => concat(...Array.from({ length: size / 32 }, () => seedOf(`custody ${drawn++}`)));

    // A generation of 2 of 3, all of whom are @noble.
    const names = [['Ana Lee', 'City Clerk'], ['Bo Ortiz', 'Public Library'], ['Zoë O’Neil', 'Rechnungshof 市']];
    const seeds = names.map((_, i) => seedOf(`custodian ${i + 1}`));
    const custodians = names.map(([name, authority], i) => ({ name, authority, key: hex(ed25519.getPublicKey(seeds[i])) }));
    const invitation = { v: 1, kind: 'invitation', city: 'City of Lakehaven', epoch: 7, sharing: 1, previous: '00'.repeat(32), end: '2027-11-23',
        destroy: '2034-11-23', k: 2, custodians, dealers: [] };
    const line = (object) => `${JSON.stringify(object)}\n`;
    const people = seeds.map((seed, i) => new noble.NobleCustodian(line(invitation), i + 1, seed));
    const joins = people.map((one) => one.join());
    const commits = people.map((one) => one.commit(joins));
    const deals = people.map((one) => one.deal(joins, commits));
    const agrees = people.map((one) => one.agree(deals));
    const sharing = JSON.parse(people[0].sharing(deals));

    // --- invitations and introductions ---
    const changed = (object, change) => line({ ...object, ...change });
    const resharing = { ...invitation, sharing: 2, previous: hex(hash(text(line(sharing)))), dealers: [1, 3] };
    const person = (i, change) => custodians.with(i, { ...custodians[i], ...change });
    const invitations = {
        'ok': [line(invitation), ''], 'ok-resharing': [line(resharing), ''],
        'spaced': [line(invitation).replace(',', ', '), 'sharing_malformed'], 'two-lines': [`${line(invitation)}\n`, 'sharing_malformed'],
        'no-line-feed': [line(invitation).trim(), 'sharing_malformed'], 'version': [changed(invitation, { v: 2 }), 'sharing_malformed'],
        'kind': [changed(invitation, { kind: 'sharing' }), 'sharing_malformed'], 'member-more': [changed(invitation, { x: 1 }), 'sharing_malformed'],
        'epoch-zero': [changed(invitation, { epoch: 0 }), 'sharing_malformed'], 'first-with-previous': [changed(invitation, { previous: resharing.previous }), 'sharing_malformed'],
        'first-with-dealers': [changed(invitation, { dealers: [1, 2] }), 'sharing_malformed'], 'second-without-dealers': [changed(resharing, { dealers: [] }), 'sharing_malformed'],
        'dealers-fall': [changed(resharing, { dealers: [3, 1] }), 'sharing_malformed'], 'dealer-zero': [changed(resharing, { dealers: [0, 1] }), 'sharing_malformed'],
        'dealer-17': [changed(resharing, { dealers: [1, 17] }), 'sharing_malformed'],
        'one-opens': [changed(invitation, { k: 1 }), 'sharing_threshold'], 'more-than-all': [changed(invitation, { k: 4 }), 'sharing_threshold'],
        'nobody': [changed(invitation, { custodians: [] }), 'sharing_threshold'],
        'one-authority': [changed(invitation, { custodians: person(1, { authority: 'CITY CLERK' }) }), 'sharing_authority'],
        'one-key-twice': [changed(invitation, { custodians: person(1, { key: custodians[0].key }) }), 'sharing_custodians'],
        'one-name-twice': [changed(invitation, { custodians: person(1, { name: 'ana lee' }) }), 'sharing_custodians'],
        'name-empty': [changed(invitation, { custodians: person(1, { name: '' }) }), 'sharing_text'],
        'name-reordered': [changed(invitation, { custodians: person(1, { name: 'Bo \u202eOrtiz' }) }), 'sharing_text'],
        'name-long': [changed(invitation, { custodians: person(1, { name: 'a'.repeat(65) }) }), 'sharing_malformed'],
        'destroyed-before-end': [changed(invitation, { destroy: '2027-11-22' }), 'sharing_dates'],
    };
    for (const [file, [input, error]] of Object.entries(invitations)) write('invitation', file, { about: file, kind: 'invitation', input: hex(text(input)), error });
    const introduction = noble.introductionOf(seeds[2], ...names[2]);
    const introductions = {
        'ok': [introduction, ''], 'unsigned': [introduction.split('\n')[0] + '\n', 'sharing_malformed'],
        'other-name': [introduction.replace('Zoë', 'Zoe'), 'sharing_signature'], 'spaced': [` ${introduction}`, 'sharing_malformed'],
        'name-empty': [noble.introductionOf(seeds[2], '', 'Clerk'), 'sharing_text'],
        'signature-flipped': [introduction.replace(/(.)\n$/, (_, digit) => `${digit === '0' ? 1 : 0}\n`), 'sharing_signature'],
    };
    for (const [file, [input, error]] of Object.entries(introductions))
        write('introduction', file, { about: file, kind: 'introduction', input: hex(text(input)), error });

    // --- messages of a ceremony ---
    const complaint = people[1].complain(deals, 1);
    const other = (file, change) => noble.fileOf(seeds[0], { ...noble.read(file), ...change });
    const messages = {
        'ok-join': [joins[0], ''], 'ok-commit': [commits[0], ''], 'ok-deal': [deals[0], ''], 'ok-agree': [agrees[0], ''],
        'ok-complaint': [noble.fileOf(seeds[0], noble.read(complaint)), ''],
        'empty': ['', 'ceremony_malformed'], 'unsigned': [joins[0].split('\n')[0] + '\n', 'ceremony_malformed'],
        'three-lines': [`${joins[0]}\n`, 'ceremony_malformed'], 'spaced': [joins[0].replace(',', ', '), 'ceremony_malformed'],
        'signed-by-another': [joins[1], 'ceremony_signature'], 'signature-of-another': [joins[0].replace(/\n.*\n$/, `\n${joins[1].split('\n')[1]}\n`), 'ceremony_signature'],
        'kind': [other(joins[0], { kind: 'joint' }), 'ceremony_malformed'], 'version': [other(joins[0], { v: 2 }), 'ceremony_malformed'],
        'member-more': [other(joins[0], { x: 1 }), 'ceremony_malformed'], 'from-zero': [other(joins[0], { from: 0 }), 'ceremony_malformed'],
        'from-17': [other(joins[0], { from: 17 }), 'ceremony_malformed'], 'box-identity': [other(joins[0], { box: kIdentity }), 'ceremony_malformed'],
        'box-small-order': [other(joins[0], { box: kSmallOrder }), 'ceremony_malformed'],
        'box-mixed-order': [other(joins[0], { box: hex(kBase.add(ed25519.Point.fromHex(kSmallOrder)).toBytes()) }), 'ceremony_malformed'],
        'box-not-on-curve': [other(joins[0], { box: `02${'00'.repeat(31)}` }), 'ceremony_malformed'],
        'commitment-short': [other(commits[0], { commitment: '00' }), 'ceremony_malformed'],
        'commitment-point-identity': [other(deals[0], { commitments: [kIdentity, noble.read(deals[0]).commitments[1]] }), 'ceremony_malformed'],
        'shares-17': [other(deals[0], { shares: Array(17).fill(noble.read(deals[0]).shares[0]) }), 'ceremony_malformed'],
        'share-short': [other(deals[0], { shares: ['00'] }), 'ceremony_malformed'], 'proof-short': [other(deals[0], { proof: '00' }), 'ceremony_malformed'],
        'upper-case': [other(agrees[0], { signature: noble.read(agrees[0]).signature.toUpperCase() }), 'ceremony_malformed'],
    };
    for (const [file, [input, error]] of Object.entries(messages))
        write('ceremony', file, { about: file, kind: 'ceremony', key: custodians[0].key, input: hex(text(input)), error });

    // --- transcripts ---
    const signedSharing = (object, by = seeds) => line(object) + by.map((seed, i) =>
        `signature ${i + 1} ${hex(noble.signWith(seed, 'porchlight sharing v1', line(object)))}\n`).join('');
    const transcript = signedSharing(sharing);
    const with0 = (point) => ({ ...sharing, commitments: [point, sharing.commitments[1]] });
    // Custodian 2's verification key would be the identity: C0 = -2·C1.
    const zeroShare = with0(hex(noble.times(noble.pointOf(sharing.commitments[1]), -2n).toBytes()));
    const transcripts = {
        'ok': [transcript, ''], 'ok-second': [signedSharing({ ...sharing, sharing: 2, previous: resharing.previous }), ''],
        'no-signatures': [line(sharing), 'sharing_signature'], 'two-of-three': [signedSharing(sharing, seeds.slice(0, 2)), 'sharing_signature'],
        'signature-of-another': [signedSharing(sharing, seeds.with(2, seeds[0])), 'sharing_signature'],
        'signature-of-other-text': [transcript.replace('2034', '2134'), 'sharing_signature'],
        'signatures-swapped': [transcript.replace('signature 1', 'signature 9').replace('signature 2', 'signature 1').replace('signature 9', 'signature 2'), 'sharing_malformed'],
        'line-more': [`${transcript}signature 4 ${'0'.repeat(128)}\n`, 'sharing_malformed'], 'spaced': [transcript.replace(',', ', '), 'sharing_malformed'],
        'empty': ['', 'sharing_malformed'], 'number-zero': [signedSharing({ ...sharing, sharing: 0 }), 'sharing_malformed'],
        'second-without-previous': [signedSharing({ ...sharing, sharing: 2 }), 'sharing_malformed'],
        'few-commitments': [signedSharing({ ...sharing, commitments: sharing.commitments.slice(1) }), 'sharing_malformed'],
        'commitment-identity': [signedSharing(with0(kIdentity)), 'sharing_point'], 'commitment-small-order': [signedSharing(with0(kSmallOrder)), 'sharing_point'],
        'commitment-mixed-order': [signedSharing(with0(hex(noble.pointOf(sharing.commitments[0]).add(ed25519.Point.fromHex(kSmallOrder)).toBytes()))), 'sharing_point'],
        'share-of-zero': [signedSharing(zeroShare), 'sharing_point'], 'one-opens': [signedSharing({ ...sharing, k: 1, commitments: sharing.commitments.slice(1) }), 'sharing_threshold'],
        'one-authority': [signedSharing({ ...sharing, custodians: person(1, { authority: 'city  clerk' }).with(1, { ...custodians[1], authority: 'city clerk' }) }), 'sharing_authority'],
        'destroyed-before-end': [signedSharing({ ...sharing, destroy: '2027-11-22' }), 'sharing_dates'],
    };
    for (const [file, [input, error]] of Object.entries(transcripts))
        write('sharing', file, { about: file, kind: 'sharing', input: hex(text(input)), error, ...(error ? {} : {
            hash: hex(hash(text(input.slice(0, input.indexOf('\n') + 1)))), public: hex(noble.montgomery(noble.pointOf(JSON.parse(input.split('\n')[0]).commitments[0]))),
            verification_keys: [1, 2, 3].map((i) => hex(noble.committedAt(sharing.commitments.map(noble.pointOf), i).toBytes())),
        }) });

    // --- share files, made cheap to open ---
    const passphrase = 'the words of a vector';
    const shareFile = ({ magic = 'PLS1', epoch = 7, number = 1, index = 2, of = hash(text(line(sharing))), passes = 1, memory = 8,
        scalar = noble.scalarBytes(people[1].share), words = passphrase }) => {
        const salt = seedOf('share salt').slice(0, 16);
        const head = concat(text(magic), be(epoch, 4), be(number, 4), be(index, 4), of, be(passes, 4), be(memory, 4), salt, seedOf('share stream').slice(0, 24));
        const key = argon2id(text(words), salt, { t: Math.max(passes, 1), m: Math.min(Math.max(memory, 8), 64), p: 1, dkLen: 32, version: 0x13 });
        return concat(head, secretstream(helpers, key, head.slice(72), head, scalar));
    };
    const order = noble.scalarBytes(ed25519.Point.Fn.ORDER);
    const right = shareFile({});
    const shares = {
        'ok': [right, ''], 'ok-dear': [shareFile({ passes: 2, memory: 64 }), ''],
        'short': [right.slice(0, 144), 'share_malformed'], 'long': [concat(right, [0]), 'share_malformed'], 'empty': [zeros(0), 'share_malformed'],
        'magic': [shareFile({ magic: 'PLS2' }), 'share_malformed'], 'ceremony': [shareFile({ magic: 'PLC1' }), 'share_malformed'],
        'epoch-zero': [shareFile({ epoch: 0 }), 'share_malformed'], 'number-zero': [shareFile({ number: 0 }), 'share_malformed'],
        'index-zero': [shareFile({ index: 0 }), 'share_malformed'], 'index-17': [shareFile({ index: 17 }), 'share_malformed'],
        'no-passes': [shareFile({ passes: 0 }), 'share_malformed'], 'too-many-passes': [shareFile({ passes: 17 }), 'share_malformed'],
        'too-little-memory': [shareFile({ memory: 7 }), 'share_malformed'], 'too-much-memory': [shareFile({ memory: 2 ** 20 + 1 }), 'share_malformed'],
        'other-passphrase': [shareFile({ words: 'the words of another' }), 'share_passphrase'],
        'header-flipped': [flip(right, 7), 'share_passphrase'], 'salt-flipped': [flip(right, 56), 'share_passphrase'], 'stream-flipped': [flip(right, 72), 'share_passphrase'],
        'tag-flipped': [flip(right, 96), 'share_passphrase'], 'body-flipped': [flip(right, 100), 'share_passphrase'], 'mac-flipped': [flip(right, 144), 'share_passphrase'],
        'scalar-zero': [shareFile({ scalar: zeros(32) }), 'share_scalar'], 'scalar-not-reduced': [shareFile({ scalar: order }), 'share_scalar'],
        'scalar-of-another': [shareFile({ scalar: noble.scalarBytes(people[0].share) }), 'share_scalar'], 'swapped': [shareFile({ index: 1 }), 'share_scalar'],
        'other-epoch': [shareFile({ epoch: 8 }), 'share_epoch'], 'other-number': [shareFile({ number: 2 }), 'share_sharing'],
        'other-sharing': [shareFile({ of: hash(text('another')) }), 'share_sharing'], 'nobody': [shareFile({ index: 4 }), 'share_index'],
    };
    for (const [file, [input, error]] of Object.entries(shares))
        write('share', file, { about: file, kind: 'share', passphrase, sharing: line(sharing), input: hex(input), error,
            ...(error ? {} : { epoch: 7, number: 1, index: 2, scalar: hex(noble.scalarBytes(people[1].share)) }) });
}
