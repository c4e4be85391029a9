// What a camera sees of a card: a picture (PNG) on a desk, as a y4m file that Chromium plays as its camera.
import { readFileSync, writeFileSync } from 'node:fs';
import { PNG } from 'pngjs';

const [kWidth, kHeight] = [1280, 720];
const kDesk = [150, 140, 130];

const clamp = (value) => Math.max(0, Math.min(255, Math.round(value)));

// The card shrunk to `share` of the frame's width, in its middle, turned by `degrees`.
function colourAt(card, x, y, share, degrees) {
    const scale = card.width / (kWidth * share);
    const [sin, cos] = [Math.sin(degrees * Math.PI / 180), Math.cos(degrees * Math.PI / 180)];
    const [dx, dy] = [(x - kWidth / 2) * scale, (y - kHeight / 2) * scale];
    const [u, v] = [card.width / 2 + dx * cos + dy * sin, card.height / 2 - dx * sin + dy * cos];
    if (u < 0 || v < 0 || u >= card.width - 1 || v >= card.height - 1) return kDesk;
    const [left, top] = [Math.floor(u), Math.floor(v)];
    const [a, b] = [u - left, v - top];
    const at = (i, j, channel) => card.data[(j * card.width + i) * 4 + channel];
    return [0, 1, 2].map((c) => (at(left, top, c) * (1 - a) + at(left + 1, top, c) * a) * (1 - b)
        + (at(left, top + 1, c) * (1 - a) + at(left + 1, top + 1, c) * a) * b);
}

export function writeVideo(file, png, { share = 0.85, degrees = 4 } = {}) {
    const card = PNG.sync.read(readFileSync(png));
    const planes = [Buffer.alloc(kWidth * kHeight), Buffer.alloc(kWidth * kHeight / 4), Buffer.alloc(kWidth * kHeight / 4)];
    for (let y = 0; y < kHeight; ++y)
        for (let x = 0; x < kWidth; ++x) {
            const [r, g, b] = colourAt(card, x, y, share, degrees);
            planes[0][y * kWidth + x] = clamp(0.299 * r + 0.587 * g + 0.114 * b);
            if (x % 2 || y % 2) continue;
            const at = (y / 2) * (kWidth / 2) + x / 2;
            planes[1][at] = clamp(128 - 0.169 * r - 0.331 * g + 0.5 * b);
            planes[2][at] = clamp(128 + 0.5 * r - 0.419 * g - 0.081 * b);
        }
    const frame = Buffer.concat([Buffer.from('FRAME\n'), ...planes]);
    writeFileSync(file, Buffer.concat([Buffer.from(`YUV4MPEG2 W${kWidth} H${kHeight} F10:1 Ip C420jpeg\n`), frame, frame]));
}
