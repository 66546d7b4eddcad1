import type { HistoryRows, StoredRow, TransitionRow } from '../../../../core/definitions/impact/history-rows.js';
import type { JsonObject } from '../../../../core/scoring/facts.js';
import { fc } from '../../../helpers/fast-check.js';
import { activities } from './random-side.js';
import { LENGTH, START } from './random-story.js';

const happening = fc.record({
  wait: fc.oneof({ weight: 1, arbitrary: fc.constant(0) }, { weight: 20, arbitrary: fc.integer({ min: 1, max: 9 }) }),
  isLate: fc.constantFrom(0, 0, 0, 0, 1),
  what: fc.constantFrom(...activities),
});
const move = fc.record({
  at: fc.integer({ min: 1, max: LENGTH }),
  to: fc.constantFrom('mql', 'mql', 'sal', 'sql', 'sql', 'opportunity', 'customer', 'nurture', 'disqualified'),
  cause: fc.constantFrom<TransitionRow['cause']>('PERSON', 'PERSON', 'INTEGRATION', 'SCORE', 'SCORE', 'SYSTEM'),
});
/** What makes a lead another than a plain one. */
const odd = fc.oneof(
  { weight: 4, arbitrary: fc.constant(null) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...['answer', 'attribute', 'company', 'same company', 'company at birth', 'company known', 'late', 'import'],
      'two in one',
    ),
  },
);

/** Mostly leads of whom nothing but activities and moves is told after they came; as rows of the database. */
export const plainLead = fc.record({
  who: fc.option(fc.constantFrom('vp', 'staff'), { nil: null }),
  employees: fc.option(fc.constantFrom(4, 400), { nil: null }),
  /** Milliseconds after the lead was made. */
  came: fc.constantFrom(0, 0, 0, 1, 5),
  comesWith: fc.boolean(),
  /** How late everything is told; 0: some of it, a little. */
  lag: fc.constantFrom(0, 0, 0, 1, 2, 5),
  happenings: fc.array(happening, { maxLength: 14, size: 'max' }),
  moves: fc.array(move, { maxLength: 2 }),
  odd,
  absorbed: fc.constantFrom(false, false, false, true),
});
type DrawnPlain = typeof plainLead extends fc.Arbitrary<infer Drawn> ? Drawn : never;

/** Writes a drawn lead as rows, in the order in which they were accepted. */
export function plainRows(id: string, drawn: DrawnPlain): HistoryRows {
  const born = START + 10;
  const came = born + drawn.came;
  const account = `account of ${id}`;
  const facts: StoredRow[] = [];
  const write = (
    kind: StoredRow['kind'],
    type: string,
    body: JsonObject,
    given: Partial<StoredRow> & { receivedAt: number },
  ): void => {
    const row = { id: facts.length, leadId: id, accountId: null, kind, type, body };
    const told = { ordinal: 0, sequence: 0, source: 's', messageId: `m${facts.length}`, historical: false };
    facts.push({ ...row, ...told, occurredAt: given.receivedAt, ...given });
  };
  const ofAccount = { leadId: null, accountId: account };
  const first = { receivedAt: came };
  const company = { 'account.employees': drawn.employees };
  if (drawn.employees !== null && (drawn.odd === 'company at birth' || drawn.odd === 'company known')) {
    const told = drawn.odd === 'company known' ? born - 1 : born;
    write('attributes', '', company, { receivedAt: told, ...ofAccount });
  }
  if (drawn.employees !== null) {
    write('membership', '', { account }, first);
    write('attributes', '', { 'account.employees': drawn.employees }, { ...first, ...ofAccount });
  }
  if (drawn.who) write('attributes', '', { seniority: drawn.who, segment: drawn.who }, first);
  if (drawn.comesWith) write('activity', 'page.viewed', {}, first);
  let at = came + 1;
  drawn.happenings.forEach(({ wait, isLate, what }, index) => {
    at += wait;
    write('activity', what, {}, { receivedAt: at, occurredAt: at - (drawn.lag || isLate), ordinal: index + 1 });
  });
  const late = { receivedAt: at, occurredAt: at };
  if (drawn.odd === 'answer') write('qualification', 'bant', { criterion: 'budget', status: 'confirmed' }, late);
  if (drawn.odd === 'attribute') write('attributes', '', { seniority: 'vp' }, late);
  if (drawn.odd === 'company') write('attributes', '', { 'account.employees': 40 }, { ...late, ...ofAccount });
  if (drawn.odd === 'same company' && drawn.employees !== null) {
    write('attributes', '', { 'account.employees': drawn.employees }, { ...late, ...ofAccount });
  }
  if (drawn.odd === 'late') write('activity', 'demo.booked', {}, { ...late, occurredAt: came - 3, ordinal: 90 });
  if (drawn.odd === 'two in one') {
    write('activity', 'demo.booked', {}, { ...late, receivedAt: at + 1, ordinal: 91 });
    write('activity', 'email.opened', {}, { ...late, receivedAt: at + 1, occurredAt: at + 1, ordinal: 91 });
  }
  if (drawn.odd === 'import') {
    write('activity', 'demo.booked', {}, { ...late, occurredAt: came, historical: true, ordinal: 92 });
  }
  const plain = { leadId: id, from: 'lead', reason: null, note: null, historical: false, judged: true };
  const entry = { ...plain, from: null, cause: 'INTEGRATION', occurredAt: born, recordedAt: born } as const;
  const moved = [...drawn.moves]
    .sort((a, b) => a.at - b.at)
    .map(({ to, cause, at: after }): TransitionRow => {
      const occurredAt = came + after;
      return { ...plain, to, cause, occurredAt, recordedAt: occurredAt, judged: cause !== 'SYSTEM' };
    });
  return {
    lead: { id, createdAt: born, source: 'web', erased: false, drawnBy: '', absorbed: drawn.absorbed },
    facts,
    transitions: [{ ...entry, to: 'lead' }, ...moved],
    crossings: drawn.happenings.slice(0, 1).map(() => ({ leadId: id, threshold: 'ready', direction: 'UP', at: came })),
  };
}
