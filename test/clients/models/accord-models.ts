import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { spawnAccord } from '../../helpers/spawn-accord.js';

export const PROJECT: string = join(import.meta.dirname, '../../..');
export const MODEL = 'models/hundred-point.json';
/** A folder of this test file's own, removed at its end. */
export const home: string = mkdtempSync(join(tmpdir(), 'accord-models-'));

afterAll(() => rmSync(home, { recursive: true, force: true }));

let made = 0;

/** A copy of the starter definitions, one file of it changed. */
export function folderWith(path?: string, change: (text: string) => string = (text) => text): string {
  const folder = join(home, `tree-${made++}`);
  cpSync(join(PROJECT, 'scoring-models'), folder, { recursive: true });
  if (path) writeFileSync(join(folder, path), change(readFileSync(join(folder, path), 'utf8')));
  return folder;
}

/** Runs `accord` to its end. */
export async function accord(...args: string[]): Promise<{ code: number | string; stdout: string; stderr: string }> {
  const { ended, stdout, stderr } = spawnAccord(args, {}, home);
  return { code: await ended, stdout: stdout(), stderr: stderr() };
}
