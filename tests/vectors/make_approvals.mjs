// The vectors of opening statements with their place in the public log (custody/FORMAT.md, The opening statement), with
// the helpers of make.mjs: each for the sharing of `transcript` and for one request.
import { publicLog } from './make_log.mjs';
import { cosignLine, kCosignature, kNote, makeKey } from './transparency.mjs';

export function writeApprovals({ custodian, hash, hex, second, seedOf, sign, stranger, text, transcript, trust, write }) {
    const base64 = (bytes) => Buffer.from(bytes).toString('base64');
    const { policy, prove } = publicLog(seedOf);
    const city = { ...trust, log: policy };
    const line = transcript.slice(0, transcript.indexOf('\n') + 1);
    const request = hex(seedOf('request to be approved'));
    const opening = { v: 1, type: 'opening', city: trust.city, epoch: JSON.parse(line).epoch, sharing: hex(hash(text(line))), request,
        reason: 'A card was printed twice', order: 'CV-2027-113', day: '2027-03-01' };
    const both = [custodian, second];
    const kContext = 'porchlight opening v1';
    const signed = (payload, signers, context) => JSON.stringify({ payload: base64(text(payload)), signatures: signers.map((signer) =>
        ({ key: hex(signer.public), signature: base64(sign(context, text(payload), signer)) })) });
    const entryOf = (payload, kind = 'opening') => `{"v":1,"kind":"${kind}","statement":${payload}}`;
    const other = entryOf(JSON.stringify({ ...opening, order: 'CV-2027-114' }));
    const alone = (entry, ...cosigners) => prove([entry], 0, ...cosigners);

    function put(name, error, { said = opening, signers = both, context = kContext, kind = 'opening', by = city, change = (proof) => proof, input, proof } = {}) {
        const payload = JSON.stringify(said);
        write('opening_approval', name, { about: name, kind: 'opening_approval', trust: JSON.stringify(by), transcript, request,
            input: hex(text(input ?? signed(payload, signers, context))), proof: change(proof ?? alone(entryOf(payload, kind), 1, 2)), error });
    }
    const hold = { v: 1, type: 'hold', city: trust.city, epoch: opening.epoch, order: 'CV-2033-7', authority: 'County court', day: '2033-11-02' };
    const strange = makeKey('press.example', kCosignature, seedOf('stranger'));
    const unlisted = makeKey('stranger.example', kCosignature, seedOf('stranger'));
    const note = (proof) => proof.slice(proof.indexOf('\n\n') + 2);

    put('ok', '');
    put('ok-in-a-log-that-grew', '', { proof: prove([other, entryOf(JSON.stringify(opening)), other], 1, 0, 1, 2) });
    put('ok-signed-by-a-stranger-too', '', { signers: [stranger, ...both] });
    put('no-log', 'no_log', { by: trust });
    put('not-a-statement', 'statement_malformed', { input: 'opened' });
    put('payload-with-a-space', 'statement_malformed', { input: signed(JSON.stringify(opening).replace(',', ', '), both, kContext) });
    put('a-hold', 'statement_malformed', { said: hold, context: 'porchlight hold v1', kind: 'hold' });
    put('of-a-rehearsal', 'statement_other_city', { said: { ...opening, city: `REHEARSAL of ${trust.city}` } });
    put('transcript-of-another-city', 'statement_other_city', { said: { ...opening, city: 'Elsewhere' }, by: { ...city, city: 'Elsewhere' } });
    put('other-epoch', 'statement_other_sharing', { said: { ...opening, epoch: 8 } });
    put('other-sharing', 'statement_other_sharing', { said: { ...opening, sharing: hex(seedOf('second transcript')) } });
    put('signed-by-one', 'statement_signature', { signers: [custodian] });
    put('signed-by-one-twice', 'statement_signature', { signers: [second, second] });
    put('signed-by-one-and-a-stranger', 'statement_signature', { signers: [custodian, stranger] });
    put('signed-as-a-hold', 'statement_signature', { context: 'porchlight hold v1' });
    put('other-request', 'not_approved', { said: { ...opening, request: hex(seedOf('another request')) } });
    put('proof-empty', 'proof_malformed', { proof: '' });
    put('proof-of-another-version', 'proof_malformed', { change: (proof) => proof.replace('@v1', '@v2') });
    put('proof-without-checkpoint', 'proof_malformed', { change: (proof) => proof.slice(0, proof.indexOf('\n\n') + 2) });
    put('proof-of-another-entry', 'proof_inclusion', { proof: alone(other, 1, 2) });
    put('proof-of-another-index', 'proof_inclusion', { proof: prove([other, entryOf(JSON.stringify(opening))], 1, 1, 2), change: (proof) => proof.replace('index 1', 'index 0') });
    put('proof-of-another-log', 'proof_inclusion', { by: { ...city, log: { ...policy, key: makeKey('log.elsewhere.example', kNote, seedOf('log')).line } } });
    put('proof-signed-by-another-key', 'proof_inclusion', { by: { ...city, log: { ...policy, key: makeKey('log.lakehaven.example', kNote, seedOf('stranger')).line } } });
    put('cosignature-changed', 'proof_inclusion', { change: (proof) => `${proof.slice(0, -8)}AAA${proof.slice(-5)}` });
    put('proof-by-no-witness', 'proof_witnesses', { proof: alone(entryOf(JSON.stringify(opening))) });
    put('proof-by-one-witness', 'proof_witnesses', { proof: alone(entryOf(JSON.stringify(opening)), 1) });
    put('proof-by-one-witness-and-strangers', 'proof_witnesses', { proof: alone(entryOf(JSON.stringify(opening)), 1),
        change: (proof) => [strange, unlisted].reduce((all, key) => all + cosignLine(`${note(proof).split('\n').slice(0, 3).join('\n')}\n`, key, 1), proof) });
}
