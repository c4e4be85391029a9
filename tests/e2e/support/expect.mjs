// Waiting for what a person would see, with the page's headings in the message when it does not come.
export async function expectVisible(locator, what, seconds = 20) {
    try {
        await locator.first().waitFor({ state: 'visible', timeout: seconds * 1000 });
    } catch {
        const headings = await locator.page().getByRole('heading').allInnerTexts().catch(() => []);
        const alerts = await locator.page().getByRole('alert').allInnerTexts().catch(() => []);
        throw new Error(`not seen in ${seconds} s: ${what}; headings: ${JSON.stringify(headings)}; alerts: ${JSON.stringify(alerts)}; at ${locator.page().url()}`);
    }
}
