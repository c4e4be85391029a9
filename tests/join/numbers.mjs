// Service numbers in the files of a database: how many of these stand beside another in a block of one kiosk, in cells,
// free pages or between them.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const kTogether = /\d{14}\n(?=\d{14})/g;

export function dealtTogether(folder, numbers) {
    const files = ['porchlight.db', 'porchlight.db-wal'].map((name) => join(folder, name)).filter((file) => existsSync(file));
    return files.reduce((sum, file) => sum + (readFileSync(file, 'latin1').match(kTogether) ?? []).filter((one) => numbers.has(one.trim())).length, 0);
}
