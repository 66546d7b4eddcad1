import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const PASSED_OVER = /^(node_modules|dist|data|coverage|\.git|\.test-build-\d+)$/;

/** Paths below `folders` of `base`, relative to it, that end as `pattern` says; sorted. Missing folders are empty. */
export function listFiles(base, folders, pattern) {
  return folders
    .flatMap((folder) => walk(base, folder))
    .filter((path) => pattern.test(path))
    .sort();
}

function walk(base, folder) {
  let entries;
  try {
    entries = readdirSync(join(base, folder), { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    if (PASSED_OVER.test(entry.name)) return [];
    const path = folder === '.' ? entry.name : `${folder}/${entry.name}`;
    return entry.isDirectory() ? walk(base, path) : [path];
  });
}
