import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chainHash } from '../../../server/events/chain-hash.js';
import { chains, hashedFields } from '../../../server/events/chains.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { ask } from '../../helpers/graphql.js';
import { spawnAccord } from '../../helpers/spawn-accord.js';
import { startServer } from '../../helpers/start-server.js';

let database: TestDatabase;
let folder: string;
let anchors: { event: string; audit: string };
beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'accord-audit-'));
  const server = await startServer({ databaseUrl: database.url });
  for (let i = 0; i < 6; i++) {
    const input = { displayName: `Token ${i}`, roles: ['VIEWER'] };
    await ask(server, 'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret } }', {
      input,
    });
    await ask(server, 'mutation { upsertLead(input: {lead: {email: "a@example.com"}}) { userErrors { code } } }');
  }
  expect(await server.stop()).toBe(0);
  const lines = server
    .stderr()
    .split('\n')
    .filter((line) => line.includes('"anchors"'));
  anchors = (JSON.parse(lines.at(-1) as string) as { anchors: typeof anchors }).anchors;
});
afterAll(async () => {
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function audit(...args: string[]): Promise<{ code: unknown; out: string; err: string }> {
  const { ended, stdout, stderr } = spawnAccord(['audit', ...args], { DATABASE_URL: database.url, DATA_DIR: folder });
  return { code: await ended, out: stdout(), err: stderr() };
}

/** Rewrites the end of the audit log as one who knows how: rows, hashes and head all agree again. */
async function rewriteTail(from: number): Promise<void> {
  const rows = await database.owner.query<Record<string, never> & { seq: number }>(
    'select * from audit_log where seq >= $1 order by seq',
    [from],
  );
  const [before] = await database.owner.query<{ hash: Buffer }>('select hash from audit_log where seq = $1', [
    from - 1,
  ]);
  let hash = before?.hash ?? Buffer.alloc(0);
  for (const row of rows) {
    const changed = { ...row, actor: 'user_innocent' };
    hash = chainHash(hash, hashedFields(chains.audit, row.seq, changed));
    await database.owner.query('update audit_log set actor = $2, hash = $3 where seq = $1', [
      row.seq,
      changed.actor,
      hash,
    ]);
  }
  await database.owner.query(`update log_head set hash = $1 where chain = 'audit'`, [hash]);
}

describe('accord audit', () => {
  it('exports what a third party can recompute with no more than SHA-256', async () => {
    const { code, out } = await audit('export');
    expect(code).toBe(0);
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.length).toBeGreaterThan(6);
    const sorted = (value: unknown): unknown =>
      value && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(
            Object.entries(value)
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .map(([k, v]) => [k, sorted(v)]),
          )
        : value;
    let previous = '';
    for (const { seq, entry_id, at, actor, action, subject, detail, hash, ...rest } of lines) {
      const fields = JSON.stringify([seq, entry_id, Date.parse(at), actor, action, subject, sorted(detail)]);
      const computed = createHash('sha256').update(Buffer.from(previous, 'hex')).update(fields).digest('hex');
      expect([rest, hash]).toEqual([{ log: 'audit', previous }, computed]);
      previous = hash;
    }
    expect(anchors.audit).toBe(`${lines.length}:${previous}`);
  });

  it('verifies an export without the database, and finds a line that was changed, dropped or moved', async () => {
    const file = join(folder, 'audit.jsonl');
    const { out } = await audit('export', '--log', 'event');
    writeFileSync(file, out);
    expect(await audit('verify', '--file', file, '--anchor', anchors.event)).toMatchObject({ code: 0 });
    const lines = out.split('\n');
    writeFileSync(file, lines.with(0, (lines[0] as string).replace('CREATED', 'MERGED')).join('\n'));
    const { code, out: said } = await audit('verify', '--file', file, '--json');
    expect([code, JSON.parse(said).export.firstBad]).toEqual([1, 1]);
    expect(readFileSync(file, 'utf8')).toContain('MERGED');
  });

  it('finds both logs whole, and meets the anchors the server left', async () => {
    const { code, out } = await audit('verify', '--anchor', anchors.audit, '--anchor', `event:${anchors.event}`);
    expect([code, out]).toEqual([0, expect.stringContaining(`anchor ${anchors.audit}`)]);
    expect((await audit('verify', '--anchor', 'nonsense')).code).toBe(2);
  });

  it('finds a tail that was rewritten whole by an anchor of the log, and nothing without', async () => {
    const last = Number(anchors.audit.split(':')[0]);
    await rewriteTail(last - 2);
    expect((await audit('verify')).code).toBe(0);
    const { code, out } = await audit(
      'verify',
      '--json',
      '--anchor',
      `audit:${anchors.audit}`,
      '--anchor',
      anchors.event,
    );
    expect([code, JSON.parse(out)]).toMatchObject([1, { event: { ok: true }, audit: { ok: false, firstBad: last } }]);
  });
});

it('says in a sentence that a database on which no server ran has no logs', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'accord-empty-'));
  const { ended, stderr } = spawnAccord(['audit', 'verify'], { DATA_DIR: empty });
  expect(await ended).toBe(1);
  expect(stderr()).toContain('No Accord server ever ran on this database');
  expect(stderr()).not.toContain(' at ');
  rmSync(empty, { recursive: true, force: true });
});
