// Codes out of pictures: ZXing on a picture file or on what the camera shows. No picture is kept.
import { prepareZXingModule, purgeZXingModule, readBarcodes } from './zxing/reader/index.js';

const kPause = 120; // ms between two looks at the camera
const kLargest = 2400; // px: a larger picture is made smaller first, for its code stays large enough
const kPrefix = 'PLC1:';

let binary;

export async function prepareReader(program) {
    binary = program;
    await prepareZXingModule({ overrides: { wasmBinary: binary }, fireImmediately: true });
}

// The memory that pictures went through is dropped.
export async function forgetPictures() {
    purgeZXingModule();
    await prepareReader(binary);
}

// The card's own code, should there be others on its back; else any; else null.
async function codeIn(image) {
    const found = (await readBarcodes(image, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 8 }))
        .filter((one) => one.isValid).map((one) => one.text);
    return found.find((text) => text.startsWith(kPrefix)) ?? found[0] ?? null;
}

function pixels(source, width, height) {
    const scale = Math.min(1, kLargest / Math.max(width, height));
    const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
    const context = new OffscreenCanvas(w, h).getContext('2d', { willReadFrequently: true });
    // What is see-through is white, as paper is.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, w, h);
    context.drawImage(source, 0, 0, w, h);
    return context.getImageData(0, 0, w, h);
}

// Throws if the file is no picture.
export async function codeOfFile(file) {
    const bitmap = await createImageBitmap(file);
    try {
        return await codeIn(pixels(bitmap, bitmap.width, bitmap.height));
    } finally {
        bitmap.close();
    }
}

export class Camera {
    #video;
    #stream = null;
    #timer = 0;
    #turn = 0; // counts starts and stops: what comes after the next one is of no use

    constructor(video) {
        this.#video = video;
    }

    // found(text) once, when the card's code is seen; other() for another code. Throws as getUserMedia does.
    async start(found, other) {
        this.stop();
        const turn = ++this.#turn;
        if (!navigator.mediaDevices) throw new DOMException('', 'NotFoundError');
        const stream = await navigator.mediaDevices.getUserMedia({
            audio: false, video: { facingMode: { ideal: 'environment' }, width: { ideal: 1920 }, height: { ideal: 1080 } } });
        if (turn !== this.#turn) return stopTracks(stream);
        this.#stream = stream;
        this.#video.srcObject = stream;
        await this.#video.play();
        if (turn === this.#turn) this.#look(turn, found, other);
    }

    stop() {
        ++this.#turn;
        clearTimeout(this.#timer);
        if (this.#stream) stopTracks(this.#stream);
        this.#stream = null;
        this.#video.srcObject = null;
    }

    async #look(turn, found, other) {
        const { videoWidth: width, videoHeight: height } = this.#video;
        const text = width > 0 ? await codeIn(pixels(this.#video, width, height)) : null;
        if (turn !== this.#turn) return;
        if (text?.startsWith(kPrefix)) return found(text);
        if (text !== null) other();
        this.#timer = setTimeout(() => this.#look(turn, found, other), kPause);
    }
}

function stopTracks(stream) {
    for (const track of stream.getTracks()) track.stop();
}
