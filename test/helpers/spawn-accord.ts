import type { ChildProcessByStdio } from 'node:child_process';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

const PROJECT = join(import.meta.dirname, '../..');
/** Of the surroundings only what a program needs to run: no settings of the developer's own. */
const KEPT = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'USER'];

/** A running command: what it has said, and its end. */
export interface Spawned {
  child: ChildProcessByStdio<null, Readable, Readable>;
  stdout(): string;
  stderr(): string;
  /** The exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>;
}

/** Runs `accord ARGS` as a process of its own, from the build of this test run, with `env` and the starter models. */
export function spawnAccord(args: string[], env: Record<string, string> = {}, cwd = process.cwd()): Spawned {
  const kept = Object.fromEntries(KEPT.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
  const child = spawn(process.execPath, [join(PROJECT, 'test/helpers/run-accord.js'), ...args], {
    cwd,
    env: {
      ...kept,
      ACCORD_TEST_BUILD: process.env.ACCORD_TEST_BUILD,
      SCORING_MODELS_DIR: join(PROJECT, 'scoring-models'),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
    });
  }
  return {
    child,
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    ended: new Promise((resolve) => {
      child.on('close', (code, signal) => resolve(code ?? signal ?? 1));
    }),
  };
}
