import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { build as buildAccord } from './build.js';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'test', 'faults');
const known = readdirSync(folder)
  .filter((file) => file.endsWith('.fault.ts'))
  .map((file) => file.slice(0, -'.fault.ts'.length));
const [name, ...options] = process.argv.slice(2);

if (!known.includes(name)) {
  process.stderr.write(`Usage: npm run faults NAME [-- --json]\nNAME is one of: ${known.join(', ')}\n`);
  process.exit(2);
}
await buildAccord();
// Beside the sources, so that imports of packages resolve, and in a folder that git ignores.
const outdir = join(root, 'node_modules', '.cache', 'faults');
mkdirSync(outdir, { recursive: true });
const outfile = join(outdir, `${name}.js`);
await build({
  entryPoints: [join(folder, `${name}.fault.ts`)],
  outfile,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node22',
  logLevel: 'error',
});
const ran = spawnSync(process.execPath, [outfile, ...options], {
  stdio: 'inherit',
  env: { ...process.env, ACCORD_PROJECT: root },
});
process.exit(ran.status ?? 1);
