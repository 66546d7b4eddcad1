import { setImmediate as turn } from 'node:timers/promises';
import { schemaErrors } from '../../core/definitions/schema-judge.js';
import { schemas } from '../../core/definitions/schemas/index.js';

/**
 * Compiles those schemas of definitions that are not yet, one by one with everything else let in between: the first diff would
 * do them all at once, in half a second.
 */
export async function compileSchemas(stopping: AbortSignal): Promise<void> {
  for (const name of Object.keys(schemas)) {
    await turn();
    if (stopping.aborted) return;
    schemaErrors(name, null);
  }
}
