import { loadavg } from 'node:os';

/** Prints what a fault script found as JSON, with the load of the machine, and sets the exit code: 0 when all `passes`. */
export function tellResult(name: string, found: Record<string, unknown>, passes: Record<string, boolean>): void {
  const load = Math.round((loadavg()[0] ?? 0) * 10) / 10;
  process.stdout.write(`${JSON.stringify({ name, load, ...found, passes }, null, 2)}\n`);
  if (!Object.values(passes).every(Boolean)) process.exitCode = 1;
}
