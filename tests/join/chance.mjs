// Chance that a seed repeats: Mulberry32, and what is made of it.
export function generator(seed) {
    let state = seed >>> 0;
    return () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let mixed = Math.imul(state ^ (state >>> 15), state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    };
}

export const below = (random, end) => Math.floor(random() * end);

// One of [[item, weight]].
export function weighted(random, choices) {
    let at = random() * choices.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of choices) if ((at -= weight) < 0) return item;
    return choices.at(-1)[0];
}

// In place.
export function shuffle(items, random) {
    for (let i = items.length - 1; i > 0; i--) {
        const j = below(random, i + 1);
        const other = items[j];
        items[j] = items[i];
        items[i] = other;
    }
    return items;
}

// A map from key to the items that have it.
export function grouped(items, keyOf) {
    const out = new Map();
    for (const item of items) {
        const key = keyOf(item);
        if (out.has(key)) out.get(key).push(item);
        else out.set(key, [item]);
    }
    return out;
}
