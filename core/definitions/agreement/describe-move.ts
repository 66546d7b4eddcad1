import { describeCondition } from '../../scoring/describe.js';
import type { MoveDefinition, MoveRequirements } from '../tree.js';
import { listWords } from './list-words.js';

/** A move in words: 'from lead or nurture to mql, by score or person; needs an owner'. */
export function describeMove({ from, to, by, requires }: MoveDefinition): string {
  const needs = requires ? describeRequirements(requires) : '';
  return `from ${listWords(from, 'or')} to ${to}, by ${listWords(by, 'or')}${needs && `; ${needs}`}`;
}

/** What a move needs, in words; empty where it needs nothing. */
export function describeRequirements(requires: MoveRequirements): string {
  const needs: string[] = [];
  if (requires.reason) needs.push('a reason');
  if (requires.note) needs.push('a note');
  if (requires.owner) needs.push('an owner');
  needs.push(...(requires.attributes ?? []));
  if (requires.when) needs.push(`that ${describeCondition(requires.when)}`);
  if (needs.length === 0) return '';
  return `needs ${listWords(needs)}${requires.enforce === 'warn' ? ' (a warning only)' : ''}`;
}
