import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { importBuilt, removeBuilt } from './check/built.js';
import { root } from './check/root.js';

try {
  const { printAccordSchema } = await importBuilt('schema/print-schema.ts');
  writeFileSync(join(root, 'schema/schema.graphql'), printAccordSchema());
  const { printAsyncApi } = await importBuilt('schema/print-asyncapi.ts');
  writeFileSync(join(root, 'schema/asyncapi.yaml'), printAsyncApi());
} finally {
  await removeBuilt();
}
