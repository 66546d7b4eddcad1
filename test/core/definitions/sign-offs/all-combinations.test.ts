import { describe, expect, it } from '@jest/globals';
import type { TeamKey } from '../../../../core/definitions/lifecycle.js';
import type { ReviewRecord, Signer } from '../../../../core/definitions/sign-offs/review-record.js';
import { weighSignOffs } from '../../../../core/definitions/sign-offs/weigh-sign-offs.js';

const person = (id: string, ...teams: TeamKey[]): Signer => ({ id, teams, active: true });
let at = 0;
const approves = (user: string, more: Partial<ReviewRecord> = {}): ReviewRecord => {
  at += 1;
  return { id: `review_${at}`, user, team: null, verdict: 'APPROVED', effect: 'now', withdrawn: false, at, ...more };
};

describe('all combinations', () => {
  const TEAMS: TeamKey[][] = [[], ['marketing'], ['sales'], ['marketing', 'sales'], ['revops']];
  const WORDS = ['none', 'yes', 'stale', 'no', 'no, withdrawn'] as const;
  const ASKED: TeamKey[][][] = [
    [['marketing'], ['sales']],
    [['marketing'], ['sales'], ['revops']],
    [['marketing'], ['marketing']],
    [['marketing', 'sales', 'revops']],
    [['marketing', 'revops'], ['sales']],
  ];
  const because = { marketing: [], sales: [], revops: [] };
  const ids = ['a', 'b', 'c'];

  /** Whether the slots can be filled, by trying every way: the model the decision is held against. */
  const fillable = (slots: TeamKey[][], free: Signer[]): boolean =>
    slots.length === 0 ||
    free.some(
      (one) =>
        slots[0]?.some((team) => one.teams.includes(team)) &&
        fillable(
          slots.slice(1),
          free.filter((other) => other !== one),
        ),
    );

  it('of teams, verdicts, author and what is asked agree with trying every way', () => {
    let ready = 0;
    let decided = 0;
    const teamsOf = product(TEAMS, 3);
    for (const words of product(WORDS, 3)) {
      const reviews = ids.flatMap((user, index) => reviewsOf(user, words[index] as (typeof WORDS)[number]));
      for (const teams of teamsOf) {
        const people = ids.map((id, index) => person(id, ...(teams[index] ?? [])));
        for (const [author, contributors] of [
          ['x', []],
          ['a', []],
          ['x', ['b']],
        ] as [string, string[]][]) {
          const free = people.filter(
            ({ id }, index) => words[index] === 'yes' && id !== author && !contributors.includes(id),
          );
          for (const slots of ASKED) {
            const decision = weighSignOffs(
              { slots, because },
              { effect: 'now', author, contributors, reviews, people },
            );
            const filled = fillable(slots, free);
            const expected = !words.includes('no') && filled;
            const agree = decision.ready === expected && decision.signOffs.every((row) => row.satisfied) === filled;
            if (!agree) throw new Error(JSON.stringify({ words, teams, author, contributors, slots }));
            ready += expected ? 1 : 0;
            decided += 1;
          }
        }
      }
    }
    expect(decided).toBe(125 * 125 * 3 * 5);
    expect(ready).toBeGreaterThan(1000);
  });

  function reviewsOf(user: string, word: (typeof WORDS)[number]): ReviewRecord[] {
    if (word === 'none') return [];
    if (word === 'yes') return [approves(user)];
    if (word === 'stale') return [approves(user, { effect: 'then' })];
    const withdrawn = word === 'no, withdrawn';
    return [approves(user), approves(user, { verdict: 'CHANGES_REQUESTED', withdrawn })];
  }

  function product<Value>(values: readonly Value[], times: number): Value[][] {
    if (times === 0) return [[]];
    return product(values, times - 1).flatMap((rest) => values.map((value) => [value, ...rest]));
  }
});
