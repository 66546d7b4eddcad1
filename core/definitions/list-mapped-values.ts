import type { MappedFile, MappedValue } from './mapping.js';
import { pointerStep } from './pointer.js';

/** Every value a file of a mapping reads, with its JSON pointer inside the file. */
export function listMappedValues(file: MappedFile): { pointer: string; value: MappedValue }[] {
  const found: { pointer: string; value: MappedValue }[] = [];
  const one = (pointer: string, value: MappedValue | undefined) => {
    if (value !== undefined) found.push({ pointer, value });
  };
  const named = (pointer: string, values: object | undefined) => {
    for (const [name, value] of Object.entries(values ?? {})) one(pointer + pointerStep(name), value as MappedValue);
  };
  one('/at', file.at);
  one('/sequence', file.sequence);
  named('/lead', file.lead);
  named('/fields', file.fields);
  named('/attributes', file.attributes);
  one('/account/domain', file.account?.domain);
  one('/account/name', file.account?.name);
  named('/account/attributes', file.account?.attributes);
  file.externalIds?.forEach(({ value }, index) => {
    one(`/externalIds/${index}/value`, value);
  });
  file.activities?.forEach(({ when: _, properties, ...values }, index) => {
    named(`/activities/${index}`, values);
    named(`/activities/${index}/properties`, properties);
  });
  file.stages?.forEach(({ when: _, attributes, ...values }, index) => {
    named(`/stages/${index}`, values);
    named(`/stages/${index}/attributes`, attributes);
  });
  return found;
}
