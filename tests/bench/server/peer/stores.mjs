// Where approvals are kept: the tables of porchlight-server that an approval writes, one transaction an approval.
import { randomBytes } from 'node:crypto';
import Database from 'better-sqlite3';
import pg from 'pg';

const kPool = 20;

export class Sqlite {
    dayKey = randomBytes(32);

    constructor(file) {
        const db = new Database(file);
        db.pragma('journal_mode = WAL');
        db.pragma('synchronous = FULL');
        db.exec(`CREATE TABLE spool(request_key BLOB PRIMARY KEY, epoch INTEGER NOT NULL, sealed BLOB) WITHOUT ROWID, STRICT;
            CREATE INDEX spool_by_seal ON spool(substr(sealed, 17, 32));
            CREATE TABLE counts(day TEXT, site TEXT, librarian TEXT, class TEXT, outcome TEXT, n INTEGER NOT NULL,
                PRIMARY KEY(day, site, librarian, class, outcome)) WITHOUT ROWID, STRICT`);
        const insert = db.prepare('INSERT OR IGNORE INTO spool VALUES(?, ?, ?)');
        const count = db.prepare(`INSERT INTO counts VALUES(?, ?, ?, ?, ?, 1)
            ON CONFLICT(day, site, librarian, class, outcome) DO UPDATE SET n = n + 1`);
        this.find = db.prepare('SELECT 1 FROM spool WHERE request_key = ?');
        this.approve = db.transaction((record, counted) => {
            if (insert.run(...record).changes === 1) count.run(...counted);
        }).immediate;
    }

    holds(key) { return this.find.get(key) !== undefined; }
}

// One statement is one transaction, and one way there and back.
const kApprove = `WITH stored AS (INSERT INTO spool(request_key, epoch, sealed) VALUES($1, $2, $3) ON CONFLICT DO NOTHING RETURNING 1)
    INSERT INTO counts SELECT $4, $5, $6, $7, $8, 1 FROM stored
    ON CONFLICT(day, site, librarian, class, outcome) DO UPDATE SET n = counts.n + 1`;

export class Postgres {
    dayKey = randomBytes(32);

    static async open(url) {
        const store = new Postgres();
        store.pool = new pg.Pool({ connectionString: url, max: kPool });
        await store.pool.query(`CREATE TABLE spool(request_key bytea PRIMARY KEY, epoch bigint NOT NULL, sealed bytea);
            CREATE TABLE counts(day text COLLATE "C", site text COLLATE "C", librarian text COLLATE "C", class text COLLATE "C",
                outcome text COLLATE "C", n bigint NOT NULL, PRIMARY KEY(day, site, librarian, class, outcome))`);
        return store;
    }

    approve(record, counted) { return this.pool.query({ name: 'approve', text: kApprove, values: [...record, ...counted] }); }

    async holds(key) {
        return (await this.pool.query({ name: 'holds', text: 'SELECT 1 FROM spool WHERE request_key = $1', values: [key] })).rowCount > 0;
    }
}
