import type { ErrorObject } from 'ajv/dist/2020.js';
import type { Json, JsonObject } from '../scoring/facts.js';
import type { Finding } from './finding.js';
import { pointerStep } from './pointer.js';
import { schemaErrors } from './schema-judge.js';
import { suggestWord } from './suggest-word.js';

/** What a file's schema finds wrong with its value, each as a sentence that names the value and says what to do. */
export function schemaProblems(path: string, schemaName: string, value: Json): Finding[] {
  const found = schemaErrors(schemaName, value)
    .filter((error) => error.keyword !== 'if' && error.keyword !== 'propertyNames')
    .map((error) => ({ level: 'error' as const, path, ...sentence(error) }));
  const meant = new Set(found.flatMap((one) => (one.code === 'unknown-property' ? meantAt(one) : [])));
  return found.filter(
    (one) => one.code !== 'missing-property' || !meant.has(`${one.pointer} ${one.message.split('"')[1]}`),
  );
}

/** A mistyped property says what is missing: one problem, not two. */
function meantAt({ pointer, message }: Finding): string[] {
  const near = /Did you mean "(.*)"\?$/.exec(message)?.[1];
  return near === undefined ? [] : [`${pointer.slice(0, pointer.lastIndexOf('/'))} ${near}`];
}

function sentence(error: ErrorObject): Omit<Finding, 'level' | 'path'> {
  const pointer = error.instancePath;
  const parent = (error.parentSchema ?? {}) as JsonObject;
  const limit = String(Object.values(error.params)[0]);
  const value = shown(error.data as Json);
  const invalid = (message: string, hint = wordsOf(parent)): Omit<Finding, 'level' | 'path'> => {
    return { code: 'schema', pointer, message, ...(hint ? { hint } : {}) };
  };
  if (error.propertyName !== undefined) {
    const message = `${JSON.stringify(error.propertyName)} is no name for a property here.`;
    return {
      code: 'bad-key',
      pointer: pointer + pointerStep(error.propertyName),
      of: 'key',
      message,
      hint: nameHint(parent),
    };
  }
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownProperty(pointer, String(error.params['additionalProperty']), parent);
    case 'required':
      if (parent['$comment'] === 'no-form') return noForm(pointer, error.data as JsonObject);
      return missingProperty(pointer, String(error.params['missingProperty']), parent);
    case 'type':
      return invalid(`This must be ${kindWords(error.params['type'])}, not ${value}.`);
    case 'enum': {
      const known = (error.params['allowedValues'] as Json[]).map(String);
      const near = suggestWord(String(error.data), known);
      const meant = near ? ` Did you mean '${near}'?` : '';
      return invalid(`${value} is not one of the values allowed here.${meant}`, `Allowed: ${known.join(', ')}.`);
    }
    case 'const':
      return invalid(`This must be ${shown(error.params['allowedValue'] as Json)}, not ${value}.`);
    case 'pattern':
      return patternProblem(pointer, value, parent);
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return invalid(`${value} must be ${String(error.params['comparison'])} ${String(error.params['limit'])}.`);
    case 'minItems':
    case 'minProperties':
      return invalid(`Here must be at least ${limit}${error.keyword === 'minItems' ? ' entries' : ' properties'}.`);
    case 'maxItems':
    case 'maxProperties':
      return invalid(`Here can be at most ${limit}${error.keyword === 'maxItems' ? ' entries' : ' properties'}.`);
    case 'minLength':
      return invalid('This text is empty.');
    case 'maxLength':
      return invalid(`This text is longer than ${limit} signs.`);
    case 'not':
      return invalid(`This must be a text, a number, true, false or null, not ${value}.`, '');
    case 'uniqueItems':
      return invalid(
        `The entries ${String(error.params['j'])} and ${String(error.params['i'])} are equal.`,
        'Keep one of the two.',
      );
    default:
      return invalid(`This ${error.message ?? 'is not allowed'}.`);
  }
}

function unknownProperty(pointer: string, name: string, parent: JsonObject): Omit<Finding, 'level' | 'path'> {
  const known = Object.keys((parent['properties'] ?? {}) as JsonObject);
  const near = suggestWord(name, known);
  return {
    code: 'unknown-property',
    pointer: pointer + pointerStep(name),
    of: 'key',
    message: `There is no property ${JSON.stringify(name)} here.${near ? ` Did you mean "${near}"?` : ''}`,
    hint: known.length > 0 ? `Known here: ${known.join(', ')}.` : 'Remove it.',
  };
}

function missingProperty(pointer: string, name: string, parent: JsonObject): Omit<Finding, 'level' | 'path'> {
  const schema = ((parent['properties'] ?? {}) as JsonObject)[name] as JsonObject | undefined;
  const words = schema ? wordsOf(schema) : '';
  return {
    code: 'missing-property',
    pointer,
    message: `The property "${name}" is missing.`,
    ...(words ? { hint: words } : {}),
  };
}

function noForm(pointer: string, data: JsonObject): Omit<Finding, 'level' | 'path'> {
  const forms = [
    'attribute',
    'activity',
    'ratio',
    'qualification',
    'answer',
    'score',
    'rule',
    'all',
    'any',
    'none',
    'of',
  ];
  const near = Object.keys(data)
    .map((name) => suggestWord(name, forms))
    .find(Boolean);
  return {
    code: 'unknown-condition',
    pointer,
    message: `${shown(data)} is no condition.${near ? ` Did you mean "${near}"?` : ''}`,
    hint: `A condition has one of: ${forms.join(', ')}.`,
  };
}

function patternProblem(pointer: string, value: string, parent: JsonObject): Omit<Finding, 'level' | 'path'> {
  const comment = parent['$comment'];
  if (comment === 'duration') {
    const months = /^"P[^T]*[YM]/.test(value) ? ' Months and years have no fixed length: use weeks or days.' : '';
    return {
      code: 'bad-duration',
      pointer,
      message: `${value} is no duration.${months}`,
      hint: 'ISO 8601 weeks, days, hours, minutes, seconds, such as P7D, PT24H or P1DT12H.',
    };
  }
  if (comment === 'key') return { code: 'bad-key', pointer, message: `${value} is no key.`, hint: nameHint(parent) };
  const hint = wordsOf(parent);
  return { code: 'schema', pointer, message: `${value} has not the form wanted here.`, ...(hint ? { hint } : {}) };
}

function nameHint(schema: JsonObject): string {
  return schema['$comment'] === 'key' || schema['pattern'] === '^[a-z][a-z0-9-]*$'
    ? 'Keys begin with a small letter and hold small letters, digits and hyphens.'
    : `Names have the form ${String(schema['pattern'] ?? 'of a short text')}.`;
}

function wordsOf(schema: JsonObject): string {
  const example = Array.isArray(schema['examples']) ? ` Example: ${JSON.stringify(schema['examples'][0])}.` : '';
  return typeof schema['description'] === 'string' ? `${schema['description']}${example}` : example.trim();
}

function kindWords(type: unknown): string {
  const words: { [type: string]: string } = {
    object: 'an object',
    array: 'a list',
    string: 'a text',
    integer: 'a whole number',
  };
  return [type]
    .flat()
    .map((one) => words[String(one)] ?? `a ${String(one)}`)
    .join(' or ');
}

function shown(value: Json): string {
  const printed = JSON.stringify(value) ?? 'nothing';
  return printed.length > 60 ? `${printed.slice(0, 57)}…` : printed;
}
