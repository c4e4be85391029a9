// The photo of a printed card as rows and columns of dots, in the orders in which libraries keep colours: what of a
// picture would be found in a memory, a raster document or a spool. Only the photo: the art is on every card.
import { randomFillSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { PNG } from 'pngjs';

const kDots_per_mm = 300 / 25.4;
// assets/card/lakehaven-front.svg, #photo, a little inside.
const kBox = { left: 6, top: 18, right: 28, bottom: 46 };
const kRun = 16; // dots; neighbours differ, so that no run-length coding breaks it
const kMost = 12; // of each direction

const kOrders = {
    'RGB': ([r, g, b]) => [r, g, b],
    'BGRx': ([r, g, b]) => [b, g, r, 255],
    'BGR0': ([r, g, b]) => [b, g, r, 0],
};

const at = (mm) => Math.round(mm * kDots_per_mm);

// A run has many colours: one of a plain part of a picture would be found everywhere.
function isTelling(dots) {
    const words = dots.map((dot) => dot.join());
    return words.every((word, i) => word !== words[i - 1]) && new Set(words).size >= kRun * 0.75;
}

function* runs({ data, width }, across) {
    const [first, last, from, to] = across ? [at(kBox.top), at(kBox.bottom), at(kBox.left), at(kBox.right)]
        : [at(kBox.left), at(kBox.right), at(kBox.top), at(kBox.bottom)];
    const dot = (x, y) => [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 3)];
    for (let line = first; line < last; line += 5)
        for (let begin = from; begin + kRun < to; begin += kRun) {
            const dots = Array.from({ length: kRun }, (_, i) => (across ? dot(begin + i, line) : dot(line, begin + i)));
            if (isTelling(dots)) yield dots;
        }
}

// What a camera may be shown: a picture that nobody else has, and no two neighbours of which are alike.
export function writePicture(file) {
    const picture = new PNG({ width: 160, height: 100 });
    randomFillSync(picture.data);
    for (let at = 3; at < picture.data.length; at += 4) picture.data[at] = 255;
    writeFileSync(file, PNG.sync.write(picture));
}

// [{ what, bytes }] as formsOf gives them.
export function formsOfPhoto(png) {
    const picture = PNG.sync.read(readFileSync(png));
    const forms = [];
    for (const across of [true, false]) {
        const found = [...runs(picture, across)];
        const step = Math.max(1, Math.floor(found.length / kMost));
        for (const dots of found.filter((_, i) => i % step === 0))
            for (const [way, ordered] of [['forth', dots], ['back', dots.toReversed()]])
                for (const [order, bytes] of Object.entries(kOrders))
                    forms.push({ what: `photo, ${across ? 'row' : 'column'} ${way}, ${order}`, bytes: Buffer.from(ordered.flatMap(bytes)) });
    }
    if (forms.length < kMost) throw new Error('too plain a photo to look for');
    return forms;
}
