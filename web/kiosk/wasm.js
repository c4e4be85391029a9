// Calls into intake.wasm: strings and bytes go through its buffer. Every call may move the memory, so views are
// taken anew each time.
import createIntake from './intake.js';
import { program } from './program.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

// ImGui's renderer asks for the state before a frame and puts it back after, and each answer waits for the GPU. Nobody
// else draws here: the state between frames stays as it was at first.
function askOnce(gl) {
    const answers = new Map();
    const ask = gl.getParameter.bind(gl);
    gl.getParameter = (name) => {
        if (!answers.has(name)) answers.set(name, ask(name));
        return answers.get(name);
    };
}

export async function startIntake(host) {
    const canvas = document.getElementById('canvas');
    // What was drawn stays, so that a frame draws only what has changed (src/intake/widgets/damage.h).
    const gl = canvas.getContext('webgl2', { alpha: false, antialias: false, depth: false, stencil: false, preserveDrawingBuffer: true });
    if (gl) askOnce(gl);
    const instance = await new Promise((done, fail) => {
        const instantiateWasm = (imports, give) => {
            program.then(async (module) => give(await WebAssembly.instantiate(module, imports), module)).catch(fail);
            return {};
        };
        createIntake({ host, canvas, instantiateWasm }).then(done, fail);
    });
    const give = (...parts) => {
        const pieces = parts.map((part) => (typeof part === 'string' ? encoder.encode(part) : part));
        const sizes = pieces.map((piece) => piece.length);
        const total = sizes.reduce((sum, size) => sum + size, 0);
        let at = instance._intake_buffer(total);
        for (const piece of pieces) {
            instance.HEAPU8.set(piece, at);
            at += piece.length;
        }
        return { sizes, total };
    };
    return {
        main: () => instance._main(0, 0),
        text: (at, size) => decoder.decode(instance.HEAPU8.slice(at, at + size)),
        bytes: (at, size) => instance.HEAPU8.slice(at, at + size),
        resize: (width, height, ratio) => instance._intake_resize(width, height, ratio),
        font: (path, file) => { const { sizes, total } = give(path, file); return instance._intake_font(sizes[0], total); },
        manifest: (payload) => instance._intake_manifest(give(payload).total),
        event: (line) => instance._intake_event(give(line).total),
        bridgeLost: () => instance._intake_bridge_lost(),
        requestAnswer: (status, body) => instance._intake_request_answer(status, give(body).total),
        previewAnswer: (status, body) => instance._intake_preview_answer(status, give(body).total),
        cancelAnswer: (status, body) => instance._intake_cancel_answer(status, give(body).total),
        trayAnswer: (status, body) => instance._intake_tray_answer(status, give(body).total),
        codeAnswer: (status, body) => instance._intake_code_answer(status, give(body).total),
        activate: (id) => instance._intake_activate(give(id).total),
        type: (id, value, from, to) => { const { sizes, total } = give(id, value); instance._intake_type(sizes[0], total, from, to); },
        select: (id, from, to) => instance._intake_select(give(id).total, from, to),
        compose: (id, from, to) => instance._intake_compose(give(id).total, from, to),
        focus: (id, visible) => instance._intake_focus(give(id).total, visible ? 1 : 0),
        keyboard: (field) => instance._intake_keyboard(give(field).total),
        key: (id) => instance._intake_key(give(id).total),
        holdKey: (id) => instance._intake_hold_key(give(id).total) !== 0,
        hover: (id) => instance._intake_hover(give(id).total),
        press: (id) => instance._intake_press(give(id).total),
        offsetAt: (id, x) => instance._intake_offset_at(give(id).total, x),
        scroll: (isDialog, top) => instance._intake_scroll(isDialog ? 1 : 0, top),
        camera: (state) => instance._intake_camera(state),
        cameraFrame: (rgba) => { give(rgba); instance._intake_camera_frame(); },
        calm: (isCalm) => instance._intake_calm(isCalm ? 1 : 0),
        signOfLife: () => instance._intake_sign_of_life(),
        tick: () => instance._intake_tick(),
        // All of the program's memory, zeroed: nothing may be called after it.
        erase: () => instance.HEAPU8.fill(0),
    };
}
