import type { Json } from '../../scoring/facts.js';
import { listWords } from '../agreement/list-words.js';
import { pointerMembers } from '../pointer.js';
import { isObject } from './is-object.js';
import { listKind, orderMatters } from './list-kind.js';
import { memberWords } from './member-words.js';
import { shortenChange } from './shorten-change.js';
import { subjectWords } from './subject-words.js';
import type { Step, ValueChange } from './value-change.js';
import { valueWords } from './value-words.js';

/** What it means that a condition, trigger or fact joins a list, or leaves it. */
const JOINS: { readonly [list: string]: readonly [joined: string, left: string] } = {
  all: ['also asks for', 'no longer asks for'],
  any: ['is now also met by', 'is no longer met by'],
  none: ['now rules out', 'no longer rules out'],
  of: ['now also counts', 'no longer counts'],
  ignore: ['now also ignores', 'no longer ignores'],
  stopsOn: ['now also stops on', 'no longer stops on'],
  cancelsOn: ['is now also moot on', 'is no longer moot on'],
  pausesOn: ['now also pauses on', 'no longer pauses on'],
  resumesOn: ['now also goes on with', 'no longer goes on with'],
  warnAt: ['now also warns', 'no longer warns'],
  escalate: ['now also:', 'no longer:'],
};

/** A change in a sentence a sales lead understands: 'Threshold mql: total at least 60 → 75'. */
export function sayChange(path: string, head: Json, change: ValueChange): string {
  const { act, steps, before, after } = change;
  const { words, list, rest } = subjectWords(path, change.within?.steps ?? steps);
  if (act === 'RENAMED') return `${words.replace(/\S+$/, String(before))} is now called ${after}`;
  if (act === 'REORDERED') return reordered(words, rest, change);
  if (change.within) {
    const name = nameOf(change.within.steps);
    const phrase = shortenChange(valueWords(name, change.within.before), valueWords(name, change.within.after));
    return sentence(words, memberWords(rest), isTold(phrase) ? phrase : figures(nameOf(steps), before, after));
  }
  if (rest.length === 0) return list === null ? `${words} changed` : entry(words, list, change);
  const name = nameOf(rest);
  const joins = typeof rest.at(-1) === 'object' && Object.hasOwn(JOINS, name) ? JOINS[name] : undefined;
  if (joins && act !== 'CHANGED') {
    return sentence(words, act === 'ADDED' ? joins[0] : joins[1], valueWords(name, after ?? before));
  }
  if (act === 'CHANGED' && list === 'rules' && name === 'points') {
    const { score } = ruleAt(head, change.pointer);
    return `${words}: ${before} → ${after} points${typeof score === 'string' ? ` for ${score}` : ''}`;
  }
  const member = list === 'challengers' && name === 'by' ? 'drawn by' : memberWords(rest);
  return sentence(words, member, figures(name, before, after));
}

function entry(words: string, list: string, { act, before, after }: ValueChange): string {
  if (act === 'CHANGED') return `${words}: ${shortenChange(valueWords(list, before), valueWords(list, after))}`;
  const said = valueWords(list, after ?? before);
  return act === 'ADDED' ? `${words} added: ${said}` : `${words} removed: ${said}`;
}

function figures(name: string, before: Json | undefined, after: Json | undefined): string {
  if (before === undefined) return `${valueWords(name, after)} (added)`;
  if (after === undefined) return `${valueWords(name, before)} (removed)`;
  if (Array.isArray(before) && Array.isArray(after) && listKind(name, [before, after]) === 'set') {
    return listChange(name, before, after);
  }
  return shortenChange(valueWords(name, before), valueWords(name, after));
}

function listChange(name: string, before: Json[], after: Json[]): string {
  const missing = (from: Json[], other: Json[]): string => {
    const known = new Set(other);
    return listWords(from.filter((member) => !known.has(member)).map((member) => valueWords(name, member)));
  };
  const [joined, left] = [missing(after, before), missing(before, after)];
  return (
    [joined && `${joined} added`, left && `${left} removed`].filter(Boolean).join(', ') ||
    'given another number of times'
  );
}

function reordered(words: string, rest: readonly Step[], { before, after }: ValueChange): string {
  if (typeof before === 'string' && typeof after === 'string') {
    return `${words}: moved from place ${placeOf(before)} to place ${placeOf(after)}`;
  }
  const counts = orderMatters(nameOf(rest));
  return `${words}: ${memberWords(rest) || 'members'} in another order${counts ? '' : '; nothing depends on it'}`;
}

function sentence(...parts: string[]): string {
  const [subject, ...told] = parts.filter((part) => part !== '');
  return told.length > 0 ? `${subject}: ${told.join(' ')}` : `${subject} changed`;
}

/** Two phrases that read the same say nothing about the change. */
function isTold(phrase: string): boolean {
  const [before, after] = phrase.split(' → ');
  return before !== after && !phrase.endsWith('→');
}

function nameOf(steps: readonly Step[]): string {
  return String(steps.findLast((step) => typeof step === 'string') ?? '');
}

function placeOf(pointer: string): number {
  return Number(pointerMembers(pointer).at(-1)) + 1;
}

function ruleAt(head: Json, pointer: string): { [member: string]: Json } {
  const [list, index] = pointerMembers(pointer);
  const rules = isObject(head) ? head[list ?? ''] : undefined;
  const rule = Array.isArray(rules) ? rules[Number(index)] : undefined;
  return isObject(rule) ? rule : {};
}
