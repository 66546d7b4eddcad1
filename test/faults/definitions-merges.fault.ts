import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { git, mainFile, makeSigners, merge, open, read, review, settled } from './definitions.js';
import { startAccord } from './start-accord.js';
import { startDatabase } from './start-database.js';

/** M3: approved pull requests on one base, some of them on one model, merged from two processes at once. */
const PULLS = Number(process.env.PULLS ?? 20);
const MODEL = 'models/icp-gate.json';
/** So many change the same model: all but the first of them are stale by then. */
const ON_ONE_MODEL = Math.floor(PULLS / 4);

const database = await startDatabase();
const token = 'admin_0123456789abcdef0123';
const env = { DATABASE_URL: database.url, ACCORD_ADMIN_TOKEN: token, ACCORD_RATE_LIMIT: '0' };
const servers = [await startAccord(env), await startAccord(env)] as const;
const [one] = servers;
const who = await makeSigners(one);
const model = await mainFile(one, MODEL);
const base = await read<{ definitions: { main: string } }>(one, '{ definitions { main } }');

const numbers: number[] = [];
for (let i = 0; i < PULLS; i++) {
  const file =
    i < ON_ONE_MODEL
      ? { path: MODEL, content: model.replace(/"name": "[^"]*"/, `"name": "Gate ${i}"`) }
      : { path: `templates/note-${i}.md`, content: `# Note ${i}\n` };
  const { number, messages } = await open({ url: one.url, token: who.author }, `Change ${i}`, [file]);
  if (number === null) throw new Error(messages.join());
  numbers.push(number);
}
await settled(one, numbers);
const effects = new Map<number, string>();
for (const number of numbers) {
  const { pullRequest } = await read<{ pullRequest: { effect: string } }>(
    one,
    'query ($number: Int!) { pullRequest(number: $number) { effect } }',
    { number },
  );
  effects.set(number, pullRequest.effect);
  for (const team of ['marketing', 'sales'] as const) {
    const { codes } = await review({ url: one.url, token: who[team] }, number);
    if (codes.length > 0) throw new Error(`not approved: ${codes}`);
  }
}

const began = performance.now();
const outcomes = await Promise.all(
  numbers.map(async (number, i) => {
    const door = { url: (servers[i % 2] as (typeof servers)[number]).url, token: who.author };
    return merge(door, number, { expectedEffect: effects.get(number) });
  }),
);
const mergedInMs = Math.round(performance.now() - began);
const merged = outcomes.filter((outcome) => outcome.codes.length === 0);
const stale = outcomes.filter((outcome) => outcome.codes.join() === 'STALE_VERSION');
const other = outcomes.filter((outcome) => !merged.includes(outcome) && !stale.includes(outcome));

await Promise.all(servers.map((server) => server.remove()));
const dataDir = mkdtempSync(path.join(tmpdir(), 'accord-fault-'));
const after = await startAccord({ ...env, DATA_DIR: dataDir });
const gitdir = path.join(dataDir, 'scoring-models.git');
git(gitdir, 'fsck', '--full', '--strict');
const history = git(gitdir, 'log', '--first-parent', '--format=%H %P', `${base.definitions.main}..main`)
  .split('\n')
  .filter(Boolean)
  .map((line) => line.split(' '));
const commits = new Set(history.map(([commit]) => commit));
const files = git(gitdir, 'ls-tree', '-r', '--name-only', 'main').split('\n');
const lost = merged.filter(({ mergeCommit }) => !commits.has(mergeCommit as string));
const problems = [
  ...(other.length === 0 ? [] : [`${other.length} neither merged nor stale: ${JSON.stringify(other[0])}`]),
  ...(lost.length === 0 ? [] : [`${lost.length} merges are lost`]),
  ...(history.length === merged.length ? [] : [`${history.length} commits on main for ${merged.length} merges`]),
  ...(history.every(([, first], i) => first === (history[i + 1]?.[0] ?? base.definitions.main)) ? [] : ['not linear']),
  ...(merged.length === PULLS - ON_ONE_MODEL + 1 ? [] : [`${merged.length} merged`]),
  ...(files.filter((file) => file.startsWith('templates/note-')).length === PULLS - ON_ONE_MODEL ? [] : ['notes lost']),
];
await after.remove();
rmSync(dataDir, { recursive: true, force: true });
await database.remove();
const figures = { pulls: PULLS, merged: merged.length, stale: stale.length, mergedInMs, problems };
process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
