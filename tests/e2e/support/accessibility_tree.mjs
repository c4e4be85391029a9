// The accessibility tree that Chromium computes, as lines that a person reads: role, name, states, indented.
const kStates = ['focused', 'disabled', 'required', 'invalid', 'checked', 'pressed', 'modal', 'live', 'valuenow', 'describedby'];
const kLeftOut = new Set(['InlineTextBox', 'LineBreak', 'ListMarker']);

const stateOf = ({ properties = [], value, description }, role) => {
    const states = properties.filter(({ name, value: { value: is } }) => kStates.includes(name) && is !== false && is !== 'false' && is !== '')
        .map(({ name, value: { value: is } }) => (is === true || is === 'true' || is === undefined ? name : `${name}=${is}`));
    if (value?.value && role !== 'StaticText') states.push(`value=${JSON.stringify(value.value)}`);
    if (description?.value) states.push(`description=${JSON.stringify(description.value)}`);
    return states.length ? ` [${states.join(', ')}]` : '';
};

// What counts down says something else at each look.
const still = (name) => name.replace(/\b\d+ seconds?\b/, 'some seconds');

export async function accessibilityTree(page) {
    const session = await page.context().newCDPSession(page);
    await session.send('Accessibility.enable');
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    await session.detach();
    const byId = new Map(nodes.map((node) => [node.nodeId, node]));
    const lines = [];
    const write = (node, depth) => {
        const role = node.role?.value;
        const isSeen = !node.ignored && !kLeftOut.has(role);
        const name = node.name?.value ?? '';
        // The text inside an element that is named by it says nothing more.
        const parent = byId.get(node.parentId);
        const isEcho = role === 'StaticText' && parent && !parent.ignored && parent.name?.value === name;
        const isPlain = (role === 'generic' || role === 'none') && !name;
        if (isSeen && !isEcho && !isPlain) lines.push(`${'  '.repeat(depth)}${role}${name ? ` ${JSON.stringify(still(name))}` : ''}${stateOf(node, role)}`);
        for (const id of node.childIds ?? []) if (byId.has(id)) write(byId.get(id), depth + (isSeen && !isEcho && !isPlain ? 1 : 0));
    };
    write(nodes[0], 0);
    return `${lines.join('\n')}\n`;
}
