import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.js';
import { runCommand } from './run-command.js';

/** The sources and the tests pass the type checker; so do the benchmarks where their peers are installed. */
export async function types() {
  const withBench = existsSync(join(root, 'test/bench/node_modules'));
  const configs = ['tsconfig.json', 'tsconfig.test.json', ...(withBench ? ['test/bench/tsconfig.json'] : [])];
  const problems = [];
  for (const config of configs) {
    const options = ['--noEmit', '--incremental', 'false', '--pretty', 'false'];
    const { code, out, err } = await runCommand('tsc', ['-p', config, ...options]);
    const lines = `${out}${err}`.split('\n').filter((line) => line.trim() !== '');
    if (code !== 0) problems.push(...(lines.length > 0 ? lines : [`tsc ended with code ${code} and no words`]));
  }
  return { problems: [...new Set(problems)], note: withBench ? '' : 'benchmarks not: their peers are not installed' };
}
