import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect } from '../../server/db/connect.js';
import { newId } from '../../server/db/new-id.js';
import { transaction } from '../../server/db/transaction.js';
import { commitObject } from '../../server/git/commit-object.js';
import { readFiles } from '../../server/git/read-files.js';
import type { GitObjectRow } from '../../server/git/repository.js';
import { saveObjects } from '../../server/git/save-objects.js';
import { treeObjects } from '../../server/git/tree-objects.js';
import { readMain } from '../../server/releases/read-main.js';
import { makeSigners, open, read, settled } from './definitions.js';
import { startAccord } from './start-accord.js';
import { startDatabase } from './start-database.js';

/** A repository of 5,000 commits and 60 models: all a page of a pull request shows in 200 ms, the history of a model in 100 ms. */
const COMMITS = Number(process.env.COMMITS ?? 5_000);
const MODELS = 60;
const PAGE_MS = 200;
const HISTORY_MS = 100;
const TIMES = 15;

const project = process.env.ACCORD_PROJECT ?? process.cwd();
const folder = mkdtempSync(path.join(tmpdir(), 'accord-large-'));
const models = path.join(folder, 'models-dir');
cpSync(path.join(project, 'scoring-models'), models, { recursive: true });
const gate = readFileSync(path.join(models, 'models/points-to-sql.json'), 'utf8');
for (let i = 12; i < MODELS; i++) {
  writeFileSync(path.join(models, `models/gate-${i}.json`), gate.replace('"points-to-sql"', `"gate-${i}"`));
}
mkdirSync(path.join(folder, 'data'));
const database = await startDatabase();
const token = 'admin_0123456789abcdef0123';
const env = {
  ...{ DATABASE_URL: database.url, ACCORD_ADMIN_TOKEN: token, ACCORD_RATE_LIMIT: '0' },
  ...{ SCORING_MODELS_DIR: models, DATA_DIR: path.join(folder, 'data') },
};
await (await startAccord(env)).remove();

const connection = await connect({ url: database.url });
await transaction(connection.pool, 'system', async (tx) => {
  let main = await readMain(tx);
  const files = { ...(await readFiles(tx, main)) };
  const at = tx.at.getTime() - COMMITS * 1_000;
  for (let i = 1; i <= COMMITS; i++) {
    const key = `gate-${12 + (i % (MODELS - 12))}`;
    const name = `models/${key}.json`;
    files[name] = (files[name] as string).replace(/"version": "[^"]*"/, `"version": "1.0.${i}"`);
    const trees = treeObjects(files);
    const author = { name: 'Accord', email: 'accord@accord.invalid', at: at + i * 1_000 };
    const tree = (trees[0] as GitObjectRow).oid;
    const commit = commitObject({ tree, parents: [main], message: `Change ${i}`, author });
    // A change touches one file and two folders: the rest is there.
    const changed = trees.filter(
      (object) => object.type === 'tree' || Buffer.from(object.bytes).toString().includes(`"1.0.${i}"`),
    );
    await saveObjects(tx, [...changed, commit]);
    await tx.query('insert into merged_commits (oid, position) values ($1, $2)', [commit.oid, i + 1]);
    await tx.query(
      `insert into model_versions (id, key, version, commit, path, committed_at, author, message, document)
       values ($1, $2, $3, $4, $5, $6, 'Accord', $7, $8)`,
      [newId('version'), key, `1.0.${i}`, commit.oid, name, new Date(author.at), `Change ${i}`, files[name]],
    );
    main = commit.oid;
  }
  await tx.query(`update git_refs set oid = $1 where name = 'refs/heads/main'`, [main]);
});
await connection.close();

const began = performance.now();
const accord = await startAccord(env);
const startedMs = Math.round(performance.now() - began);
const who = await makeSigners(accord);
const door = { url: accord.url, token: who.author };
const { number } = (await open(door, 'Change one', [
  {
    path: 'models/hundred-point.json',
    content: readFileSync(path.join(models, 'models/hundred-point.json'), 'utf8').replace('"below": 50', '"below": 49'),
  },
])) as { number: number };
await settled(door, [number]);

const PAGE = `query ($number: Int!) { pullRequest(number: $number) {
  number title body state author { displayName } contributors { displayName } branch base head level effect
  diff { changes { path pointer kind level before after summary } markdown patch } files { path before after }
  checks { name conclusion summary annotations { path line message level hint } ranAt }
  reviews { verdict stale author { displayName } } comments { body } mergeBlockers
  signOffs { team required given satisfied by { displayName } because } conflicts { path } overlaps { number } } }`;
const HISTORY = `{ scoringModel(key: "gate-20") { versions(first: 100) { totalCount nodes { id version commit committedAt author message } } } }`;
const page = await measure(() => read(door, PAGE, { number }));
const history = await measure(() => read(door, HISTORY));
await accord.remove();
const again = await startAccord(env);
const cold = performance.now();
await read({ url: again.url, token: who.author }, PAGE, { number });
const coldMs = Math.round(performance.now() - cold);
await again.remove();
await database.remove();
rmSync(folder, { recursive: true, force: true });
const figures = { commits: COMMITS, models: MODELS, startedMs, pageMs: page, pageColdMs: coldMs, historyMs: history };
process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
process.exitCode = page.p50 <= PAGE_MS && history.p50 <= HISTORY_MS ? 0 : 1;

async function measure(work: () => Promise<unknown>): Promise<{ p50: number; max: number }> {
  const times: number[] = [];
  for (let i = 0; i < TIMES; i++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return { p50: Math.round(times[times.length >> 1] as number), max: Math.round(times.at(-1) as number) };
}
