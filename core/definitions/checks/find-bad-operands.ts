import type { Json } from '../../scoring/facts.js';
import { parseInstant } from '../../scoring/instant.js';
import { compilePattern } from '../../scoring/pattern.js';
import type { Finding } from '../finding.js';
import { pointerStep } from '../pointer.js';
import type { CheckedTree } from './check.js';

/** Errors: regular expressions that RE2 refuses, dates that are none, ranges written backwards. */
export function findBadOperands({ conditions, matches }: CheckedTree): Finding[] {
  const operands: { path: string; pointer: string; operators: object }[] = [
    ...conditions.map(({ path, pointer, condition }) => ({ path, pointer, operators: condition })),
    ...conditions.flatMap(({ path, pointer, condition }) => {
      return 'count' in condition && condition.count
        ? [{ path, pointer: `${pointer}/count`, operators: condition.count }]
        : [];
    }),
    ...matches.flatMap(({ path, pointer, match }) =>
      Object.entries(match.where ?? {}).map(([name, operators]) => {
        return { path, pointer: `${pointer}/where${pointerStep(name)}`, operators };
      }),
    ),
  ];
  return operands.flatMap(({ path, pointer, operators }) =>
    Object.entries(operators).flatMap(([operator, operand]) =>
      judge(path, `${pointer}/${operator}`, operator, operand),
    ),
  );
}

function judge(path: string, pointer: string, operator: string, operand: Json): Finding[] {
  if (operator === 'matches' && typeof operand === 'string') {
    const refusal = refusalOf(operand);
    if (refusal === null) return [];
    const hint = 'Write it as RE2 has it, for example \\.edu$ or \\b(vp|director)\\b.';
    return [{ level: 'error', code: 'bad-expression', path, pointer, message: refusal, hint }];
  }
  if ((operator === 'before' || operator === 'after') && parseInstant(String(operand)) === undefined) {
    const message = `${JSON.stringify(operand)} is no date.`;
    const hint = 'Write it as 2027-01-31 or 2027-01-31T09:30:00Z (RFC 3339).';
    return [{ level: 'error', code: 'bad-date', path, pointer, message, hint }];
  }
  if (operator === 'between' && Array.isArray(operand) && Number(operand[0]) > Number(operand[1])) {
    const message = `Nothing is between ${String(operand[0])} and ${String(operand[1])}.`;
    return [
      { level: 'error', code: 'reversed-range', path, pointer, message, hint: 'Write the smaller number first.' },
    ];
  }
  return [];
}

function refusalOf(expression: string): string | null {
  try {
    compilePattern(expression);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
