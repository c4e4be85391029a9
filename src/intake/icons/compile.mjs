// Turns assets/icons/*.svg into strokes for widgets/icon.cpp: paths of absolute M, L, C, Z, and circles.
//
//     node compile.mjs ICONS-DIR HEADER.h TABLE.cpp
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const kCircleHandle = 0.5523; // control points of a quarter circle as a Bézier curve
const kArguments = { M: 2, L: 2, C: 6, Z: 0 };

function circleAsPath(cx, cy, r) {
    const h = r * kCircleHandle;
    return `M${cx + r} ${cy} C${cx + r} ${cy + h} ${cx + h} ${cy + r} ${cx} ${cy + r}` +
        ` C${cx - h} ${cy + r} ${cx - r} ${cy + h} ${cx - r} ${cy}` +
        ` C${cx - r} ${cy - h} ${cx - h} ${cy - r} ${cx} ${cy - r}` +
        ` C${cx + h} ${cy - r} ${cx + r} ${cy - h} ${cx + r} ${cy} Z`;
}

function pathsOf(svg) {
    const paths = [...svg.matchAll(/<path d="([^"]+)"/g)].map((match) => match[1]);
    const circles = [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"/g)];
    return [...paths, ...circles.map(([, ...numbers]) => circleAsPath(...numbers.map(Number)))];
}

function commandsOf(path, file) {
    const commands = [];
    for (const [, letter, rest] of path.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
        const numbers = rest.split(/[\s,]+/).filter(Boolean).map(Number);
        if (kArguments[letter] !== numbers.length) throw new Error(`${file}: ${letter} with ${numbers.length} numbers`);
        const padded = [...numbers, 0, 0, 0, 0, 0, 0].slice(0, 6).map((n) => `${+n.toFixed(3)}F`);
        commands.push(`    {'${letter}', {${padded.map((n) => (n.includes('.') ? n : n.replace('F', '.0F'))).join(', ')}}},`);
    }
    return commands;
}

const [folder, headerPath, tablePath] = process.argv.slice(2);
const files = readdirSync(folder).filter((name) => name.endsWith('.svg')).sort();
const icons = files.map((file) => ({
    name: basename(file, '.svg'),
    commands: pathsOf(readFileSync(join(folder, file), 'utf8')).flatMap((path) => commandsOf(path, file)),
}));

writeFileSync(headerPath, `// Made from assets/icons by src/intake/icons/compile.mjs.
#pragma once

#include <span>

namespace porchlight::intake {

enum class Icon { ${icons.map((icon) => icon.name).join(', ')} };

// On a grid of 24 by 24: M and L take a point, C three, Z none.
struct IconCommand {
    char letter;
    float at[6];
};

std::span<const IconCommand> commands_of(Icon icon);

}  // namespace porchlight::intake
`);
writeFileSync(tablePath, `#include "intake/icons.h"

namespace porchlight::intake {
namespace {

${icons.map((icon) => `const IconCommand k_${icon.name}[] = {\n${icon.commands.join('\n')}\n};`).join('\n\n')}

}  // namespace

std::span<const IconCommand> commands_of(Icon icon) {
    switch (icon) {
${icons.map((icon) => `        case Icon::${icon.name}: return k_${icon.name};`).join('\n')}
    }
    return {};
}

}  // namespace porchlight::intake
`);
