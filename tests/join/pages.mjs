// The raw pages of an SQLite file (its "Database File Format"): not what SQL shows, but every byte, also of free pages
// and of what lies between the cells.
import { readFileSync } from 'node:fs';

const kFileHeader = 100;
const kLeafTable = 0x0d;
const kInteriorIndex = 0x02;
const kLeafIndex = 0x0a;
const kPointers = { [kInteriorIndex]: 12, [kLeafIndex]: 8, [kLeafTable]: 8 };
const kIntegerBytes = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];

function varint(bytes, at) {
    let value = 0;
    for (let i = 0; i < 9; i++) {
        const byte = bytes[at + i];
        value = value * 128 + (byte & 0x7f);
        if (byte < 0x80) return [value, at + i + 1];
    }
    return [value, at + 9];
}

function columnOf(bytes, type, at) {
    if (type < 12) {
        const size = kIntegerBytes[type] ?? 0;
        if (type === 0) return [null, at];
        return [size === 0 ? type - 8 : bytes.readIntBE(at, Math.min(size, 6)), at + size];
    }
    const size = Math.floor((type - 12) / 2);
    return [type % 2 ? bytes.toString('utf8', at, at + size) : bytes.subarray(at, at + size), at + size];
}

// { at, rowid, columns }; nothing for what is no cell or goes on in other pages.
function cellAt(page, kind, at) {
    let [size, next] = varint(page, kind === kInteriorIndex ? at + 4 : at);
    let rowid = null;
    if (kind === kLeafTable) [rowid, next] = varint(page, next);
    if (next + size > page.length) return null;
    let [header, type] = varint(page, next);
    const end = next + header;
    let value = end;
    const columns = [];
    while (type < end) {
        let column;
        [column, type] = varint(page, type);
        [column, value] = columnOf(page, column, value);
        columns.push(column);
    }
    return value === next + size ? { at, end: value, rowid, columns } : null;
}

function cellsOf(page, number) {
    const start = number === 1 ? kFileHeader : 0;
    const kind = page[start];
    if (!(kind in kPointers)) return [];
    return Array.from({ length: page.readUInt16BE(start + 3) }, (_, i) => page.readUInt16BE(Math.min(start + kPointers[kind] + 2 * i, page.length - 2)))
        .filter((at) => at > start && at < page.length - 4).map((at) => cellAt(page, kind, at)).filter(Boolean);
}

// { bytes, pageSize, cells: [{ page, at, end, rowid, columns }] }; at, end: in the file. Cells are those that count.
export function readDatabase(file) {
    const bytes = readFileSync(file);
    const pageSize = bytes.readUInt16BE(16) === 1 ? 65536 : bytes.readUInt16BE(16);
    const cells = [];
    for (let number = 1; number * pageSize <= bytes.length; number++) {
        const from = (number - 1) * pageSize;
        for (const cell of cellsOf(bytes.subarray(from, from + pageSize), number))
            cells.push({ ...cell, page: number, at: from + cell.at, end: from + cell.end });
    }
    return { bytes, pageSize, cells };
}

// Where a text of bytes stands, also where nothing counts any more.
export function placesOf(bytes, wanted) {
    const out = [];
    for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1)) out.push(at);
    return out;
}
