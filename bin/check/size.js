import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles } from './list-files.js';
import { root } from './root.js';

const MOST_LINES = 250;
const MEDIAN_BELOW = 60;
const SOURCES = ['bin', 'clients', 'core', 'migrations', 'schema', 'server', 'test'];
const COUNTED = ['bin', 'clients', 'core', 'schema', 'server'];

/** No source file over 250 lines, and half of the shipped ones under 60. */
export function size(base = root) {
  const lines = new Map(
    listFiles(base, SOURCES, /\.(ts|tsx|js|mjs)$/)
      .filter((path) => !path.includes('.generated.'))
      .map((path) => [path, readFileSync(join(base, path), 'utf8').split('\n').length - 1]),
  );
  const shipped = [...lines].filter(([path]) => COUNTED.some((folder) => path.startsWith(`${folder}/`)));
  const median = shipped.map(([, count]) => count).sort((a, b) => a - b)[Math.floor(shipped.length / 2)] ?? 0;
  const problems = [...lines]
    .filter(([, count]) => count > MOST_LINES)
    .map(([path, count]) => `${path} has ${count} lines, more than ${MOST_LINES}`);
  if (median >= MEDIAN_BELOW) problems.push(`the median file has ${median} lines, not under ${MEDIAN_BELOW}`);
  return { problems, note: `${lines.size} files, median ${median} lines` };
}
