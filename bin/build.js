import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive } from './compile.js';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const FOLDERS = ['core', 'schema', 'server', 'clients', 'migrations'];
const PAGES = ['explorer', 'dashboard'];

/**
 * Brings `dist` up to the sources, judged by their content: TypeScript, and each page of clients/ that has a build.js.
 * Of several started at once one builds and the others wait. Type errors do not stop it: `npm run check` tells them.
 */
export async function build() {
  const wanted = fingerprints();
  if (isBuilt(wanted)) return;
  const release = await openDist();
  try {
    const built = readStamp();
    await Promise.all([
      built.code === wanted.code ? undefined : buildCode(),
      ...PAGES.filter((page) => wanted[page] && built[page] !== wanted[page]).map(async (page) => {
        if (!(await buildPage(page))) delete wanted[page];
      }),
    ]);
    writeFileSync(stampFile(), JSON.stringify(wanted));
  } finally {
    release();
  }
}

/** Takes the folder for this build; where it belongs to somebody else, that one has to build. */
async function openDist() {
  try {
    mkdirSync(dist, { recursive: true });
    return await lock(join(dist, '.building'));
  } catch (error) {
    return fail(`${dist} cannot be written (${error.code}): run "npm run build" as the user the project belongs to.`);
  }
}

async function buildCode() {
  const code = await run(join(root, 'node_modules/typescript/bin/tsc'), [
    ...['-p', join(root, 'tsconfig.json'), '--outDir', dist],
    ...['--incremental', 'false', '--tsBuildInfoFile', 'null', '--noCheck'],
  ]);
  if (code !== 0) fail(`The build failed: tsc ended with code ${code}.`);
  removeOrphans();
}

/** Whether the page is built; the server works without. */
async function buildPage(page) {
  if ((await run(join(root, 'clients', page, 'build.js'), [])) === 0) return true;
  process.stderr.write(`The page ${page} could not be built and will be missing: run "npm ci" without --omit=dev.\n`);
  return false;
}

const stampFile = () => join(dist, '.built');

function readStamp() {
  try {
    return JSON.parse(readFileSync(stampFile(), 'utf8'));
  } catch {
    return {};
  }
}

function isBuilt(wanted) {
  const built = readStamp();
  return Object.keys(wanted).every((part) => built[part] === wanted[part]);
}

/** One digest of the TypeScript sources and one of each page, of names and content. */
function fingerprints() {
  const isPage = (path) => PAGES.some((page) => path.startsWith(join('clients', page)));
  const files = FOLDERS.flatMap(listFiles);
  const pages = PAGES.filter((page) => existsSync(join(root, 'clients', page, 'build.js'))).map((page) => [
    page,
    digest([...listFiles(join('clients', page)), 'package-lock.json']),
  ]);
  const code = files.filter((path) => path.endsWith('.ts') && !isPage(path));
  return { code: digest([...code, 'tsconfig.json', 'package-lock.json']), ...Object.fromEntries(pages) };
}

function listFiles(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

function digest(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    const content = existsSync(join(root, path)) ? readFileSync(join(root, path)) : '';
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** Removes what was compiled from sources that are gone. */
function removeOrphans() {
  for (const path of FOLDERS.flatMap((folder) => listFiles(join('dist', folder)))) {
    const source = relative('dist', path).replace(/\.js(\.map)?$/, '.ts');
    if (source.endsWith('.ts') && !existsSync(join(root, source))) rmSync(join(root, path));
  }
}

/** Waits until no living process holds the lock file, then holds it; the answer lets it go. */
async function lock(file) {
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const holder = Number(existsSync(file) ? readFileSync(file, 'utf8') : 0);
      if (holder > 0 && !isAlive(holder)) rmSync(file, { force: true });
      await pause(50);
    }
  }
}

/** Runs a script of Node's and answers its exit code; what it prints goes to stderr, since stdout belongs to the command that is built for. */
function run(script, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { cwd: root, stdio: ['ignore', 2, 2] });
    child.on('error', reject);
    child.on('exit', resolve);
  });
}

function fail(sentence) {
  rmSync(join(dist, '.building'), { force: true });
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

if (process.argv[1] === import.meta.filename) await build();
