import { stringify } from 'yaml';
import { buildAsyncApi } from './asyncapi/build-asyncapi.js';
import { buildAccordSchema } from './build-schema.js';

/** The contract of events as text, the same every time: what `schema/asyncapi.yaml` holds. */
export function printAsyncApi(): string {
  return stringify(buildAsyncApi(buildAccordSchema()), { lineWidth: 120, aliasDuplicateObjects: false });
}
