import { runCommand } from './run-command.js';

/** The sources and the tests pass the type checker. */
export async function types() {
  const results = [];
  for (const config of ['tsconfig.json', 'tsconfig.test.json']) {
    results.push(await runCommand('tsc', ['-p', config, '--noEmit', '--incremental', 'false', '--pretty', 'false']));
  }
  const problems = results.flatMap(({ code, out, err }) => {
    const lines = `${out}${err}`.split('\n').filter((line) => line.trim() !== '');
    return code === 0 ? [] : lines.length > 0 ? lines : [`tsc ended with code ${code} and no words`];
  });
  return { problems: [...new Set(problems)] };
}
