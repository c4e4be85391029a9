// What the desk asks (protocol/PROTOCOL.md, The desk).

import { ask, post } from '../staff/requests.js';

export const approve = (request, words) => post('api/approve', { request, words });
export const deny = (request, reason) => post('api/deny', { request, reason });
// missing: ids of needs.
export const denyForPapers = (request, missing) => post('api/deny', { request, reason: 'papers', missing });
export const correct = (request, field, reason) => post('api/correct', { request, field, reason });
export const endSession = (request) => post('api/end', { request });
export const documents = () => ask('api/documents');
// Held by the server until the list is another than version `after`, 20 seconds at most.
export const waiting = (after, signal) => ask(`api/waiting?after=${after}`, { signal });
