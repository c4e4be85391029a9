// What the start waits for longest, begun before the other scripts are there: the program, and the first fonts.
export const kFontIndex = 'fonts/fonts.index';
const kFirstFonts = ['fonts/latin-400.ttf', 'fonts/latin-600.ttf', 'fonts/latin-700.ttf'];

export const fetchFile = async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer());

export const program = WebAssembly.compileStreaming(fetch('intake.wasm'));
export const fontIndex = fetchFile(kFontIndex);
export const firstFonts = Promise.all(kFirstFonts.map(async (path) => [path, await fetchFile(path)]));
for (const begun of [program, fontIndex, firstFonts]) begun.catch(() => {}); // whoever waits for it says so
