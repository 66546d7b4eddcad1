import { listWords } from '../agreement/list-words.js';
import type { ChangeLevel, DefinitionChange } from '../diff/definition-change.js';
import type { TeamKey } from '../lifecycle.js';
import { matchesPattern } from './matches-pattern.js';
import { ruleAsks, type SignOffRule, UNNAMED } from './sign-off-rule.js';

/** The teams, in the order they are shown. */
export const TEAMS: readonly TeamKey[] = ['marketing', 'sales', 'revops'];

/** What a proposal asks for: one person a slot, of one of its teams; and why each team is asked. */
export interface Asked {
  slots: TeamKey[][];
  because: { [team in TeamKey]: string[] };
}

/** What of a change decides who must sign it. */
export type SignedChange = Pick<DefinitionChange, 'path' | 'place' | 'kind' | 'pointer' | 'before'>;

/**
 * Who must sign: every rule that names a change asks, the highest count a team wins; where none does, marketing and
 * sales are asked. One of several teams is asked for only where none of those is asked anyway.
 */
export function askedSlots(rules: readonly SignOffRule[], changes: readonly SignedChange[], level: ChangeLevel): Asked {
  const counts: { [team in TeamKey]: number } = { marketing: 0, sales: 0, revops: 0 };
  const because: Asked['because'] = { marketing: [], sales: [], revops: [] };
  let groups: TeamKey[][] = [];
  for (const { rule, says } of askingRules(rules, changes)) {
    const { teams, anyOf } = ruleAsks(rule, level);
    for (const team of TEAMS) {
      const count = teams[team] ?? 0;
      counts[team] = Math.max(counts[team], count);
      if (count > 0) because[team].push(`${says} asks for ${count} of ${team}.`);
    }
    for (const group of anyOf) {
      groups.push(TEAMS.filter((team) => group.includes(team)));
      for (const team of group) because[team].push(`${says} asks for one of ${listWords(group, 'or')}.`);
    }
  }
  groups = narrowest(groups.filter((group) => !group.some((team) => counts[team] > 0)));
  const single = TEAMS.flatMap((team) => Array.from({ length: counts[team] }, () => [team]));
  return { slots: [...single, ...groups], because };
}

/** Whoever signs for a narrow group signs for the wider ones too. */
function narrowest(groups: TeamKey[][]): TeamKey[][] {
  const different = [...new Map(groups.map((group) => [group.join(), group])).values()];
  const holds = (wide: TeamKey[], narrow: TeamKey[]): boolean => narrow.every((team) => wide.includes(team));
  return different.filter((group) => !different.some((other) => other !== group && holds(group, other)));
}

/** The rules that ask, each with what it says: 'sign-offs.json, models/** (models/hundred-point.json)'. */
function askingRules(
  rules: readonly SignOffRule[],
  changes: readonly SignedChange[],
): { rule: SignOffRule; says: string }[] {
  const targets = changes.flatMap(targetsOf);
  const named = new Set<SignedTarget>();
  const asking = rules.flatMap((rule) => {
    const hits = targets.filter((target) => rule.paths.some((pattern) => matchesPattern(pattern, target)));
    for (const hit of hits) named.add(hit);
    const patterns = rule.paths.filter((pattern) => hits.some((hit) => matchesPattern(pattern, hit)));
    return hits.length > 0 ? [{ rule, says: `sign-offs.json, ${patterns.join(', ')} (${pathsOf(hits)}),` }] : [];
  });
  const unnamed = targets.filter((target) => !named.has(target));
  if (unnamed.length > 0)
    asking.push({ rule: UNNAMED, says: `No rule of sign-offs.json names ${pathsOf(unnamed)}: it` });
  return asking;
}

type SignedTarget = { path: string; place: string };

/** A file that moved was taken from its old path too. */
function targetsOf({ path, place, kind, pointer, before }: SignedChange): SignedTarget[] {
  const moved = kind === 'MOVED' && pointer === '' && typeof before === 'string';
  return [{ path, place }, ...(moved ? [{ path: before, place: '' }] : [])];
}

function pathsOf(targets: readonly SignedTarget[]): string {
  const paths = [...new Set(targets.map(({ path }) => path))];
  return paths.length > 5 ? `${paths.slice(0, 5).join(', ')} and ${paths.length - 5} more` : paths.join(', ');
}
