// Both faces of a card with sharp: the template's own art with the texts written into it, the photo and the codes laid
// on top. The same art, fields, codes and dots as porchlight-bridge draws; what it does not do is fit, shape and check.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import bwip from 'bwip-js/node';
import sharp from 'sharp';

const kDots_per_mm = 300 / 25.4;
const [kWidth, kHeight] = [1011, 638];
const kSymbologies = { qr: 'qrcode', codabar: 'rationalizedCodabar', code128: 'code128' };

const dots = (mm) => Math.round(Number(mm) * kDots_per_mm);
const escaped = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

function readSide(folder, name) {
    const svg = readFileSync(join(folder, `lakehaven-${name}.svg`), 'utf8');
    const boxes = {};
    for (const [, id, x, y, width, height] of svg.matchAll(/<rect id="([^"]+)" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g))
        boxes[id] = { x: Number(x), y: Number(y), width: Number(width), height: Number(height) };
    return { svg, boxes };
}

export class Faces {
    constructor(folder) {
        const { sides, colours } = JSON.parse(readFileSync(join(folder, 'lakehaven.json'), 'utf8'));
        this.colours = colours;
        this.front = { ...readSide(folder, 'front'), styles: sides.front };
        this.back = { ...readSide(folder, 'back'), styles: sides.back };
    }

    #textOf({ styles, boxes }, id, text) {
        const { size_mm, weight, colour } = styles[id];
        const { x, y } = boxes[id];
        return `<text x="${x}" y="${y + size_mm * 0.9}" font-family="Noto Sans" font-weight="${weight}" font-size="${size_mm}" fill="${this.colours[colour] ?? colour}">${escaped(text)}</text>`;
    }

    async #draw(side, texts, pictures) {
        const known = Object.entries(texts).filter(([id]) => side.styles[id] && side.boxes[id]);
        const svg = side.svg.replace('</svg>', `${known.map(([id, text]) => this.#textOf(side, id, text)).join('')}</svg>`);
        return sharp(Buffer.from(svg), { density: 300 }).resize(kWidth, kHeight, { fit: 'fill' }).flatten({ background: '#fff' })
            .composite(pictures).jpeg({ quality: 95 }).toBuffer();
    }

    async #codeAt(box, symbology, text) {
        const png = await bwip.toBuffer({ bcid: kSymbologies[symbology], text: symbology === 'codabar' ? `A${text}A` : text, scale: 3, height: 8 });
        const input = await sharp(png).resize(dots(box.width), dots(box.height), { fit: 'contain', background: '#fff', kernel: 'nearest' }).png().toBuffer();
        return { input, left: dots(box.x), top: dots(box.y) };
    }

    // texts: { box: text }; photo: 300 x 384 RGB; services: [{ symbology, number }]. JPEG of each side.
    async render({ texts, code, services }, photo) {
        const { photo: box } = this.front.boxes;
        const portrait = await sharp(photo, { raw: { width: 300, height: 384, channels: 3 } })
            .resize(dots(box.width), dots(box.height)).linear(1.1, 4).sharpen().png().toBuffer();
        const codes = [await this.#codeAt(this.back.boxes.code, 'qr', code)];
        for (const [i, { symbology, number }] of services.entries()) codes.push(await this.#codeAt(this.back.boxes[`service-${i + 1}`], symbology, number));
        return [
            await this.#draw(this.front, texts, [{ input: portrait, left: dots(box.x), top: dots(box.y) }]),
            await this.#draw(this.back, texts, codes),
        ];
    }
}
