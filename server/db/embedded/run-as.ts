import { spawn } from 'node:child_process';
import type { Account } from './account.js';

/** What a finished program left: `code` is null when it could not be started, and `output` says why. */
export interface Outcome {
  code: number | null;
  output: string;
}

/** Runs a program to its end under `account`, with `input` on its stdin; never throws. The folder is entered before privileges drop. */
export const runAs = (account: Account, file: string, args: string[], cwd: string, input = ''): Promise<Outcome> =>
  new Promise((resolve) => {
    const child = spawn(file, args, { cwd, ...account, stdio: 'pipe', env: { ...process.env, LC_ALL: 'C' } });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.on('error', (error) => resolve({ code: null, output: error.message }));
    child.on('close', (code, signal) =>
      resolve({ code: code ?? 1, output: signal ? `${output} (${signal})` : output }),
    );
    child.stdin.on('error', () => undefined).end(input);
  });
