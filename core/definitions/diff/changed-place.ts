import { pointerStep } from '../pointer.js';
import type { ValueChange } from './value-change.js';

/** Where a change lies, by the keys of the base: `/reasons/bad-timing/label`; `*` for an entry without a key. */
export function changedPlace({ act, steps, before }: ValueChange): string {
  const names = steps.map((step) => (typeof step === 'string' ? step : step.entry.replace(/^[#+].*/s, '*')));
  if (act === 'RENAMED') names[names.length - 1] = String(before);
  return names.map(pointerStep).join('');
}
