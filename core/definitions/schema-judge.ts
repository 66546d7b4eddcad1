import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { RE2JS } from 're2js';
import type { Json } from '../scoring/facts.js';
import { conditionDefinitions } from './schemas/conditions.js';
import { schemas } from './schemas/index.js';
import type { Schema } from './schemas/parts.js';

const compiled = new Map<string, ValidateFunction>();
let shared: Ajv2020 | undefined;

/** The schema errors of a value under one of our schemas, at most 100; compiled on first use, regular expressions by RE2. */
export function schemaErrors(schemaName: string, value: Json): ErrorObject[] {
  let validate = compiled.get(schemaName);
  if (!validate) {
    const schema = Object.hasOwn(schemas, schemaName) ? schemas[schemaName] : undefined;
    if (!schema) throw new RangeError(`There is no schema '${schemaName}'.`);
    shared ??= withConditions();
    validate = shared.compile(withoutConditions(schema));
    compiled.set(schemaName, validate);
  }
  return validate(value) ? [] : (validate.errors ?? []).slice(0, 100);
}

/** Conditions stand in five schemas: as schemas of their own they are compiled once, in a third of the time. */
function withConditions(): Ajv2020 {
  const ajv = new Ajv2020({
    strict: true,
    allErrors: true,
    verbose: true,
    // code that is made shorter takes longer to make, and no less to run
    code: { regExp: linearRegExp, optimize: false },
  });
  for (const [name, schema] of Object.entries(conditionDefinitions)) {
    ajv.addSchema({ ...withoutConditions(schema), $id: `condition:${name}` });
  }
  return ajv;
}

function withoutConditions(schema: Schema): Schema {
  const moved = JSON.stringify(schema, (name, value: unknown) => {
    const target = name === '$ref' ? /^#\/\$defs\/(.*)$/.exec(String(value))?.[1] : undefined;
    return target !== undefined && Object.hasOwn(conditionDefinitions, target) ? `condition:${target}` : value;
  });
  const copy = JSON.parse(moved) as Schema & { $defs?: Schema };
  for (const name of Object.keys(conditionDefinitions)) delete copy.$defs?.[name];
  return copy;
}

const linearRegExp = Object.assign(
  (pattern: string) => {
    const expression = RE2JS.compile(pattern);
    // ajv shares expressions by what `toString` answers
    return { test: (text: string) => expression.matcher(text).find(), toString: () => pattern };
  },
  { code: 'linearRegExp' },
);
