import type { HistoryRows, StoredRow } from '../../../../core/definitions/impact/history-rows.js';
import type { Fact } from '../../../../core/scoring/facts.js';
import type { Event, ToldLead } from './random-story.js';

/** A lead of whom nothing was imported, retracted or answered by the platform, as what became known of it. */
export function tellPlain(rows: HistoryRows): ToldLead {
  const items = Map.groupBy(rows.facts, ({ receivedAt, ordinal }) => `${receivedAt} ${ordinal}`);
  const told = [...items.values()].map((item): Event & { place: number } => {
    const [{ receivedAt: at, ordinal: place }] = item as [StoredRow];
    return { at, place, historical: false, facts: item.flatMap(factsOf), move: null };
  });
  const moved = rows.transitions.slice(1).flatMap(({ to, reason, cause, occurredAt: at }) => {
    const move = { to, reason, from: null };
    return cause === 'SCORE' ? [] : { at, place: Infinity, historical: false, facts: [], move };
  });
  const events = [...told, ...moved].sort((a, b) => a.at - b.at || (a.place < b.place ? -1 : 1));
  return { rows, events, retractions: [] };
}

function factsOf(row: StoredRow): Fact[] {
  const { kind, type, body, accountId, occurredAt, receivedAt, ordinal, sequence, source, messageId } = row;
  const base = { occurredAt, receivedAt, ordinal, sequence, source };
  const account = accountId === null ? {} : { account: accountId };
  if (kind === 'activity') return [{ ...base, messageId, kind, type, properties: body }];
  return Object.entries(body).map(([path, value]) => {
    return { ...base, messageId: `${messageId}#${path}`, kind: 'attribute', path, value, ...account };
  });
}
