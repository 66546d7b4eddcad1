import { execFile } from 'node:child_process';

/** What a git command said, errors and remarks included, and how it ended. */
export interface Said {
  code: number;
  out: string;
  err: string;
}

/** Runs a stock git as somebody who has no settings of his own. */
export function git(cwd: string, ...args: string[]): Promise<Said> {
  return new Promise((resolve) => {
    const env = {
      PATH: process.env.PATH ?? '',
      HOME: cwd,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_TERMINAL_PROMPT: '0',
      GIT_AUTHOR_NAME: 'Ada',
      GIT_AUTHOR_EMAIL: 'ada@example.com',
      GIT_COMMITTER_NAME: 'Ada',
      GIT_COMMITTER_EMAIL: 'ada@example.com',
    };
    execFile('git', args, { cwd, env, maxBuffer: 64 * 1024 * 1024 }, (error, out, err) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, out, err });
    });
  });
}
