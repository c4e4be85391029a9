// Why a card is printed a second time, and what the librarian does first (protocol/PROTOCOL.md, The desk).

const kReasons = {
    failed: (kiosk) => [`This card was approved before, and the printer at ${kiosk} gave up or was not reached. No good card came of it.`],
    nothing: (kiosk) => [`This card was approved before. At ${kiosk} somebody answered that no card lay in the printer’s tray.`,
        'Look into the tray yourself before you approve.'],
    spoiled: (kiosk) => [`This card was approved before. At ${kiosk} somebody answered that a damaged card lay in the printer’s tray.`,
        'Take the damaged card and destroy it before you approve.'],
};

// The sentences to read before approving; none for a first card.
export function reasonsOf({ again, kiosk }) {
    if (!again)
        return [];
    return (kReasons[again] ?? kReasons.failed)(kiosk);
}
