import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const here = import.meta.dirname;
const PACKAGES = ['graphiql', 'monaco-editor', 'monaco-graphql', 'react-dom', 'graphql', 'esbuild'];
const ENTRIES = {
  main: join(here, 'main.js'),
  'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
  'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
  'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
};

const outDir = resolve(process.argv[2] ?? join(here, '../../dist/public/explorer'));
const stamp = join(outDir, '.stamp');
const wanted = await digest();
if ((await readFile(stamp, 'utf8').catch(() => '')) !== wanted) {
  await rm(outDir, { recursive: true, force: true });
  await mkdir(outDir, { recursive: true });
  await build({
    entryPoints: ENTRIES,
    outdir: outDir,
    bundle: true,
    format: 'esm',
    splitting: true,
    minify: true,
    target: 'es2022',
    chunkNames: 'chunks/[name]-[hash]',
    assetNames: 'assets/[name]-[hash]',
    loader: { '.ttf': 'file' },
    define: { 'process.env.NODE_ENV': '"production"' },
    publicPath: '/explorer',
    legalComments: 'none',
    logLevel: 'warning',
  });
  await copyFile(join(here, 'index.html'), join(outDir, 'index.html'));
  await writeFile(stamp, wanted);
}

/** Names everything the output is made of: the sources here and the versions of what they bundle. */
async function digest() {
  const hash = createHash('sha256');
  const require = createRequire(import.meta.url);
  for (const name of (await readdir(here)).sort()) hash.update(name).update(await readFile(join(here, name)));
  for (const name of PACKAGES) hash.update(`${name}@${versionOf(require, name)}\n`);
  return hash.digest('hex');
}

function versionOf(require, name) {
  for (const folder of require.resolve.paths(name)) {
    try {
      return require(join(folder, name, 'package.json')).version;
    } catch {
      // not in this folder
    }
  }
  return 'missing';
}
