import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const bench = join(import.meta.dirname, '..', 'test', 'bench');
const known = readdirSync(bench)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.slice(0, -'.bench.ts'.length));
const [name, ...options] = process.argv.slice(2);

if (!known.includes(name)) {
  process.stderr.write(`Usage: npm run bench NAME [-- --json]\nNAME is one of: ${known.join(', ')}\n`);
  process.exit(2);
}
if (!existsSync(join(bench, 'node_modules', '.package-lock.json'))) {
  process.stderr.write('Installing the peers to measure against (test/bench)\n');
  const installed = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: bench, stdio: ['ignore', 2, 2] });
  if (installed.status !== 0) process.exit(1);
}
// Beside the peers, so that imports of them resolve, and in a folder that git ignores.
const outfile = join(bench, 'node_modules', '.cache', 'bench', `${name}.js`);
await build({
  entryPoints: [join(bench, `${name}.bench.ts`)],
  outfile,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node22',
  logLevel: 'error',
});
const ran = spawnSync(process.execPath, ['--expose-gc', outfile, ...options], { stdio: 'inherit' });
process.exit(ran.status ?? 1);
