import type { Json } from '../../scoring/facts.js';
import { isObject } from './is-object.js';
import { normalForm } from './normal-form.js';

/** Members that make the form of a condition, trigger, fact or fade; the first that is there names it. */
const FORMS: readonly [member: string, subject: boolean][] = [
  ['of', false],
  ['all', false],
  ['any', false],
  ['none', false],
  ['attribute', true],
  ['ratio', false],
  ['activity', true],
  ['qualification', true],
  ['answer', true],
  ['score', true],
  ['rule', true],
  ['enter', true],
  ['leave', true],
  ['handoff', true],
  ['assigned', false],
  ['threshold', true],
  ['sla', true],
  ['linear', false],
  ['halfLife', false],
  ['percent', false],
  ['before', false],
  ['paths', true],
  ['type', true],
];

/** The form of an object without a key: `activity`, `all`, `enter`; null where it has none of them. */
export function formOf(value: Json): string | null {
  if (!isObject(value) || Object.hasOwn(value, 'key')) return null;
  return FORMS.find(([member]) => Object.hasOwn(value, member))?.[0] ?? null;
}

/** Form and subject of a condition, trigger or fact: what stays the same when its figures are changed. */
export function subjectOf(value: Json): string | null {
  const form = formOf(value);
  if (form === null || !isObject(value)) return null;
  const told = FORMS.find(([member]) => member === form)?.[1];
  return told ? `${form} ${normalForm(value[form] as Json, form)}` : form;
}
