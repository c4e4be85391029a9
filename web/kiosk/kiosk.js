// Starts the kiosk page: the program (intake.wasm), its accessible mirror, fonts, camera, bridge, and the end.
import { fetchFile, firstFonts, firstManifest, fontIndex, kFontIndex } from './program.js';
import { fetchManifest, listen, sendCancel, sendCardRequest, sendCode, sendFound, sendLeave, sendPreview, sendTurned } from './bridge.js';
import { Camera } from './camera.js';
import { Mirror } from './mirror.js';
import { startIntake } from './wasm.js';

const kManifestAtMost = 500; // milliseconds that the first screen waits for the programme
const kLeaveAtMost = 1500; // the page goes after so many milliseconds, whether the bridge has answered or not

let intake = null;
let mirror = null;
let camera = null;
let stopListening = () => {};
let isOver = false;
let timer = 0;
let manifest = firstManifest;

const soon = () => new Promise((done) => setTimeout(done, kManifestAtMost));

// A font that does not come is asked for again when the bridge is back.
async function loadFont(path) {
    try {
        const file = await fetchFile(path);
        if (!isOver) intake.font(path, file);
    } catch {
        setTimeout(() => !isOver && loadFont(path), 2000);
    }
}

// What the program calls (src/intake/platform/web/host.h).
const host = {
    tree: (at, size) => mirror.show(JSON.parse(intake.text(at, size))),
    font: (at, size) => loadFont(intake.text(at, size)),
    request: async (at, size, againAt, againSize) => {
        const bytes = intake.bytes(at, size);
        const { status, body } = await sendCardRequest(bytes, intake.text(againAt, againSize));
        bytes.fill(0);
        if (!isOver) intake.requestAnswer(status, body);
    },
    preview: async (at, size) => {
        const bytes = intake.bytes(at, size);
        const { status, body } = await sendPreview(bytes);
        bytes.fill(0);
        if (!isOver) intake.previewAnswer(status, body);
        body.fill(0);
    },
    cancel: async () => {
        const { status, body } = await sendCancel();
        if (!isOver) intake.cancelAnswer(status, body);
    },
    turned: () => sendTurned(),
    found: async (at, size) => {
        const { status, body } = await sendFound(intake.text(at, size));
        if (!isOver) intake.trayAnswer(status, body);
    },
    code: async (at, size, codeAt, codeSize) => {
        const { status, body } = await sendCode(intake.text(at, size), intake.text(codeAt, codeSize));
        if (!isOver) intake.codeAnswer(status, body);
    },
    manifest: async () => {
        const begun = manifest;
        manifest = null;
        const payload = await (begun ?? fetchManifest());
        if (!isOver && payload) intake.manifest(payload);
    },
    camera: (on) => (on ? camera.start() : camera.stop()),
    edit: (kind, at, size) => mirror.edit(kind, intake.text(at, size)),
    timer: (milliseconds) => {
        clearTimeout(timer);
        if (milliseconds >= 0) timer = setTimeout(() => intake.tick(), milliseconds);
    },
    leave: () => setTimeout(leave, 0),
};

// The program has wiped what it held. What is left goes with this page: the next one is of another site, so the
// browser ends the process that held this one.
async function leave() {
    isOver = true;
    stopListening();
    camera.stop();
    mirror.blank();
    await Promise.race([sendLeave(), new Promise((done) => setTimeout(done, kLeaveAtMost))]);
    intake.erase();
    location.replace(`http://127.0.0.1:${location.port}/bye`);
}

function resize() {
    const ratio = devicePixelRatio;
    if (!isOver) intake.resize(Math.round(innerWidth * ratio), Math.round(innerHeight * ratio), ratio);
}

async function start() {
    intake = await startIntake(host);
    mirror = new Mirror(intake);
    camera = new Camera(intake);
    if (intake.main() !== 0) throw new Error('WebGL 2 is missing');
    // With the index alone a frame would ask for these once more; without the programme the second screen would, which
    // must not keep the first one back.
    const [list, files] = await Promise.all([fontIndex, firstFonts, Promise.race([firstManifest, soon()])]);
    intake.font(kFontIndex, list);
    for (const [path, file] of files) intake.font(path, file);
    resize();
    intake.calm(matchMedia('(prefers-reduced-motion: reduce)').matches);
    addEventListener('resize', resize);
    stopListening = listen((line) => !isOver && intake.event(line), () => !isOver && intake.bridgeLost());
    addEventListener('pagehide', () => !isOver && sendLeave());
}

start().catch(() => { document.getElementById('failed').hidden = false; });
