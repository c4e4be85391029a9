// The camera: on only while the photo is being taken, at most fifteen pictures a second, cut to the card's shape.
// The pictures go into the program and nowhere else.

const kWidth = 300;
const kHeight = 384;
const kInterval = 1000 / 15;
const kState = { live: 2, refused: 3, missing: 4, stopped: 5 }; // CameraState of the program

export class Camera {
    #intake;
    #stream = null;
    #video = document.createElement('video');
    #picture2d = new OffscreenCanvas(kWidth, kHeight).getContext('2d', { willReadFrequently: true });
    #timer = 0;
    #turn = 0; // counts starts and stops: an answer that comes after the next one is of no use

    constructor(intake) {
        this.#intake = intake;
        this.#video.muted = true;
        this.#video.playsInline = true;
    }

    async start() {
        this.stop();
        const turn = ++this.#turn;
        try {
            const wanted = { video: { width: { ideal: 1280 }, height: { ideal: 960 }, facingMode: 'user' }, audio: false };
            if (!navigator.mediaDevices) throw new DOMException('', 'NotFoundError');
            const stream = await navigator.mediaDevices.getUserMedia(wanted);
            if (turn !== this.#turn) return stopTracks(stream);
            this.#stream = stream;
            stream.getVideoTracks()[0].addEventListener('ended', () => turn === this.#turn && this.#fail(kState.stopped));
            this.#video.srcObject = stream;
            await this.#video.play();
            if (turn === this.#turn) this.#picture(turn);
        } catch (error) {
            if (turn === this.#turn) this.#fail(stateOf(error));
        }
    }

    stop() {
        ++this.#turn;
        clearTimeout(this.#timer);
        if (this.#stream) stopTracks(this.#stream);
        this.#stream = null;
        this.#video.srcObject = null;
        this.#picture2d.clearRect(0, 0, kWidth, kHeight);
    }

    #fail(state) {
        this.stop();
        this.#intake.camera(state);
    }

    #picture(turn) {
        if (turn !== this.#turn) return;
        const { videoWidth: width, videoHeight: height } = this.#video;
        if (width > 0) {
            const scale = Math.min(width / kWidth, height / kHeight);
            const [w, h] = [kWidth * scale, kHeight * scale];
            this.#picture2d.drawImage(this.#video, (width - w) / 2, (height - h) / 2, w, h, 0, 0, kWidth, kHeight);
            this.#intake.cameraFrame(this.#picture2d.getImageData(0, 0, kWidth, kHeight).data);
        }
        this.#timer = setTimeout(() => this.#picture(turn), kInterval);
    }
}

function stopTracks(stream) {
    for (const track of stream.getTracks()) track.stop();
}

function stateOf(error) {
    if (error.name === 'NotAllowedError' || error.name === 'SecurityError') return kState.refused;
    return error.name === 'NotFoundError' || error.name === 'OverconstrainedError' ? kState.missing : kState.stopped;
}
