import type { JsonObject } from '../../../core/scoring/facts.js';
import type { CriterionInput } from '../../leads/inputs.js';
import type { Dice } from './dice.js';

/** A stage a demo lead enters, with what people say at it. */
export interface DemoMove {
  to: string;
  at: number;
  reason?: string;
  note?: string;
  attributes?: JsonObject;
  framework?: string;
  answers?: CriterionInput[];
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Of the leads of a stage: who goes on, who is rejected. The others stay. */
const ODDS = { mql: [0.64, 0.27], sal: [0.52, 0.3], sql: [0.66, 0.18], opportunity: [0.62, 0.24] } as const;
const REASONS = {
  mql: [
    ['low-intent', 5],
    ['wrong-icp', 3],
    ['no-active-need', 2],
    ['bad-timing', 2],
    ['competitor', 1],
  ],
  sal: [
    ['no-budget', 3],
    ['wrong-authority', 3],
    ['no-active-need', 3],
    ['bad-timing', 2],
    ['competitor', 1],
  ],
  sql: [
    ['no-budget', 4],
    ['bad-timing', 2],
    ['competitor', 2],
    ['no-active-need', 1],
  ],
  opportunity: [
    ['no-budget', 3],
    ['competitor', 4],
    ['bad-timing', 2],
  ],
} as const;
const LOST = new Set(['wrong-icp', 'competitor']);
const NOTES: { [reason: string]: string[] } = {
  'bad-timing': ['Budget year starts in spring; asked to come back then.', 'Busy with a migration until summer.'],
  competitor: ['Signed with another vendor last month.', 'Prolonged with their present tool for two years.'],
};
const NEXT_STEPS = ['Send proposal', 'Security review', 'Meet the CFO', 'Pilot with one team', 'Legal review'];
const ANSWERS = ['budget', 'authority', 'need', 'timeline'];

/** How people move a lead that qualified at `at`, as far as it has come by `now`; rejected ones may come again. */
export function makePath(dice: Dice, at: number, now: number): DemoMove[] {
  const moves: DemoMove[] = [{ to: 'mql', at }];
  const then = (hours: number) => (at += hours * HOUR + dice.between(0, HOUR));
  const rejected = (from: keyof typeof ODDS) => {
    const reason = dice.weighted(REASONS[from]);
    const notes = NOTES[reason];
    moves.push({
      to: LOST.has(reason) ? 'disqualified' : 'nurture',
      at,
      reason,
      ...(notes ? { note: dice.pick(notes) } : {}),
    });
    if (LOST.has(reason) || !dice.chance(0.3)) return;
    moves.push(...makePath(dice, at + dice.between(95, 130) * DAY, now));
  };
  const goesOn = (from: keyof typeof ODDS, hours: [number, number]): boolean => {
    const [onward, back] = ODDS[from];
    const thrown = dice.share();
    then(dice.between(...hours));
    if (thrown < onward) return true;
    if (thrown < onward + back) rejected(from);
    return false;
  };
  if (goesOn('mql', [1, 60])) {
    moves.push({ to: 'sal', at });
    if (goesOn('sal', [30, 240])) {
      const answers = ANSWERS.map((key): CriterionInput => ({ key, status: 'CONFIRMED' }));
      moves.push({ to: 'sql', at, framework: 'bant', answers });
      if (goesOn('sql', [72, 330])) {
        const expectedValue = dice.between(8, 160) * 1_000;
        const attributes = { expectedValue, nextStep: dice.pick(NEXT_STEPS), pipelineStage: 'proposal' };
        moves.push({ to: 'opportunity', at, attributes });
        if (goesOn('opportunity', [240, 900])) moves.push({ to: 'customer', at });
      }
    }
  }
  return moves.filter((move) => move.at < now);
}
