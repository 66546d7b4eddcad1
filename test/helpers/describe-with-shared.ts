import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from '@jest/globals';

const SHARED = join(import.meta.dirname, '../../../shared');

/**
 * Tests on files that lie beside the project and are no part of it (`../shared/FOLDER`): where the folder is
 * absent they are skipped, and their name says why.
 */
export function describeWithShared(folder: string, name: string, tests: (path: string) => void): void {
  const path = join(SHARED, folder);
  if (existsSync(path)) describe(name, () => tests(path));
  // biome-ignore lint/suspicious/noSkippedTests: the data is not ours to ship
  else describe.skip(`${name} (there is no ../shared/${folder})`, () => tests(path));
}
