import type { ChangeLevel } from '../diff/definition-change.js';
import type { TeamKey } from '../lifecycle.js';

/** How many people of which teams, or one of several teams. */
export interface TeamCounts {
  teams?: { [team in TeamKey]?: number };
  anyOf?: TeamKey[];
}

/** A rule of sign-offs.json: who must sign what changes at these paths. */
export interface SignOffRule extends TeamCounts {
  paths: string[];
  levels?: { [level in ChangeLevel]?: TeamCounts };
}

/** What a rule asks for: people of each team, and one person of each group of teams. */
export interface SignOffAsk {
  teams: { [team in TeamKey]?: number };
  anyOf: TeamKey[][];
}

/** What is asked where no rule of sign-offs.json names a path. */
export const UNNAMED: SignOffRule = { paths: ['**'], teams: { marketing: 1, sales: 1 } };

/**
 * What a rule asks for at a class of change. SAFE may ask for something else than the rule; the classes above add to
 * it and to each other, so that a higher class never asks for less.
 */
export function ruleAsks(rule: SignOffRule, level: ChangeLevel): SignOffAsk {
  const { SAFE, DANGEROUS, BREAKING } = rule.levels ?? {};
  if (level === 'SAFE') return joined([SAFE ?? rule]);
  return joined([rule, DANGEROUS ?? {}, level === 'BREAKING' ? (BREAKING ?? {}) : {}]);
}

function joined(parts: readonly TeamCounts[]): SignOffAsk {
  const teams: SignOffAsk['teams'] = {};
  for (const [team, count] of parts.flatMap((part) => Object.entries(part.teams ?? {}))) {
    teams[team as TeamKey] = Math.max(teams[team as TeamKey] ?? 0, count);
  }
  return { teams, anyOf: parts.flatMap(({ anyOf }) => (anyOf ? [anyOf] : [])) };
}
