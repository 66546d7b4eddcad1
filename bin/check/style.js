import { relative } from 'node:path';
import { root } from './root.js';
import { runCommand } from './run-command.js';

/** Format and lint, as biome.json says; `npm run format` mends most of it. */
export async function style() {
  const options = ['--colors=off', '--reporter=github', '--max-diagnostics=200'];
  const { code, out, err } = await runCommand('biome', ['ci', ...options, '.']);
  if (code === 0) return { problems: [] };
  const told = out.split('\n').flatMap((line) => {
    const found = line.match(/^::error title=([^,]+),file=([^,]+),line=(\d+).*?::(.*)/);
    return found ? [`${relative(root, found[2])}:${found[3]} ${found[4]} (${found[1]})`] : [];
  });
  return { problems: told.length > 0 ? told : [err || out] };
}
