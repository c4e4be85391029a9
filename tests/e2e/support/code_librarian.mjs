// Librarians whose app makes codes that they type at a kiosk: accounts set up as people do it, by an invitation.
import { appCode } from './desk_server.mjs';

async function post(stack, path, body) {
    const answer = await fetch(`${stack.serverUrl}/desk/api/${path}`, { method: 'POST', body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', origin: stack.serverUrl } });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.status === 200 ? answer.json() : {};
}

async function restart(stack) {
    await stack.stopServer();
    await stack.startServer();
}

// [{ name, site }] with the secret of each one's app. The server has started after it knew them, and of no code that
// was used: none has to be waited for.
export async function withApps(stack, people) {
    const invited = people.map((person) => {
        const said = stack.operate('add-staff', '--name', person.name, '--site', person.site, '--role', 'librarian');
        return { ...person, code: /: ((?:[2-9A-Z]{4}-){3}[2-9A-Z]{4})/.exec(said)[1] };
    });
    await restart(stack);
    const out = [];
    for (const { name, site, code } of invited) {
        const { ticket, secret } = await post(stack, 'invitation', { name, code });
        await post(stack, 'enroll/app', { ticket, password: 'three words more', code: appCode(secret) });
        out.push({ name, site, secret });
    }
    await restart(stack);
    return out;
}
