import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { printCanonical } from '../../../core/definitions/canonical.js';
import { fileKind } from '../../../core/definitions/file-kinds.js';
import { schemaProblems } from '../../../core/definitions/schema-problems.js';
import { schemas } from '../../../core/definitions/schemas/index.js';
import type { Json, JsonObject } from '../../../core/scoring/facts.js';
import { starter } from './tree-files.js';

const isObject = (value: Json | undefined): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

function propertiesOf(schema: Json, at: string): [string, JsonObject][] {
  if (Array.isArray(schema)) return schema.flatMap((one, index) => propertiesOf(one, `${at}/${index}`));
  if (!isObject(schema)) return [];
  return Object.entries(schema).flatMap(([name, child]) => {
    if (name === 'examples' || name === 'enum' || name === 'const') return [];
    const here = `${at}/${name}`;
    const isList = name === 'properties' && !at.endsWith('/properties');
    const own = isList && isObject(child) ? Object.entries(child) : [];
    return [
      ...own.map(([key, one]): [string, JsonObject] => [`${here}/${key}`, one as JsonObject]),
      ...propertiesOf(child, here),
    ];
  });
}

describe('the schemas', () => {
  it.each(Object.entries(schemas))('%s says of every property what it is, with examples', (_name, schema) => {
    const properties = propertiesOf(schema, '');
    expect(properties.length).toBeGreaterThan(0);
    for (const [at, one] of properties) {
      expect([at, typeof one['title'], typeof one['description'], Array.isArray(one['examples'])]).toEqual([
        at,
        'string',
        'string',
        true,
      ]);
      expect((one['examples'] as Json[]).length).toBeGreaterThan(0);
    }
  });

  it.each(Object.keys(schemas))('%s has its copy in scoring-models/schemas (npx accord models schemas)', (name) => {
    expect(starter[`schemas/${name}`]).toBe(printCanonical(schemas[name] as Json));
  });

  it.each(Object.entries(schemas))('%s is taken by a validator in strict mode', (_name, schema) => {
    expect(new Ajv2020({ strict: true }).compile(schema)({})).toBe(false);
  });

  it('passes every file of the starter set, and refuses an unknown property in every object of it', () => {
    const open = new Set([
      'properties',
      'attributes',
      'scores',
      'leadAttributes',
      'accountAttributes',
      'activities',
      'dwell',
      'where',
    ]);
    for (const [path, text] of Object.entries(starter)) {
      const schema = fileKind(path)?.schema;
      if (schema === undefined) continue;
      const value = JSON.parse(text) as Json;
      expect([path, schemaProblems(path, schema, value)]).toEqual([path, []]);
      visit(value, '', (object, at) => {
        if (open.has(at.split('/').pop() ?? '')) return;
        object['zzz'] = 1;
        const codes = schemaProblems(path, schema, value).map((problem) => `${problem.code} ${problem.pointer}`);
        expect([path, codes]).toEqual([path, [`unknown-property ${at}/zzz`]]);
        delete object['zzz'];
      });
    }
  });

  it('turns schema errors into sentences with what was meant', () => {
    const model = JSON.parse(starter['models/hundred-point.json'] as string) as JsonObject;
    const said = (change: (rule: JsonObject) => void) => {
      const copy = structuredClone(model);
      change((copy['rules'] as JsonObject[])[0] as JsonObject);
      return schemaProblems('m.json', 'scoring-model.schema.json', copy).map((one) => `${one.pointer}: ${one.message}`);
    };
    expect(said((rule) => Object.assign(rule, { pionts: 3 }))).toEqual([
      '/rules/0/pionts: There is no property "pionts" here. Did you mean "points"?',
    ]);
    expect(
      said((rule) => {
        delete rule['points'];
        rule['pionts'] = 20;
      }),
    ).toHaveLength(1);
    expect(said((rule) => delete rule['points'])).toEqual(['/rules/0: The property "points" is missing.']);
    expect(said((rule) => Object.assign(rule, { points: '20' }))).toEqual([
      '/rules/0/points: This must be a number, not "20".',
    ]);
    expect(said((rule) => Object.assign(rule, { key: 'Head Count' }))).toEqual([
      '/rules/0/key: "Head Count" is no key.',
    ]);
    expect(said((rule) => Object.assign(rule, { when: { atribute: 'x', equals: 1 } }))).toEqual([
      '/rules/0/when: {"atribute":"x","equals":1} is no condition. Did you mean "attribute"?',
    ]);
    expect(said((rule) => Object.assign(rule, { when: { activity: 'a', within: 'P1M' } }))).toEqual([
      '/rules/0/when/within: "P1M" is no duration. Months and years have no fixed length: use weeks or days.',
    ]);
    expect(said((rule) => Object.assign(rule, { when: { activity: 'a', atLeast: 2 } }))).toEqual([
      '/rules/0/when/atLeast: There is no property "atLeast" here.',
    ]);
  });
});

function visit(value: Json, at: string, act: (object: JsonObject, at: string) => void): void {
  if (Array.isArray(value)) value.forEach((one, index) => visit(one, `${at}/${index}`, act));
  if (!isObject(value)) return;
  for (const [name, child] of Object.entries(value)) visit(child, `${at}/${name.replaceAll('/', '~1')}`, act);
  act(value, at);
}
