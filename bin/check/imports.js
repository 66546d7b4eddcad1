import { join } from 'node:path';
import { listFiles } from './list-files.js';
import { root } from './root.js';
import { runCommand } from './run-command.js';

const FOLDERS = ['core', 'schema', 'server', 'clients', 'migrations'];

/**
 * Imports go down only (.dependency-cruiser.mjs). Also fails when the cruiser read fewer modules than there are sources:
 * without a parser for them it reads none and finds nothing wrong.
 */
export async function imports(base = root) {
  const sources = listFiles(base, FOLDERS, /\.tsx?$/).filter((path) => !path.endsWith('.d.ts'));
  const present = FOLDERS.filter((folder) => sources.some((path) => path.startsWith(`${folder}/`)));
  const config = join(root, '.dependency-cruiser.mjs');
  const { out, err } = await runCommand('depcruise', ['--config', config, '--output-type', 'json', ...present], {
    cwd: base,
  });
  if (!out.startsWith('{')) return { problems: [`dependency-cruiser failed: ${err || out}`] };

  const { modules, summary } = JSON.parse(out);
  const read = new Set(modules.map((module) => module.source));
  const unread = sources.filter((path) => !read.has(path));
  return {
    problems: [
      ...summary.violations.map(describe),
      ...unread.map((path) => `${path} was not read by dependency-cruiser`),
    ],
    note: `${sources.length} files`,
  };
}

function describe({ rule, from, to, cycle }) {
  const path = cycle ? cycle.map((step) => step.name).join(' → ') : to;
  return `${from} → ${path} (${rule.name})`;
}
