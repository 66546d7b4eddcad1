import { setImmediate as turn } from 'node:timers/promises';
import { schemaErrors } from '../../core/definitions/schema-judge.js';
import { schemas } from '../../core/definitions/schemas/index.js';

/** Compiles the schemas of definitions one by one, whatever else is to be done first: the first diff would do them all at once, in half a second. */
export async function compileSchemas(stopping: AbortSignal): Promise<void> {
  for (const name of Object.keys(schemas)) {
    await turn();
    if (stopping.aborted) return;
    schemaErrors(name, null);
  }
}
