import type { Instant, JsonObject } from '../../scoring/facts.js';
import type { FactRow } from '../fact-row.js';
import { FACT_KINDS, type FactTable } from './fact-table.js';
import type { TransitionRow } from './history-rows.js';
import type { ImpactWindow } from './lead-history.js';
import type { MadeMove, PlainLead } from './plain-lead.js';
import type { RangeRows } from './range-rows.js';

/** Numbers of activities, as many as were picked. */
export interface Picked {
  facts: Uint32Array;
  count: number;
}

const [ACTIVITY, ATTRIBUTES, MEMBERSHIP] = (['activity', 'attributes', 'membership'] as const).map((kind) =>
  FACT_KINDS.indexOf(kind),
);
const NOTHING: JsonObject = {};

/** Says of a lead whether it is a plain one, and picks the activities that came before the window's end, in their order. */
export function findPlainLead(
  rows: RangeRows,
  lead: number,
  { window, initial }: { window: ImpactWindow; initial: string },
  picked: Picked,
): PlainLead | null {
  const { createdAt, erased } = rows.leads[lead] as RangeRows['leads'][number];
  const [enters, ...later] = rows.transitions[lead] ?? [];
  const { count } = picked;
  const came = erased ? null : arrivalOf(rows.facts, lead, window, picked);
  const moves = came && enters && !enters.historical ? movesAfter(later, came.at, initial, window.to) : null;
  const company = came && enters && moves ? companyOf(rows, came, enters.recordedAt, window.to) : null;
  if (!came || !enters || !moves || !company || createdAt > came.at || !isOwn(came.who)) {
    picked.count = count;
    return null;
  }
  const { at, taken, who, account, told, lag } = came;
  return { lead, came: at, taken, enters, moves, who, account, company, createdAt, told, lag };
}

/** What a lead came with. */
interface Coming {
  at: Instant;
  ordinal: number;
  taken: number;
  who: JsonObject;
  account: JsonObject[string] | undefined;
  told: boolean;
  lag: number;
}

function arrivalOf(table: FactTable, lead: number, window: ImpactWindow, picked: Picked): Coming | null {
  const { starts, order, kinds, occurred, received, ordinals, historical } = table;
  // one declaration a line, here and in what else is done for each fact: taking lists apart makes garbage
  const from = starts[lead] as number;
  const to = starts[lead + 1] as number;
  if (from === to) return null;
  sortByAcceptance(table, from, to);
  const first = order[from] as number;
  const at = received[first] as number;
  const ordinal = ordinals[first] as number;
  if (at >= window.to) return null;
  let taken = 0;
  let lag = 0;
  let last = Number.NEGATIVE_INFINITY;
  let before = first;
  let who: JsonObject | null = null;
  let member = -1;
  let told = false;
  for (let i = from; i < to; i++) {
    const f = order[i] as number;
    if (historical[f] === 1) return null;
    const happened = occurred[f] as number;
    const known = received[f] as number;
    told ||= happened >= window.from && happened < window.to;
    if (known >= window.to) continue;
    if (happened > known) return null;
    const isFirst = known === at && ordinals[f] === ordinal;
    if (kinds[f] !== ACTIVITY) {
      if (!isFirst) return null;
      if (kinds[f] === ATTRIBUTES && who === null) who = table.said(f);
      else if (kinds[f] === MEMBERSHIP && member < 0) member = f;
      else return null;
      continue;
    }
    // one step of the replay for each: two in one item would be judged as one
    const isSameItem = known === received[before] && ordinals[f] === ordinals[before];
    if (isFirst ? taken++ > 0 : isSameItem) return null;
    if (happened <= last) return null;
    last = happened;
    before = f;
    lag = Math.max(lag, known - happened);
    picked.facts[picked.count++] = f;
  }
  return {
    at,
    ordinal,
    taken,
    who: who ?? NOTHING,
    account: member < 0 ? undefined : table.account(member),
    told,
    lag,
  };
}

/** In place: most are in order as they are. */
function sortByAcceptance({ order, received, ordinals }: FactTable, from: number, to: number): void {
  for (let i = from + 1; i < to; i++) {
    const fact = order[i] as number;
    let place = i;
    for (; place > from; place--) {
      const other = order[place - 1] as number;
      const ahead = (received[other] as number) - (received[fact] as number);
      if (ahead < 0 || (ahead === 0 && (ordinals[other] as number) <= (ordinals[fact] as number))) break;
      order[place] = other;
    }
    order[place] = fact;
  }
}

/** What was told of its account when it came, or by then; null where more was told later. */
function companyOf(rows: RangeRows, came: Coming, born: Instant, end: Instant): JsonObject | null {
  const { account, at, ordinal } = came;
  if (typeof account !== 'string' || account === '') return NOTHING;
  let known: JsonObject | null = null;
  let said: JsonObject | null = null;
  for (const row of rows.ofAccount(account)) {
    if (row.kind !== 'attributes' || row.historical) return null;
    if (row.receivedAt >= end) continue;
    said ??= row.body;
    if (!isSame(said, row.body)) return null;
    const after = row.receivedAt < born ? -1 : row.receivedAt - at || row.ordinal - ordinal;
    // after the lead was made, and before it came: then that is what it begins with
    if (after < 0 && row.receivedAt >= born) return null;
    if (row.occurredAt > (after > 0 ? row.receivedAt : at)) return null;
    if (after <= 0) known = row.body;
  }
  if (said === null) return NOTHING;
  return known !== null && Object.keys(known).every((path) => path.startsWith('account.')) ? known : null;
}

/** What was told again changes nothing. */
function isSame(a: FactRow['body'], b: FactRow['body']): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** Nothing that is of an account, or that the platform itself says. */
function isOwn(who: JsonObject): boolean {
  for (const path in who) if (path === 'account' || path === 'createdAt' || path.startsWith('account.')) return false;
  return true;
}

const NO_MOVES: readonly MadeMove[] = [];

/** Moves that are taken as they were made; null where one is judged anew, or is of the past. */
function movesAfter(
  transitions: readonly TransitionRow[],
  came: Instant,
  initial: string,
  end: Instant,
): readonly MadeMove[] | null {
  let moves = NO_MOVES;
  let last = came;
  for (const { cause, from, to, judged, reason, historical, occurredAt, recordedAt } of transitions) {
    if (cause === 'SCORE') continue;
    if (historical || recordedAt <= last) return null;
    if (cause === 'SYSTEM' && (judged || from === initial)) return null;
    last = recordedAt;
    if (recordedAt < end) moves = [...moves, { to, reason, occurredAt, at: recordedAt }];
  }
  return moves;
}
