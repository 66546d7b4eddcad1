import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.js';

const LOCKFILES = ['package-lock.json', 'test/bench/package-lock.json'];

/**
 * The lockfiles hold every optional package, those of other platforms too: a registry that does not carry them leaves
 * them out of what `npm install` writes, and `npm ci` then refuses the lockfile. And they name no registry.
 */
export function lockfile(texts = LOCKFILES.map((path) => readFileSync(join(root, path), 'utf8'))) {
  const judged = texts.map(judge);
  return {
    problems: judged.flatMap(({ problems }) => problems),
    note: `${judged.reduce((sum, { count }) => sum + count, 0)} packages`,
  };
}

function judge(text) {
  const { packages } = JSON.parse(text);
  const problems = Object.entries(packages).flatMap(([path, { optionalDependencies = {}, resolved = '' }]) => [
    ...Object.keys(optionalDependencies)
      .filter((name) => !isLocked(packages, path, name))
      .map((name) => `${path || 'package.json'} may want ${name}, which is not locked: npm ci will refuse`),
    ...(resolved.startsWith('http') ? [`${path} names a registry`] : []),
  ]);
  return { problems, count: Object.keys(packages).length };
}

function isLocked(packages, path, name) {
  for (let folder = path; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
    if (Object.hasOwn(packages, `${folder ? `${folder}/` : ''}node_modules/${name}`)) return true;
    if (folder === '') return false;
  }
}
