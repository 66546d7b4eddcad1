import { build } from '../../bin/build.js';

// The sources are TypeScript: whoever imports the package before anything was started has them built first.
await build();

export const { AccordError, createClient } = await import('../../dist/clients/sdk/index.js');
