import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './root.js';

/** Runs a program of node_modules/.bin (or of the PATH) in `cwd`; resolves with its exit code and what it printed. */
export function runCommand(command, args, { cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const path = `${join(root, 'node_modules/.bin')}:${process.env.PATH}`;
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, PATH: path } });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      err += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}
