import type { Json } from '../../scoring/facts.js';
import { fileKind } from '../file-kinds.js';
import { type ChangeRule, type ChangeTest, changeRules } from './change-rules.js';
import type { ChangeLevel } from './definition-change.js';
import { isObject } from './is-object.js';
import type { Uses } from './uses-of.js';
import { type Act, type Step, stepNames, type ValueChange } from './value-change.js';

/** What rating a change needs to know of the two trees. */
export interface RatingContext {
  base: Uses;
  head: Uses;
  /** Whether the head's sign-offs.json asks for less than the base's. */
  asksLess: boolean;
  /** Models whose own file changes in a way that is not SAFE. */
  changedModels: ReadonlySet<string>;
}

/** A change to be rated: one inside a file, or (without steps) of a whole one. */
export interface RatedChange extends Pick<ValueChange, 'steps' | 'before' | 'after'> {
  path: string;
  act: Act | 'FILE_MOVED';
}

/** The class of a change by `changeRules`: the first that fits, else DANGEROUS. */
export function rateChange(change: RatedChange, context: RatingContext): ChangeLevel {
  const kind = fileKind(change.path)?.kind;
  const place = stepNames(change.steps);
  const rule = changeRules.find(
    (each) =>
      kind !== undefined &&
      each.of.includes(kind) &&
      (each.act === undefined || each.act.includes(change.act)) &&
      each.at.some((pattern) => isAt(pattern, place)) &&
      (each.if === undefined || tests[each.if](change, context)),
  );
  return rule?.level ?? 'DANGEROUS';
}

function isAt(pattern: ChangeRule['at'][number], place: readonly string[]): boolean {
  const parts = pattern === '' ? [] : pattern.slice(1).split('/');
  const open = parts.at(-1) === '**';
  const fixed = open ? parts.slice(0, -1) : parts;
  if (open ? place.length < fixed.length : place.length !== fixed.length) return false;
  if (open && fixed.length === 0 && place.length === 0) return false;
  return fixed.every((part, index) => part === '*' || part === place[index]);
}

const tests: { readonly [Name in ChangeTest]: (change: RatedChange, context: RatingContext) => boolean } = {
  runs: ({ path, before, act }, { base }) => base.models.has(modelOf(act === 'FILE_MOVED' ? String(before) : path)),
  'in-use': (change, { base }) => isUsed(change, base, change.act === 'RENAMED' ? String(change.before) : undefined),
  'used-in-head': (change, { head }) => isUsed(change, head),
  'model-dropped': ({ before, after }) =>
    Array.isArray(before) && before.some((model) => !Array.isArray(after) || !after.includes(model)),
  shadow: ({ before, after }) => [before, after].every(isShadow),
  'asked-whole': ({ steps }, { base, head }) =>
    [base, head].some((uses) => uses.wholeFrameworks.has(entryAt(steps, 1))),
  'asks-less': (_, { asksLess }) => asksLess,
  'rule-changed-too': ({ path }, { changedModels }) => changedModels.has(modelOf(path)),
};

/** Only a challenger as a whole tells its share; one whose share is changed is none. */
function isShadow(challenger: Json | undefined): boolean {
  return challenger === undefined || (isObject(challenger) && challenger['share'] === 0);
}

function isUsed({ path, steps }: RatedChange, uses: Uses, was?: string): boolean {
  if (steps.length === 0) return uses.models.has(modelOf(path));
  const key = was ?? entryAt(steps, steps.length - 1);
  const list = String(steps.at(-2));
  if (list === 'criteria') return uses.criteria.has(`${entryAt(steps, 1)} ${key}`);
  return Object.hasOwn(uses, list) ? uses[list as keyof Uses].has(key) : false;
}

function entryAt(steps: readonly Step[], index: number): string {
  const step = steps[index];
  return typeof step === 'string' ? step : (step?.entry ?? '');
}

function modelOf(path: string): string {
  return path.replace(/^models\/(.+?)(?:\.test)?\.json$/, '$1');
}
