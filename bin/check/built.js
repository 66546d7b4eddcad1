import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compile } from '../compile.js';

let building;

/** Imports a compiled module by its path in the sources (`schema/print-schema.ts`); compiles once a process. */
export async function importBuilt(path) {
  building ??= compile();
  return import(pathToFileURL(join(await building, path.replace(/\.ts$/, '.js'))).href);
}

/** Removes what was compiled. */
export async function removeBuilt() {
  if (building) rmSync(await building, { recursive: true, force: true });
}
