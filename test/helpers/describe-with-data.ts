import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from '@jest/globals';

const DATA = join(import.meta.dirname, '../../../shared/data');

/**
 * Tests on real data that lies beside the project and is no part of it (`../shared/data/FOLDER`): where the folder is
 * absent they are skipped, and their name says why.
 */
export function describeWithData(folder: string, name: string, tests: (path: string) => void): void {
  const path = join(DATA, folder);
  if (existsSync(path)) describe(name, () => tests(path));
  // biome-ignore lint/suspicious/noSkippedTests: the data is not ours to ship
  else describe.skip(`${name} (no data in ../shared/data/${folder})`, () => tests(path));
}
