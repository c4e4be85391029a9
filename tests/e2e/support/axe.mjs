// Nothing for axe to find, and nothing beside the screen: in each of the sizes that a page is used in.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './stack.mjs';

const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

export async function violations(page) {
    await page.evaluate(axe);
    return page.evaluate(async () => (await globalThis.axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`));
}

export async function fitsScreen(page) {
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wide, 0, 'scrolls sideways');
}

// sizes: viewports, each with the colours that it is looked at in, light where it does not say.
export async function checkAccess(page, sizes) {
    for (const { colorScheme = 'light', ...viewport } of sizes) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize(viewport);
        await fitsScreen(page);
        assert.deepEqual(await violations(page), [], `at ${viewport.width} x ${viewport.height}, ${colorScheme}`);
    }
}
