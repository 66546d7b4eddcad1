import { StartRefused } from '../start-refused.js';

/** Runs a machine command; what the operator can mend is one sentence on stderr, anything else with its stack; both exit code 1. */
export async function orRefuse(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const text = error instanceof StartRefused ? error.message : error instanceof Error ? error.stack : String(error);
    process.stderr.write(`${text}\n`);
    process.exit(1);
  }
}
