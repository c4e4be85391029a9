// What the desk's page knows; all of it is forgotten with the page.
export const state = {
    view: '',
    version: 0,
    waiting: [],
    language: 'en', // of the programme's texts
    printers: [],
    chosen: null,  // the issuance that is being checked
    words: null,   // the three words chosen for it
    busy: false,
    isLead: false, // a site lead or an administrator
    poll: null,    // aborts the request that waits for news
};

// Where one applicant is looked at.
const kChecking = ['words', 'confirm', 'missing', 'correct', 'end'];
export const isChecking = () => kChecking.includes(state.view);
