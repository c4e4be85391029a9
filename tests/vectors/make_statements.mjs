// The vectors of custodians' statements (protocol/PROTOCOL.md, Statements), with the helpers of make.mjs.
// Each is read against the trust file and the sharings that it brings.

export function writeStatements({ concat, custodian, hash, hex, second, seedOf, sign, stranger, text, third, trust, write }) {
    const base64 = (bytes) => Buffer.from(bytes).toString('base64');
    const first = hex(seedOf('first transcript'));
    const next = hex(seedOf('second transcript'));
    const custodians = [custodian, second, third].map((key) => hex(key.public));
    const sharings = [
        { id: first, epoch: 7, number: 1, threshold: 2, custodians },
        { id: hex(seedOf('transcript of another epoch')), epoch: 8, number: 1, threshold: 2, custodians },
    ];
    const head = (type, epoch = 7) => ({ v: 1, type, city: trust.city, epoch });
    const statements = {
        opening: { ...head('opening'), sharing: first, request: hex(seedOf('request')), reason: 'A card was printed twice', order: 'CV-2027-113', day: '2027-03-01' },
        hold: { ...head('hold'), order: 'CV-2033-7', authority: 'County court', day: '2033-11-02' },
        'hold-release': { ...head('hold-release'), hold: hex(seedOf('hold')), order: 'CV-2034-9', authority: 'County court', day: '2034-06-30' },
        destruction: { ...head('destruction'), sharing: first, index: 2, schedule: 'LIB-2026-04', next: '', day: '2034-07-01' },
    };
    const contexts = { opening: 'porchlight opening v1', hold: 'porchlight hold v1', 'hold-release': 'porchlight hold release v1', destruction: 'porchlight destruction v1' };
    const signed = (payload, context, signers) => JSON.stringify({ payload: base64(text(payload)), signatures: signers.map((signer) =>
        ({ key: hex(signer.public), signature: base64(sign(context, text(payload), signer)) })) });
    const both = [custodian, second];
    const put = (name, error, type, payload, { signers = type === 'destruction' ? [second] : both, context = contexts[type], input } = {}) =>
        write('statement', name, { about: name, kind: 'statement', trust: JSON.stringify(trust), sharings, input: hex(text(input ?? signed(payload, context, signers))), error,
            ...(error ? {} : { payload, id: hex(hash(text(payload))) }) });
    const say = (name, error, type, change, options) => {
        const copy = structuredClone(statements[type]);
        put(name, error, type, JSON.stringify(change(copy) ?? copy), options);
    };

    for (const type of Object.keys(statements)) say(`ok-${type}`, '', type, () => {});
    say('ok-destruction-reshared', '', 'destruction', (s) => { s.next = next; });
    say('ok-stranger-too', '', 'hold', () => {}, { signers: [stranger, ...both] });
    say('ok-escapes', '', 'hold', (s) => { s.order = 'No. "7"\\A'; s.authority = 'Tribunál /Ünï'; });
    say('ok-joiner', '', 'hold', (s) => { s.authority = 'دادگاه\u200cهای شهر'; });
    say('ok-longest-texts', '', 'opening', (s) => { s.reason = 'r'.repeat(512); s.order = 'o'.repeat(64); });
    say('sharing-of-the-last-epoch', 'sharing', 'destruction', (s) => { s.epoch = 4294967295; });

    say('one-custodian-alone', 'signature', 'hold', () => {}, { signers: [custodian] });
    say('one-custodian-twice', 'signature', 'hold', () => {}, { signers: [custodian, custodian] });
    say('signed-by-strangers', 'signature', 'hold-release', () => {}, { signers: [stranger, third] });
    say('signed-as-a-manifest', 'signature', 'hold', () => {}, { context: 'porchlight manifest v1' });
    say('hold-signed-as-its-release', 'signature', 'hold', () => {}, { context: contexts['hold-release'] });
    say('opening-signed-by-one', 'signature', 'opening', () => {}, { signers: [second] });
    say('destruction-by-another-custodian', 'signature', 'destruction', () => {}, { signers: [custodian, third] });
    say('destruction-by-a-stranger', 'signature', 'destruction', () => {}, { signers: [stranger] });
    say('other-city', 'city', 'hold', (s) => { s.city = 'City of Lakehaven (rehearsal)'; });
    say('sharing-unknown', 'sharing', 'destruction', (s) => { s.sharing = next; });
    say('sharing-of-another-epoch', 'sharing', 'destruction', (s) => { s.sharing = sharings[1].id; });
    say('opening-of-unknown-sharing', 'sharing', 'opening', (s) => { s.sharing = next; });
    say('index-of-nobody', 'index', 'destruction', (s) => { s.index = 4; });

    const malformed = {
        'version': ['hold', (s) => { s.v = 2; }],
        'unknown-type': ['hold', (s) => { s.type = 'keep'; }],
        'unknown-member': ['hold', (s) => { s.note = 'x'; }],
        'missing-member': ['hold', (s) => { delete s.authority; }],
        'member-of-another-type': ['hold-release', (s) => { delete s.hold; }],
        'epoch-zero': ['hold', (s) => { s.epoch = 0; }],
        'epoch-too-large': ['hold', (s) => { s.epoch = 4294967296; }],
        'epoch-text': ['hold', (s) => { s.epoch = '7'; }],
        'order-empty': ['hold', (s) => { s.order = ''; }],
        'order-too-long': ['hold', (s) => { s.order = 'o'.repeat(65); }],
        'authority-too-long': ['hold', (s) => { s.authority = 'ä'.repeat(33); }],
        'city-too-long': ['hold', (s) => { s.city = 'c'.repeat(129); }],
        'reason-too-long': ['opening', (s) => { s.reason = 'r'.repeat(513); }],
        'schedule-empty': ['destruction', (s) => { s.schedule = ''; }],
        'control-character': ['hold', (s) => { s.order = 'CV\n7'; }],
        'delete-character': ['hold', (s) => { s.order = 'CV\u007f7'; }],
        'control-sequence-introducer': ['hold', (s) => { s.order = 'CV\u009b7'; }],
        'next-line': ['hold', (s) => { s.order = 'CV\u00857'; }],
        'arabic-letter-mark': ['hold', (s) => { s.order = 'CV\u061c7'; }],
        'zero-width-space': ['opening', (s) => { s.reason = 'A card\u200b was lost'; }],
        'joiner-in-ascii': ['hold', (s) => { s.order = 'CV\u200d7'; }],
        'joiner-first': ['hold', (s) => { s.authority = '\u200cدادگاه'; }],
        'joiner-twice': ['hold', (s) => { s.authority = 'دادگاه\u200c\u200dهای'; }],
        'right-to-left-mark': ['hold', (s) => { s.city += '\u200f'; }],
        'line-separator': ['opening', (s) => { s.reason = 'A card\u2028was lost'; }],
        'right-to-left-override': ['hold', (s) => { s.authority = 'County \u202etruoc'; }],
        'word-joiner': ['destruction', (s) => { s.schedule = 'LIB\u20602026'; }],
        'right-to-left-isolate': ['hold', (s) => { s.authority = 'County \u2067court'; }],
        'byte-order-mark': ['hold-release', (s) => { s.order = '\ufeffCV-7'; }],
        'space-first': ['opening', (s) => { s.order = ' CV-7'; }],
        'space-last': ['opening', (s) => { s.order = 'CV-7 '; }],
        'space-alone': ['opening', (s) => { s.reason = ' '; }],
        'day-that-is-not': ['hold', (s) => { s.day = '2033-02-29'; }],
        'day-with-time': ['hold', (s) => { s.day = '2033-11-02T00:00'; }],
        'index-zero': ['destruction', (s) => { s.index = 0; }],
        'index-seventeen': ['destruction', (s) => { s.index = 17; }],
        'sharing-capital': ['destruction', (s) => { s.sharing = s.sharing.toUpperCase(); }],
        'sharing-short': ['destruction', (s) => { s.sharing = s.sharing.slice(2); }],
        'next-short': ['destruction', (s) => { s.next = next.slice(2); }],
        'next-null': ['destruction', (s) => { s.next = null; }],
        'other-order-of-members': ['hold', ({ day, ...rest }) => ({ day, ...rest })],
    };
    for (const [name, [type, change]] of Object.entries(malformed)) say(name, 'malformed', type, change);

    const hold = JSON.stringify(statements.hold);
    put('space', 'malformed', 'hold', hold.replace(',"order"', ', "order"'));
    put('line-feed', 'malformed', 'hold', `${hold}\n`);
    put('escaped-slash', 'malformed', 'hold', hold.replace('County court', 'County\\/court'));
    put('escaped-letter', 'malformed', 'hold', hold.replace('County', '\\u0043ounty'));
    put('epoch-as-fraction', 'malformed', 'hold', hold.replace('"epoch":7', '"epoch":7.0'));
    put('member-twice', 'malformed', 'hold', hold.replace('"epoch":7', '"epoch":7,"epoch":7'));
    put('not-utf8', 'malformed', 'hold', '', { input: JSON.stringify({ payload: base64(concat(text(hold.slice(0, -2)), [0xff], text('"}'))), signatures: [{ key: hex(custodian.public), signature: base64(new Uint8Array(64)) }] }) });
    put('not-json', 'malformed', 'hold', 'hold');
    put('an-array', 'malformed', 'hold', '[]');
    put('no-signatures', 'malformed', 'hold', '', { input: JSON.stringify({ payload: base64(text(hold)), signatures: [] }) });
    put('too-large', 'malformed', 'hold', '', { input: `${signed(hold, contexts.hold, both)}${' '.repeat(16384)}` });
}
