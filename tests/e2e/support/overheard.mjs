// Everything that a page receives from its server: headers and bodies, as the browser has them.
export class Overheard {
    #coming = [];

    constructor(page) {
        page.on('response', (response) => this.#coming.push(this.#take(response)));
    }

    async #take(response) {
        const headers = JSON.stringify(await response.allHeaders());
        const hasBody = response.status() === 200;
        return { url: response.url(), status: response.status(), headers: Buffer.from(headers), body: hasBody ? await response.body() : Buffer.alloc(0) };
    }

    // Of all answers so far, each whole; a body that cannot be had is an error.
    answers() { return Promise.all(this.#coming); }
}
