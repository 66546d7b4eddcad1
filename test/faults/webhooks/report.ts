import { loadavg } from 'node:os';

/** Prints what a script found as one JSON document, with the load it ran under; problems make the exit code 1. */
export function report(found: { problems: string[] } & Record<string, unknown>): void {
  const { problems, ...rest } = found;
  const load = loadavg().map((value) => Math.round(value * 10) / 10);
  process.stdout.write(`${JSON.stringify({ ...rest, load, problems: problems.slice(0, 20) }, null, 2)}\n`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
