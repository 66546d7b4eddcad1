import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printCanonical } from '../../../core/definitions/canonical.js';
import { schemas } from '../../../core/definitions/schemas/index.js';

/** Writes the schemas the platform judges with into `schemas/` of a folder, for editors; returns their paths. */
export function writeSchemas(folder: string): string[] {
  mkdirSync(join(folder, 'schemas'), { recursive: true });
  return Object.entries(schemas).map(([name, schema]) => {
    const path = join(folder, 'schemas', name);
    writeFileSync(path, printCanonical(schema));
    return path;
  });
}
