import { coversPattern } from '../sign-offs/covers-pattern.js';
import { readSignOffRules } from '../sign-offs/read-sign-off-rules.js';
import { ruleAsks, type SignOffAsk, type SignOffRule, UNNAMED } from '../sign-offs/sign-off-rule.js';
import type { Files } from '../tree.js';
import type { ChangeLevel } from './definition-change.js';

const LEVELS: readonly ChangeLevel[] = ['SAFE', 'DANGEROUS', 'BREAKING'];

/**
 * Whether the head's sign-offs ask for less than the base's somewhere: true unless every pattern of the base is
 * covered by rules of the head that ask for as much, at every class.
 */
export function asksLess(base: Files, head: Files): boolean {
  if (base['sign-offs.json'] === head['sign-offs.json']) return false;
  const [old, now] = [readSignOffRules(base), readSignOffRules(head)];
  const unnamed = now
    .flatMap(({ paths }) => paths)
    .filter((pattern) => !old.some(({ paths }) => paths.some((path) => coversPattern(path, pattern))));
  return [...old, { ...UNNAMED, paths: unnamed }].some((rule) =>
    rule.paths.some((pattern) => LEVELS.some((level) => !asksAsMuch(ruleAsks(rule, level), pattern, now, level))),
  );
}

function asksAsMuch(asked: SignOffAsk, pattern: string, rules: readonly SignOffRule[], level: ChangeLevel): boolean {
  const covering = rules.filter(({ paths }) => paths.some((path) => coversPattern(path, pattern)));
  const asks = covering.map((rule) => ruleAsks(rule, level));
  const teams = Object.entries(asked.teams).every(([team, count]) => {
    return asks.some((ask) => (ask.teams[team as keyof SignOffAsk['teams']] ?? 0) >= count);
  });
  const anyOf = asked.anyOf.every((group) =>
    asks.some(
      (ask) =>
        group.some((team) => (ask.teams[team] ?? 0) > 0) ||
        ask.anyOf.some((other) => other.every((team) => group.includes(team))),
    ),
  );
  return teams && anyOf;
}
