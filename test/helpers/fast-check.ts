import fc from 'fast-check';
import { seed } from './seeded-random.js';

fc.configureGlobal({ seed });

/** fast-check, drawing by the seed of this run: `SEED` repeats a failure of any property. */
export { fc };
