// The server's database from outside the server: as somebody changes it who has taken the machine over, or as a disk
// is that does not answer just now.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { run } from './processes.mjs';

const python = process.env.PORCHLIGHT_PYTHON ?? 'python3';
const file = (stack) => join(stack.serverData, 'porchlight.db');

const kChange = `
import json, sqlite3, sys
database = sqlite3.connect(sys.argv[1], timeout=20)
for statement, values in json.load(sys.stdin):
    database.execute(statement, values)
database.commit()`;

const kRead = `
import json, sqlite3, sys
print(json.dumps(sqlite3.connect(sys.argv[1], timeout=20).execute(sys.argv[2]).fetchall()))`;

const kLock = `
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], timeout=20, isolation_level=None)
database.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
sys.stdin.read()`;

// All statements, each [SQL, values], or none.
export function change(stack, statements) {
    run(python, ['-c', kChange, file(stack)], { input: JSON.stringify(statements) });
}

// The rows of a SELECT, each a list.
export const read = (stack, select) => JSON.parse(run(python, ['-c', kRead, file(stack), select]));

// Nothing can be stored until the function that this resolves with is called.
export async function lock(stack) {
    const holder = spawn(python, ['-c', kLock, file(stack)], { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = new Promise((done) => holder.once('close', done));
    await Promise.race([new Promise((locked) => holder.stdout.once('data', locked)),
        ended.then(() => { throw new Error('the database could not be locked'); })]);
    return async () => {
        holder.stdin.end();
        await ended;
    };
}
