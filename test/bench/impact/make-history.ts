import type { CompiledTree } from '../../../core/definitions/compile-tree.js';
import { followLead } from '../../../core/definitions/follow-lead.js';
import type { Effect } from '../../../core/definitions/followed-lead.js';
import type { HistoryRows, StoredRow, TransitionRow } from '../../../core/definitions/impact/history-rows.js';
import { orderHistory } from '../../../core/definitions/impact/order-history.js';
import type { JsonObject } from '../../../core/scoring/facts.js';
import { seededRandom } from '../../helpers/seeded-random.js';

/** Between what happened and its being told; the same for all, so that SQL can say windows by one instant. */
export const LAG_MS = 2_000;
const MINUTE = 60_000;
const DAY = 86_400_000;
const PRODUCTS = ['editor', 'reports', 'mobile', 'api'];

/** A lead as the tables hold it, with what the product made of it. */
export interface MadeLead {
  rows: HistoryRows;
  effects: Effect[];
  stage: string;
  stageSince: number;
}

/** When histories begin and end. */
export interface Period {
  from: number;
  to: number;
}

/** Makes the history of lead `index`: told who it is, `activities` of it, and for some what sales decided; by `index` alone. */
export function makeHistory(tree: CompiledTree, index: number, activities: number, period: Period): MadeLead {
  const random = seededRandom(index);
  const days = (period.to - period.from) / DAY;
  const createdAt = Math.floor(period.from + random() * (days - 1) * DAY);
  const id = `lead_${createdAt.toString(16).padStart(12, '0')}${String(index).padStart(20, '0')}`;
  const account = `account_${String(index).padStart(32, '0')}`;
  const fact = (at: number, message: string, rest: Pick<StoredRow, 'kind' | 'type' | 'body'>): StoredRow => ({
    ...{ id: 0, leadId: id, accountId: null, occurredAt: at, receivedAt: at, ordinal: 0, sequence: 0 },
    ...{ source: 'accord', messageId: `${index}:${message}`, historical: false, ...rest },
  });
  const company = {
    'account.employees': [10, 80, 200, 400, 5_000][Math.floor(random() * 5)] as number,
    'account.industry': ['saas', 'tech', 'retail', 'health'][Math.floor(random() * 4)] as string,
  };
  const who: JsonObject = {
    title: 'Somebody',
    seniority: ['staff', 'manager', 'vp', 'c-level'][Math.floor(random() * 4)] as string,
    source: ['ads', 'webinar', 'search', 'partner'][Math.floor(random() * 4)] as string,
    email: `lead${index}@company${index}.${random() < 0.05 ? 'edu' : 'example'}`,
  };
  const facts = [
    fact(createdAt, 'membership', { kind: 'membership', type: 'account', body: { account } }),
    {
      ...fact(createdAt, 'company', { kind: 'attributes', type: 'account', body: company }),
      leadId: null,
      accountId: account,
    },
    fact(createdAt, 'who', { kind: 'attributes', type: 'lead', body: who }),
  ];
  let at = createdAt;
  for (let n = 0; n < activities; n++) {
    at += Math.floor(MINUTE + random() * 4 * DAY * (10 / activities));
    if (at >= period.to) at = period.to - (activities - n) * MINUTE;
    facts.push({ ...fact(at, `${n}`, activity(random)), source: 'site', occurredAt: at - LAG_MS });
  }
  facts.sort((a, b) => a.receivedAt - b.receivedAt);
  const lead = { id, createdAt, source: who['source'] as string, erased: false, drawnBy: account, absorbed: false };
  const entry = moved(id, null, 'lead', 'INTEGRATION', createdAt);
  const follow = (transitions: TransitionRow[]) => {
    const rows = { lead, facts, transitions, crossings: [] };
    const { memory, arrivals } = orderHistory(rows, tree.tree.lifecycle, period, false);
    const end = { kind: 'look', at: period.to - 1, historical: false } as const;
    return followLead(tree, memory, [...arrivals, end]);
  };
  const untouched = follow([entry]);
  const decisions = decide(id, untouched.effects, random, period);
  const followed = decisions.length === 0 ? untouched : follow([entry, ...decisions]);
  const transitions = followed.effects.flatMap((effect): TransitionRow[] =>
    effect.kind !== 'transition'
      ? []
      : effect.cause === 'SCORE' || effect.from === null
        ? [moved(id, effect.from, effect.to, effect.cause, effect.occurredAt)]
        : decisions.filter(({ to }) => to === effect.to),
  );
  const crossings = followed.effects.flatMap((effect) =>
    effect.kind === 'crossing' ? [{ leadId: id, ...effect }] : [],
  );
  const { effects, stage, stageSince } = followed;
  return { rows: { lead, facts, transitions, crossings }, effects, stage, stageSince };
}

function activity(random: () => number): Pick<StoredRow, 'kind' | 'type' | 'body'> {
  const kind = 'activity';
  const drawn = random();
  if (drawn < 0.04) return { kind, type: 'demo.booked', body: {} };
  if (drawn < 0.25) return { kind, type: 'email.opened', body: { campaign: 'spring' } };
  if (drawn < 0.5) return { kind, type: 'page.viewed', body: { page: 'pricing', path: '/pricing' } };
  const product = PRODUCTS[Math.floor(random() * PRODUCTS.length)] as string;
  return { kind, type: 'page.viewed', body: { page: 'product', category: 'product', path: `/product/${product}` } };
}

/** What sales did with a lead that score handed over: some are accepted, of these some found good, of these some won. */
function decide(id: string, effects: readonly Effect[], random: () => number, period: Period): TransitionRow[] {
  const handed = effects.find((effect) => effect.kind === 'transition' && effect.to === 'mql');
  if (handed?.kind !== 'transition') return [];
  const decided: TransitionRow[] = [];
  let [stage, at] = ['mql', handed.occurredAt];
  for (const to of ['sal', 'sql', 'opportunity', 'customer']) {
    at += Math.floor(MINUTE + random() * 5 * DAY);
    if (random() > 0.6 || at >= period.to) break;
    decided.push(moved(id, stage, to, 'PERSON', at));
    stage = to;
  }
  return decided;
}

function moved(
  leadId: string,
  from: string | null,
  to: string,
  cause: TransitionRow['cause'],
  at: number,
): TransitionRow {
  return {
    ...{ leadId, from, to, cause, judged: true, reason: null, note: null },
    ...{ occurredAt: at, recordedAt: at, historical: false },
  };
}
