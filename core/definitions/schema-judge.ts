import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { RE2JS } from 're2js';
import type { Json } from '../scoring/facts.js';
import { schemas } from './schemas/index.js';

const compiled = new Map<string, ValidateFunction>();

/** The schema errors of a value under one of our schemas, at most 100; compiled on first use, regular expressions by RE2. */
export function schemaErrors(schemaName: string, value: Json): ErrorObject[] {
  let validate = compiled.get(schemaName);
  if (!validate) {
    const schema = Object.hasOwn(schemas, schemaName) ? schemas[schemaName] : undefined;
    if (!schema) throw new RangeError(`There is no schema '${schemaName}'.`);
    validate = new Ajv2020({
      strict: true,
      strictRequired: false,
      allowUnionTypes: true,
      allErrors: true,
      verbose: true,
      code: { regExp: linearRegExp },
    }).compile(schema);
    compiled.set(schemaName, validate);
  }
  return validate(value) ? [] : (validate.errors ?? []).slice(0, 100);
}

const linearRegExp = Object.assign(
  (pattern: string) => {
    const expression = RE2JS.compile(pattern);
    // ajv shares expressions by what `toString` answers
    return { test: (text: string) => expression.matcher(text).find(), toString: () => pattern };
  },
  { code: 'linearRegExp' },
);
