// What the start waits for longest, begun before anything else: the program, the first fonts, and the programme.
import { fetchManifest } from './bridge.js';

export const kFontIndex = 'fonts/fonts.index';
const kFirstFonts = ['latin-400', 'latin-600', 'latin-700', 'names-arabic-600', 'names-cyrillic-600', 'names-han-700'].map((name) => `fonts/${name}.ttf`);

export const fetchFile = async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer());

export const firstManifest = fetchManifest();
export const program = WebAssembly.compileStreaming(fetch('intake.wasm'));
export const fontIndex = fetchFile(kFontIndex);
export const firstFonts = Promise.all(kFirstFonts.map(async (path) => [path, await fetchFile(path)]));
for (const begun of [program, fontIndex, firstFonts]) begun.catch(() => {}); // whoever waits for it says so
