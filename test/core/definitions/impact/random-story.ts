import type { HistoryRows, StoredRow, TransitionRow } from '../../../../core/definitions/impact/history-rows.js';
import type { Fact, Json } from '../../../../core/scoring/facts.js';
import { fc } from '../../../helpers/fast-check.js';
import { activities } from './random-side.js';

/** The first instant of every story; a story is told in milliseconds, so that every instant can be looked at. */
export const START = Date.UTC(2026, 2, 2, 9);
/** Milliseconds of a story. */
export const LENGTH = 70;
const told = ['vp', 'staff', 'acme', 'globex', 'acme big', 'acme small', 'globex big', 'budget', 'no budget'];
const moved = ['by hand mql', 'by hand sql', 'recycled', 'won', 'lost', 'expired', 'merged'];
const step = fc.record({
  received: fc.integer({ min: 0, max: LENGTH - 10 }),
  late: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20 })),
  what: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...activities) },
    { weight: 3, arbitrary: fc.constantFrom(...told) },
    { weight: 1, arbitrary: fc.constantFrom(...moved) },
  ),
  retracted: fc.constantFrom(true, false, false, false, false, false, false),
});
/** What happens to a lead: some of it imported when it came to be, the rest as it was told. */
export const story = fc.record({
  imported: fc.array(fc.record({ at: fc.integer({ min: 0, max: 19 }), what: fc.constantFrom(...activities, 'vp') }), {
    maxLength: 4,
  }),
  steps: fc.array(step, { maxLength: 14 }),
  source: fc.constantFrom('web', 'fair', null),
});
export type Story = typeof story extends fc.Arbitrary<infer Drawn> ? Drawn : never;

/** A move that somebody else than a score made, and what there is to be evaluated after it. */
export interface TakenMove {
  to: string;
  reason: string | null;
  /** Only out of this stage: an answer to its handoff. */
  from: string | null;
}

/** Something that became known at an instant. */
export interface Event {
  at: number;
  historical: boolean;
  /** Told as one. */
  facts: readonly Fact[];
  move: TakenMove | null;
}

/** A lead as rows of the database, and as what became known of it, one after the other. */
export interface ToldLead {
  rows: HistoryRows;
  events: Event[];
  /** Retractions: what they name never counts. */
  retractions: Fact[];
}

const TOLD: { readonly [what: string]: { path: string; value: Json; account?: string } } = {
  vp: { path: 'seniority', value: 'vp' },
  staff: { path: 'seniority', value: 'staff' },
  acme: { path: 'account', value: 'acme' },
  globex: { path: 'account', value: 'globex' },
  'acme big': { path: 'account.employees', value: 400, account: 'acme' },
  'acme small': { path: 'account.employees', value: 4, account: 'acme' },
  'globex big': { path: 'account.employees', value: 400, account: 'globex' },
};
const MOVED: { readonly [what: string]: TakenMove & { cause: TransitionRow['cause']; judged: boolean } } = {
  'by hand mql': { to: 'mql', reason: null, from: null, cause: 'PERSON', judged: true },
  'by hand sql': { to: 'sql', reason: null, from: null, cause: 'INTEGRATION', judged: true },
  recycled: { to: 'nurture', reason: 'low-intent', from: null, cause: 'PERSON', judged: true },
  won: { to: 'customer', reason: null, from: null, cause: 'AGENT', judged: true },
  lost: { to: 'disqualified', reason: null, from: null, cause: 'PERSON', judged: true },
  expired: { to: 'nurture', reason: 'late', from: 'mql', cause: 'SYSTEM', judged: true },
  merged: { to: 'sal', reason: null, from: null, cause: 'SYSTEM', judged: false },
};

/** Writes a story down twice: as the database has it, and as it became known. */
export function tell(id: string, { imported, steps, source }: Story): ToldLead {
  const born = START + 20;
  const rows: StoredRow[] = [];
  const retractions: Fact[] = [];
  const known: (Event & { place: number })[] = [];
  const write = (
    what: string,
    placed: { occurredAt: number; receivedAt: number; ordinal: number; historical: boolean },
    isRetracted: boolean,
  ): void => {
    const { occurredAt, receivedAt, ordinal, historical } = placed;
    const messageId = `m${String(rows.length + retractions.length).padStart(3, '0')}`;
    const { path, value: said, account: named } = TOLD[what] ?? {};
    const value = path === 'account' ? `${said} of ${id}` : said;
    const account = named && `${named} of ${id}`;
    const same = { occurredAt, ordinal, sequence: 0, source: 's' };
    const row = {
      ...same,
      id: rows.length,
      leadId: account ? null : id,
      accountId: account ?? null,
      receivedAt,
      messageId,
      historical,
    };
    const base = { ...same, receivedAt: historical ? occurredAt : receivedAt };
    let fact: Fact;
    if (path === 'account') {
      rows.push({ ...row, kind: 'membership', type: '', body: { account: value as string } });
      fact = { ...base, messageId, kind: 'attribute', path, value: value as Json };
    } else if (path !== undefined) {
      rows.push({ ...row, kind: 'attributes', type: '', body: { [path]: value as Json } });
      fact = { ...base, messageId: `${messageId}#${path}`, kind: 'attribute', path, value: value as Json };
      if (account) fact = { ...fact, account };
    } else if (what.endsWith('budget')) {
      const answer = { criterion: 'budget', status: what === 'budget' ? 'confirmed' : 'denied' } as const;
      rows.push({ ...row, kind: 'qualification', type: 'bant', body: { ...answer } });
      fact = { ...base, messageId, kind: 'qualification', framework: 'bant', ...answer };
    } else {
      rows.push({ ...row, kind: 'activity', type: what, body: {} });
      fact = { ...base, messageId, kind: 'activity', type: what, properties: {} };
    }
    if (isRetracted) {
      rows.pop();
      const named = [{ source: 's', messageId: fact.messageId }];
      retractions.push({ ...base, messageId: `no ${messageId}`, kind: 'retraction', retracts: named });
    }
    const at = historical ? occurredAt : account ? Math.max(receivedAt, born) : receivedAt;
    if (!isRetracted) known.push({ at, historical, facts: [fact], move: null, place: ordinal });
  };

  for (const [index, { at, what }] of imported.entries()) {
    write(what, { occurredAt: START + at, receivedAt: born, ordinal: index, historical: true }, false);
  }
  const transitions: TransitionRow[] = [];
  const entered = { leadId: id, from: null, reason: null, note: null };
  const first = imported.length > 0 ? START + Math.min(...imported.map(({ at }) => at)) : born;
  const entry = { occurredAt: first, recordedAt: born, historical: imported.length > 0 };
  transitions.push({ ...entered, to: 'lead', cause: 'INTEGRATION', judged: true, ...entry });
  const later = steps.map((one, index) => ({ ...one, index })).sort((a, b) => a.received - b.received);
  for (const { received, late, what, retracted, index } of later) {
    const receivedAt = born + 1 + Math.min(received, LENGTH - 30);
    const move = MOVED[what];
    if (!move) {
      const occurredAt = receivedAt - late;
      write(what, { occurredAt, receivedAt, ordinal: index, historical: false }, retracted);
      continue;
    }
    const { to, reason, from, cause, judged } = move;
    const made = { occurredAt: receivedAt, recordedAt: receivedAt, historical: false };
    transitions.push({ leadId: id, from: from ?? 'lead', to, cause, judged, reason, note: null, ...made });
    known.push({ at: receivedAt, historical: false, facts: [], move: { to, reason, from }, place: Infinity });
  }
  const lead = { id, createdAt: born, source, erased: false, drawnBy: '', absorbed: false };
  const inOrder = (a: (typeof known)[number], b: (typeof known)[number]) => {
    if (a.at !== b.at) return a.at - b.at;
    if (a.historical !== b.historical) return a.historical ? -1 : 1;
    return a.place === b.place ? 0 : a.place - b.place;
  };
  return { rows: { lead, facts: rows, transitions, crossings: [] }, events: known.sort(inOrder), retractions };
}
