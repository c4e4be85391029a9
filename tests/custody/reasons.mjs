// Reasons for a machine that is in a network or swaps, for those commands that touch secrets and so ask for them.
const touching = /^(create|ceremony-.*|check-share|change-passphrase|print-page|read-page|answer|combine|open|destroy|sign-manifest|status|guide)$/;
const reasons = ['swap', 'core-dumps', 'network'].flatMap((what) => [`--allow-${what}`, 'a test']);

// The words of a command, with the reasons where it takes them.
export const allowed = (words) => (touching.test(words[0]) ? [...words, ...reasons] : words);
