import 'reflect-metadata';
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { connect } from '../../server/db/connect.js';
import { readFiles } from '../../server/git/read-files.js';
import { ask } from '../helpers/graphql.js';
import { seed, seededRandom } from '../helpers/seeded-random.js';
import { mergeFiles } from '../server/releases/merge-files.js';
import { startAccord } from './start-accord.js';
import { startDatabase } from './start-database.js';

/** M2: the mirror is damaged while the server is stopped; it starts with what the database says and mends the mirror. */
const ROUNDS = Number(process.env.ROUNDS ?? 30);
const random = seededRandom();
const database = await startDatabase();
const env = { DATABASE_URL: database.url, ACCORD_ADMIN_TOKEN: `faults_${'x'.repeat(24)}` };
let server = await startAccord(env);
const { owner: db, close } = await connect({ url: database.url, poolSize: 1 });
const { dataDir } = server;
const gitdir = join(dataDir, 'scoring-models.git');
const first = await readLive();
const files = { ...(await readFiles(db, first)) };
for (let index = 0; index < 3; index++) await mergeFiles(db, { ...files, 'README.md': `version ${index}\n` });
const [{ oid: main } = { oid: '' }] = await db.query<{ oid: string }>(
  `select oid from git_refs where name = 'refs/heads/main'`,
);

const git = (...args: string[]) =>
  execFileSync('git', ['--git-dir', gitdir, ...args], { encoding: 'utf8', stdio: 'pipe' });
const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;

async function readLive(): Promise<string> {
  const { data } = await ask<{ definitions: { live: { commit: string } } }>(
    server,
    '{ definitions { live { commit } } }',
  );
  return data?.definitions.live.commit as string;
}

function anyObject(): string {
  const folder = pick(readdirSync(join(gitdir, 'objects')).filter((name) => name.length === 2));
  return join(gitdir, 'objects', folder, pick(readdirSync(join(gitdir, 'objects', folder))));
}

const DAMAGES: Record<string, () => void> = {
  'a truncated ref': () => truncateSync(join(gitdir, 'refs/heads', pick(['main', 'live'])), 7),
  'an empty ref': () => writeFileSync(join(gitdir, 'refs/heads', pick(['main', 'live'])), ''),
  'a ref swapped to an old commit': () => writeFileSync(join(gitdir, 'refs/heads/main'), `${first}\n`),
  'a ref of nobody': () => writeFileSync(join(gitdir, 'refs/heads/foreign'), `${first}\n`),
  'a missing ref': () => rmSync(join(gitdir, 'refs/heads', pick(['main', 'live']))),
  'a truncated object': () => {
    const path = anyObject();
    execFileSync('chmod', ['u+w', path]);
    truncateSync(path, Math.floor(statSync(path).size / 2));
  },
  'an object with more at its end': () => {
    const path = anyObject();
    execFileSync('chmod', ['u+w', path]);
    appendFileSync(path, 'more');
  },
  'a missing object': () => rmSync(anyObject()),
  'no HEAD': () => rmSync(join(gitdir, 'HEAD')),
  'no config': () => rmSync(join(gitdir, 'config')),
  'a lock and a quarantine that a killed git left': () => {
    writeFileSync(join(gitdir, 'refs/heads', `${pick(['main', 'live'])}.lock`), '');
    mkdirSync(join(gitdir, 'objects/tmp_objdir-incoming-left'), { recursive: true });
  },
  'no mirror': () => rmSync(gitdir, { recursive: true }),
};

const problems: string[] = [];
const done: Record<string, number> = {};
for (let round = 0; round < ROUNDS; round++) {
  if (round % 2) server.kill('SIGKILL');
  else server.kill('SIGTERM');
  await server.ended;
  const damage = pick(Object.keys(DAMAGES));
  DAMAGES[damage]?.();
  done[damage] = (done[damage] ?? 0) + 1;
  server = await startAccord({ ...env, DATA_DIR: dataDir });
  if ((await readLive()) !== first) problems.push(`${damage}: another release is in force`);
  try {
    git('fsck', '--full', '--strict');
    if (git('rev-parse', 'main').trim() !== main) problems.push(`${damage}: main is not what the database says`);
    if (git('rev-parse', 'live').trim() !== first) problems.push(`${damage}: live is not what the database says`);
    if (readdirSync(join(gitdir, 'refs/heads')).some((name) => name.endsWith('.lock')))
      problems.push(`${damage}: the lock stayed`);
    if (git('for-each-ref').includes('foreign')) problems.push(`${damage}: the foreign ref stayed`);
    if (readFileSync(join(gitdir, 'HEAD'), 'utf8').trim() !== 'ref: refs/heads/main') problems.push(`${damage}: HEAD`);
  } catch (error) {
    problems.push(`${damage}: ${(error as Error).message}`);
  }
}
await server.remove();
rmSync(dataDir, { recursive: true, force: true });
await close();
await database.remove();
process.stdout.write(`${JSON.stringify({ seed, rounds: ROUNDS, done, problems }, null, 2)}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
