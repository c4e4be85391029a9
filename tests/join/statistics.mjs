// Does an order tell of a label? Statistics, and what they are by chance: labels shuffled within each batch.
import { shuffle } from './chance.mjs';

// Average ranks, their mean taken away.
export function ranks(values) {
    const order = [...values.keys()].sort((a, b) => values[a] - values[b]);
    const out = new Float64Array(values.length);
    for (let from = 0; from < order.length;) {
        let to = from;
        while (to < order.length && values[order[to]] === values[order[from]]) to++;
        for (let i = from; i < to; i++) out[order[i]] = (from + to - values.length) / 2;
        from = to;
    }
    return out;
}

// Each takes the batches of an order and the batches of labels. order: { ranks, order } of a batch.
export const kStatistics = {
    // Labels that are numbers go up or down with the order.
    trend: (batches, labels) => {
        let sum = 0;
        batches.forEach(({ ranks: rank }, b) => { for (let i = 0; i < rank.length; i++) sum += rank[i] * labels[b][i]; });
        return Math.abs(sum);
    },
    // Neighbours have numbers that are near.
    near: (batches, labels) => {
        let sum = 0;
        batches.forEach(({ order }, b) => { for (let i = 1; i < order.length; i++) sum -= Math.abs(labels[b][order[i]] - labels[b][order[i - 1]]); });
        return sum;
    },
    // Neighbours have the same label.
    alike: (batches, labels) => {
        let sum = 0;
        batches.forEach(({ order }, b) => { for (let i = 1; i < order.length; i++) sum += labels[b][order[i]] === labels[b][order[i - 1]]; });
        return sum;
    },
    // A label has a part of the order for itself (Kruskal and Wallis).
    grouped: (batches, labels) => {
        let sum = 0;
        batches.forEach(({ ranks: rank }, b) => {
            const sums = new Float64Array(kMostLabels);
            const counts = new Uint16Array(kMostLabels);
            for (let i = 0; i < rank.length; i++) {
                sums[labels[b][i]] += rank[i];
                counts[labels[b][i]]++;
            }
            for (let l = 0; l < kMostLabels; l++) if (counts[l]) sum += (sums[l] * sums[l]) / counts[l];
        });
        return sum;
    },
};
const kMostLabels = 64;
const kFirstLook = 1000;
const kEnough = 10; // by chance as good so often: not worth counting on

// How often chance does as well (Besag and Clifford 1991: it stops when it is clear that chance often does), and by how
// many deviations it is better than chance.
export function test(statistic, batches, labels, most, random) {
    const found = statistic(batches, labels);
    const shuffled = labels.map((batch) => batch.slice());
    let as_good = 0, rounds = 0, sum = 0, squares = 0;
    while (rounds < most && as_good < (rounds < kFirstLook ? most : kEnough)) {
        for (const batch of shuffled) shuffle(batch, random);
        const one = statistic(batches, shuffled);
        rounds++;
        if (one >= found - 1e-9 * Math.abs(found)) as_good++;
        if (rounds <= kFirstLook) {
            sum += one;
            squares += one * one;
        }
    }
    const looked = Math.min(rounds, kFirstLook);
    const mean = sum / looked;
    const deviation = Math.sqrt(Math.max(squares / looked - mean * mean, 1e-12));
    return { p: (as_good + 1) / (rounds + 1), deviations: (found - mean) / deviation, found, mean };
}
