import type { Json, JsonObject } from '../../scoring/facts.js';

/** A JSON Schema 2020-12 document or a part of one. */
export type Schema = JsonObject;

/** One property: its schema with the words an editor shows. */
export function property(title: string, description: string, examples: Json[], schema: Schema): Schema {
  return { title, description, examples, ...schema };
}

/** An object that refuses properties it does not list. */
export function closed(properties: { [name: string]: Schema }, required: string[] = []): Schema {
  return { type: 'object', properties, required, additionalProperties: false };
}

/** Where the object has these members, of which the words are taken from `form`. */
export function having(members: string[], form: Schema): Schema {
  const known = form['properties'] as { [name: string]: Schema };
  const words = members.map((name) => {
    const { title = name, description = name, examples = [name] } = known[name] ?? {};
    return [name, { title, description, examples }];
  });
  return { properties: Object.fromEntries(words) as Schema, required: members };
}

/** The first of the forms whose member is there, else the last schema. */
export function formByMember(forms: [member: string, form: Schema][], otherwise: Schema): Schema {
  return forms.reduceRight<Schema>(
    (rest, [member, form]) => ({ if: having([member], form), then: form, else: rest }),
    otherwise,
  );
}

/** A whole file: `$schema` and `language` beside its own properties. */
export function file(
  title: string,
  description: string,
  schemaPath: string,
  properties: { [name: string]: Schema },
  required: string[],
  definitions: { [name: string]: Schema } = {},
): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title,
    description,
    ...closed(
      {
        $schema: property('Schema', 'Path of the schema of this file, relative to the file.', [schemaPath], text),
        ...properties,
      },
      required,
    ),
    ...(Object.keys(definitions).length > 0 ? { $defs: definitions } : {}),
  };
}

/** A text of 1 to 4,000 signs. */
export const text: Schema = { type: 'string', minLength: 1, maxLength: 4000 };
/** A stable name. */
export const key: Schema = { $comment: 'key', type: 'string', pattern: '^[a-z][a-z0-9-]*$', maxLength: 100 };
/** A list of different keys. */
export const keys: Schema = { type: 'array', items: key, uniqueItems: true, maxItems: 500 };
/** Any number. */
export const number: Schema = { type: 'number' };
/** True or false. */
export const boolean: Schema = { type: 'boolean' };
/** One text, or a list of texts. */
export const textOrTexts: Schema = {
  if: { type: 'array' },
  then: { type: 'array', items: { type: 'string', minLength: 1, maxLength: 200 }, minItems: 1, maxItems: 100 },
  else: { type: 'string', minLength: 1, maxLength: 200 },
};
/** Two numbers. */
export const numberPair: Schema = { type: 'array', items: number, minItems: 2, maxItems: 2 };
/** ISO 8601 weeks, days, hours, minutes, seconds; no months, no years. */
export const duration: Schema = {
  $comment: 'duration',
  type: 'string',
  maxLength: 40,
  pattern: '^P([0-9]+W|([0-9]+D)?(T([0-9]+H)?([0-9]+M)?([0-9]+(\\.[0-9]+)?S)?)?)$',
};
/** A day as YYYY-MM-DD. */
export const date: Schema = { type: 'string', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' };
/** One of the three teams. */
export const team: Schema = { enum: ['marketing', 'sales', 'revops'] };
/** Any JSON value. */
export const anyValue: Schema = true as unknown as Schema;

/** The property `language`. */
export const language: Schema = property(
  'Language version',
  'The version of the definitions language this file is written in; 1 today.',
  [1],
  { const: 1 },
);

/** The property `rationale`. */
export const rationale: Schema = property(
  'Rationale',
  'Why it is so, for whoever reads it next year.',
  ['agreed 2026-Q4'],
  text,
);

/** The property `acknowledge`. */
export const acknowledge: Schema = property(
  'Acknowledged warnings',
  'Answers to warnings of the check: which one, and because of what.',
  [[{ warning: 'no-negative-rule', because: 'every lead of this source is in the profile' }]],
  {
    type: 'array',
    maxItems: 50,
    items: closed(
      {
        warning: property('Warning', 'The code of the warning answered.', ['no-negative-rule'], text),
        because: property('Because', 'Why it may stand.', ['agreed with sales on 1 October'], text),
      },
      ['warning', 'because'],
    ),
  },
);
