import { rmSync } from 'node:fs';

/** Stops the PostgreSQL of the run and removes all that the setup made. */
export default async function globalTeardown() {
  const { build, home, postgres } = globalThis.accordTest;
  await postgres.stop();
  for (const path of [build, home]) rmSync(path, { recursive: true, force: true });
}
