import type { Json } from '../../scoring/facts.js';
import type { Operators } from '../../scoring/model.js';
import type { Finding } from '../finding.js';
import { pointerStep } from '../pointer.js';
import { suggestWord } from '../suggest-word.js';
import type { ValueKind } from '../tree.js';
import type { CheckedTree } from './check.js';

/** Warnings: operands that a value of the tracking plan's kind can never pass. */
export function findOddOperands({ tree, conditions, matches, words }: CheckedTree): Finding[] {
  const found: Finding[] = [];
  for (const { path, pointer, condition } of conditions) {
    if (!('attribute' in condition)) continue;
    found.push(...judge(path, pointer, condition.attribute, words.attributes.get(condition.attribute), condition));
  }
  for (const { path, pointer, match } of matches) {
    const types = [match.activity].flat();
    for (const [name, operators] of Object.entries(match.where ?? {})) {
      const kinds = types.map((type) => tree.activities.activities[type]?.properties?.[name]);
      if (kinds.length !== 1) continue;
      found.push(...judge(path, `${pointer}/where${pointerStep(name)}`, name, kinds[0], operators));
    }
  }
  return found;
}

const NUMBER_OPERATORS = ['atLeast', 'atMost', 'above', 'below', 'between'] as const;

function judge(
  path: string,
  pointer: string,
  name: string,
  kind: ValueKind | undefined,
  operators: Operators,
): Finding[] {
  if (kind === undefined) return [];
  const found: Finding[] = [];
  const warn = (at: string, message: string, hint: string): void => {
    found.push({ level: 'warning', code: 'never-passes', path, pointer: pointer + at, message, hint });
  };
  const isText =
    typeof kind === 'object' || ['string', 'email', 'url', 'boolean', 'date', 'dateTime', 'stringList'].includes(kind);
  for (const operator of NUMBER_OPERATORS) {
    if (!isText || operators[operator] === undefined) continue;
    const said = typeof kind === 'object' ? 'one of several texts' : kind;
    warn(
      `/${operator}`,
      `'${name}' is ${said}, and no number: '${operator}' never passes.`,
      'Texts are never turned into numbers.',
    );
  }
  if (typeof kind !== 'object') return found;
  const known = new Set(kind.enum.map(fold));
  const look = (value: Json | undefined, at: string): void => {
    if (typeof value !== 'string' || known.has(fold(value))) return;
    const near = suggestWord(value, kind.enum);
    warn(
      at,
      `'${name}' is never '${value}'.${near ? ` Did you mean '${near}'?` : ''}`,
      `Allowed: ${kind.enum.join(', ')}.`,
    );
  };
  look(operators.equals, '/equals');
  operators.in?.forEach((value, index) => look(value, `/in/${index}`));
  return found;
}

function fold(text: string): string {
  return text.trim().toLowerCase();
}
