import { spawn } from 'node:child_process';
import { gitEnvironment } from './git-environment.js';

/** Where a git command looks; `objects` besides are those of a push that is not taken yet. */
export interface GitPlace {
  gitdir: string;
  quarantine?: string;
}

const MOST_OUTPUT = 128 * 1024 * 1024;
const PATIENCE_MS = 30_000;

/** Runs git and answers what it said; throws with its own words when it failed, took 30 s or said more than 128 MiB. */
export function runGit(place: GitPlace, args: readonly string[], input = ''): Promise<Buffer> {
  const { gitdir, quarantine } = place;
  const borrowed = quarantine && {
    GIT_OBJECT_DIRECTORY: quarantine,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: `${gitdir}/objects`,
  };
  return new Promise((resolve, reject) => {
    const child = spawn('git', ['--git-dir', gitdir, ...args], {
      env: { ...gitEnvironment(), ...borrowed },
      timeout: PATIENCE_MS,
      killSignal: 'SIGKILL',
    });
    const said: Buffer[] = [];
    let size = 0;
    let words = '';
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MOST_OUTPUT) child.kill('SIGKILL');
      else said.push(chunk);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      words = `${words}${text}`.slice(-2_000);
    });
    child.stdin.on('error', () => undefined);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve(Buffer.concat(said));
      else reject(new Error(`git ${args[0]} ended with ${code ?? signal}: ${words.trim()}`));
    });
    child.stdin.end(input);
  });
}
