// Makes the README's pictures by the real thing: node tests/e2e/make_pictures.mjs FOLDER
// The camera shows a drawn head and shoulders, so that nobody's face is in the repository.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Browser } from './support/browser.mjs';
import { Desk } from './support/desk.mjs';
import { Kiosk } from './support/kiosk.mjs';
import { Stack } from './support/stack.mjs';

const folder = process.argv[2] ?? 'build/pictures';
mkdirSync(folder, { recursive: true });

// One frame of 640 x 480, 4:2:0; the colours in Y, Cb, Cr.
function portrait(file) {
    const [width, height] = [640, 480];
    const ground = [222, 122, 132], coat = [84, 148, 112], skin = [148, 108, 152], hair = [44, 124, 134];
    const inside = (x, y, cx, cy, rx, ry) => ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1;
    const colour = (x, y) => (inside(x, y, 320, 215, 68, 88) ? skin
        : inside(x, y, 320, 190, 92, 104) ? hair
            : Math.abs(x - 320) < 30 && y > 280 && y < 340 ? skin
                : inside(x, y, 320, 480, 175, 150) ? coat : ground);
    const plane = (index, step) => Uint8Array.from({ length: (width / step) * (height / step) },
        (_, i) => colour((i % (width / step)) * step, Math.floor(i / (width / step)) * step)[index]);
    const frame = Buffer.concat([Buffer.from('FRAME\n'), plane(0, 1), plane(1, 2), plane(2, 2)]);
    writeFileSync(file, Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F15:1 Ip C420jpeg\n`), frame, frame]));
}

const stack = await Stack.create();
const video = join(stack.dir, 'portrait.y4m');
portrait(video);
const browser = await Browser.open({ video });
const librarian = await Browser.open({ viewport: { width: 1280, height: 800 } });
try {
    const kiosk = new Kiosk(await browser.page(), stack);
    const desk = new Desk(await librarian.page(), stack);
    const picture = async (name) => {
        await kiosk.page.waitForTimeout(700);
        await kiosk.page.screenshot({ path: join(folder, `kiosk-${name}.png`) });
    };
    await desk.open();
    await kiosk.open();
    await picture('welcome');
    await kiosk.fill({ name: 'Grażyna Szczęśniewska-Núñez', dob: '1990-03-12' });
    await picture('review');
    const words = await kiosk.ready();
    await picture('words');
    await desk.approve(words);
    await kiosk.printed();
    for (const face of ['front', 'back']) copyFileSync(stack.cards().at(-1)[face], join(folder, `card-${face}.png`));
} finally {
    await browser.close();
    await librarian.close();
    await stack.close();
}
process.exit(0);
