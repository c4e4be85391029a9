// What a site lead should know as it happens: list "Unusual", an item for each. Text only, never markup.

const kSentences = {
    approvals: ({ staff, site, count }) => `${staff} at ${site} approved ${count} cards within an hour.`,
    denials: ({ staff, site, count }) => `${staff} at ${site} denied ${count} cards within an hour.`,
};

export function drawUnusual(list, unusual) {
    const sentences = unusual.map((one) => kSentences[one.what]?.(one)).filter(Boolean);
    list.hidden = sentences.length === 0;
    if (JSON.stringify([...list.children].map((item) => item.textContent)) === JSON.stringify(sentences))
        return;
    list.replaceChildren(...sentences.map((sentence) => {
        const item = document.createElement('li');
        item.className = 'card';
        item.textContent = sentence;
        return item;
    }));
}
