// The page: three ways to a code, one answer, and what is printed compared with it. Nothing is stored or sent.
import { Judge } from './judge.js';
import { Camera, codeOfFile, forgetPictures, prepareReader } from './reader.js';
import { chooseLanguage, languages, say, sayDate, sayMonth } from './say.js';

const at = (id) => document.getElementById(id);
const kViews = ['start', 'camera', 'result'];
const kSigned = ['genuine_until', 'does_not_expire', 'expired'];
const kGenuine = ['genuine_until', 'does_not_expire'];
const kFields = { name_unreadable: 'name', date_not_real: 'dob', number_incomplete: 'number', number_mistyped: 'number' };
const kTyped = ['name', 'day', 'month', 'year', 'number'];

const camera = new Camera(at('video'));
let judge;
let list = null; // what the judge said of the list of keys
let shown = null; // what the judge said of the card at hand
let broken = null; // why nothing can be checked
let errors = {}; // id of an element → key of its words
let compared = null;

function show(view) {
    for (const name of kViews) at(`view-${name}`).hidden = name !== view;
    const title = at(`${view}-title`);
    title.focus();
    scrollTo(0, 0);
}

function write() {
    for (const element of document.querySelectorAll('[data-say]')) element.textContent = say(element.dataset.say);
    for (const option of at('month').options) option.textContent = option.value ? sayMonth(option.index - 1) : '';
    for (const element of document.querySelectorAll('.wrong')) element.textContent = '';
    if (broken) at('start-error').textContent = say(broken);
    for (const [id, key] of Object.entries(errors)) at(id).textContent = say(key);
    if (list) writeList();
    if (shown) writeResult();
    at('holder-result').textContent = compared ? say(compared) : '';
    at('holder-result').className = `compared ${compared === 'matches' ? 'good' : 'bad'}`;
}

function writeList() {
    const values = { city: list.city, date: sayDate(list.good_through) };
    at('city').textContent = list.city;
    at('list').textContent = say('list', values);
    at('stale').hidden = !list.stale;
    at('stale').textContent = list.stale ? say('stale', values) : '';
}

function writeResult() {
    const { verdict, expiry } = shown;
    const genuine = kGenuine.includes(verdict);
    at('result').className = `card result ${genuine ? 'good' : verdict === 'expired' ? 'late' : 'bad'}`;
    at('result-mark').textContent = genuine ? '✓' : verdict === 'expired' ? '!' : '✕';
    at('result-title').textContent = say(genuine ? 'genuine_title' : `${verdict}_title`);
    const validity = { genuine_until: 'valid_until', does_not_expire: 'does_not_expire', expired: 'was_valid_until' }[verdict];
    at('result-validity').textContent = validity ? say(validity, { date: expiry ? sayDate(expiry) : '' }) : '';
    at('result-text').textContent = say(genuine ? 'genuine_text' : `${verdict}_text`, { city: list.city });
    at('signed').hidden = !kSigned.includes(verdict);
}

function setErrors(now) {
    errors = now;
    for (const id of kTyped) {
        const error = ['day', 'month', 'year'].includes(id) ? 'dob-error' : `${id}-error`;
        const wrong = error in errors;
        at(id).setAttribute('aria-invalid', String(wrong));
        const about = [id === 'number' ? 'number-hint' : '', wrong ? error : ''].filter(Boolean).join(' ');
        if (about) at(id).setAttribute('aria-describedby', about);
        else at(id).removeAttribute('aria-describedby');
    }
    write();
}

function judged(text) {
    camera.stop();
    setErrors({});
    shown = judge.code(text.trim());
    write();
    show('result');
}

async function useCamera() {
    setErrors({});
    show('camera');
    at('camera-says').textContent = say('looking');
    try {
        await camera.start(judged, () => { at('camera-says').textContent = say('other_code'); });
    } catch (error) {
        camera.stop();
        const refused = error.name === 'NotAllowedError' || error.name === 'SecurityError';
        show('start');
        setErrors({ 'start-error': refused ? 'camera_refused' : 'camera_missing' });
    }
}

async function usePicture(file) {
    setErrors({});
    let text = null;
    try {
        text = await codeOfFile(file);
    } catch {
        return setErrors({ 'start-error': 'picture_unreadable' });
    }
    if (text === null) return setErrors({ 'start-error': 'picture_no_code' });
    judged(text);
}

const padded = (id, length) => at(id).value.trim().padStart(length, '0');

function compare() {
    compared = null;
    const answer = judge.holder({ name: at('name').value, number: at('number').value,
        dob: `${padded('year', 4)}-${padded('month', 2)}-${padded('day', 2)}` }).holder;
    const field = kFields[answer];
    if (!field) compared = answer;
    setErrors(field ? { [`${field}-error`]: answer } : {});
    if (field) at(field === 'dob' ? 'day' : field).focus();
}

// What was seen or typed goes from the page, and from the memory of both programs.
async function forget() {
    camera.stop();
    for (const form of document.forms) form.reset();
    for (const id of [...kTyped, 'code']) at(id).value = '';
    at('picture').value = '';
    for (const id of ['result-title', 'result-validity', 'result-text', 'result-mark']) at(id).textContent = '';
    [shown, compared] = [null, null];
    setErrors({});
    if (list) await Promise.all([judge.forget(), forgetPictures()]);
}

function listen() {
    at('use-camera').addEventListener('click', useCamera);
    at('camera-back').addEventListener('click', () => { camera.stop(); show('start'); });
    at('use-picture').addEventListener('click', () => at('picture').click());
    at('picture').addEventListener('change', () => {
        const [file] = at('picture').files;
        at('picture').value = '';
        if (file) usePicture(file);
    });
    at('form-code').addEventListener('submit', (event) => {
        event.preventDefault();
        if (at('code').value.trim()) return judged(at('code').value);
        setErrors({ 'start-error': 'code_empty' });
        at('code').focus();
    });
    at('form-holder').addEventListener('submit', (event) => { event.preventDefault(); compare(); });
    at('again').addEventListener('click', async () => { await forget(); show('start'); });
    at('language').addEventListener('change', () => { document.documentElement.lang = chooseLanguage([at('language').value]); write(); });
    // Leaving, and coming back by the browser's own memory of the page, both find it empty.
    addEventListener('pagehide', () => { forget(); for (const name of kViews) at(`view-${name}`).hidden = name !== 'start'; });
    document.addEventListener('visibilitychange', () => {
        if (document.hidden && !at('view-camera').hidden) { camera.stop(); show('start'); }
    });
}

function fillLists() {
    at('language').replaceChildren(...languages.map(({ tag, name }) => new Option(name, tag)));
    at('month').replaceChildren(...Array.from({ length: 13 }, (_, index) => new Option('', index || '')));
    at('language').value = document.documentElement.lang = chooseLanguage(navigator.languages);
}

async function file(path) {
    const answer = await fetch(path);
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.arrayBuffer();
}

// Files of the page alone, never what it was used for: so that it opens without a network.
async function keepForOffline() {
    if (!navigator.serviceWorker) return;
    const policy = globalThis.trustedTypes?.createPolicy('porchlight-worker', { createScriptURL: () => 'worker.js' });
    await navigator.serviceWorker.register(policy ? policy.createScriptURL('') : 'worker.js', { updateViaCache: 'none' });
    await navigator.serviceWorker.ready;
    document.documentElement.dataset.offline = 'ready';
}

async function start() {
    const [program, reader, trust, manifest] = await Promise.all(
        ['checker.wasm', 'zxing/zxing_reader.wasm', 'trust.json', 'issuers.json'].map(file));
    judge = new Judge({ program, trust, manifest });
    const [opened] = await Promise.all([judge.start(), prepareReader(reader)]);
    if (opened.list !== 'ok') broken = 'bad_list';
    else list = opened;
    for (const id of ['use-camera', 'use-picture', 'check-code']) at(id).disabled = !list;
    write();
}

fillLists();
listen();
write();
try {
    await start();
} catch {
    broken = 'no_start';
    write();
}
document.documentElement.dataset.state = broken ?? 'ready';
keepForOffline().catch(() => {});
