// A bar for each day, approved below and denied above it, as an SVG of the width that there is.

const kSvg = 'http://www.w3.org/2000/svg';
const kHeight = 240;
const kTop = 12;
const kBottom = 28;
const kGridLines = 4;

function shape(name, attributes, text) {
    const made = document.createElementNS(kSvg, name);
    for (const [key, value] of Object.entries(attributes))
        made.setAttribute(key, typeof value === 'number' ? Math.round(value * 100) / 100 : value);
    if (text !== undefined)
        made.textContent = text;
    return made;
}

// The round number, at least `most`, that the scale ends at.
export function scaleEnd(most) {
    const step = Math.max(1, most) / kGridLines;
    const power = 10 ** Math.floor(Math.log10(step));
    const round = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map((factor) => factor * power).find((value) => value >= step && Number.isInteger(value));
    return kGridLines * (round ?? Math.ceil(step));
}

const isFirstOfMonth = (day) => day.endsWith('-01');
const monthOf = (day) => new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', { month: 'short', timeZone: 'UTC' });

function gridOf(end, left, width, y) {
    const grid = shape('g', { class: 'grid' });
    for (let line = 0; line <= kGridLines; ++line) {
        const value = (end / kGridLines) * line;
        grid.append(shape('line', { x1: left, x2: width, y1: y(value), y2: y(value) }),
            shape('text', { x: left - 8, y: y(value) + 4, 'text-anchor': 'end' }, value.toLocaleString('en')));
    }
    return grid;
}

// days: [{ day, approved, denied }], all of a span, in order; title and text are what is heard.
export function chartOf(days, { title, text, width }) {
    const end = scaleEnd(Math.max(...days.map(({ approved, denied }) => approved + denied)));
    const left = 16 + 9 * end.toLocaleString('en').length;
    const y = (value) => kHeight - kBottom - (value / end) * (kHeight - kBottom - kTop);
    const step = (width - left) / days.length;
    const svg = shape('svg', { role: 'img', 'aria-labelledby': 'chart-title chart-text', width, height: kHeight, viewBox: `0 0 ${width} ${kHeight}` });
    svg.append(shape('title', { id: 'chart-title' }, title), shape('desc', { id: 'chart-text' }, text), gridOf(end, left, width, y));
    days.forEach(({ day, approved, denied }, at) => {
        const x = left + at * step + step * 0.1;
        const bar = { x, width: Math.max(1, step * 0.8) };
        if (approved > 0)
            svg.append(shape('rect', { ...bar, y: y(approved), height: y(0) - y(approved), class: 'approved' }));
        if (denied > 0)
            svg.append(shape('rect', { ...bar, y: y(approved + denied), height: y(approved) - y(approved + denied), class: 'denied' }));
        if (isFirstOfMonth(day))
            svg.append(shape('line', { class: 'month', x1: left + at * step, x2: left + at * step, y1: y(0), y2: y(0) + 6 }),
                shape('text', { x: left + at * step + 3, y: kHeight - 6 }, monthOf(day)));
    });
    return svg;
}
