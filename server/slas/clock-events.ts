import type { Tx } from '../db/database.js';
import { newId } from '../db/new-id.js';
import type { NewEvent } from '../events/new-event.js';
import type { ClockChange } from './clock-change.js';

/** The events of changed clocks, in the order of their instants; one that takes a breach back names it. */
export async function clockEvents(tx: Tx, changes: readonly ClockChange[]): Promise<NewEvent[]> {
  const told = changes.flatMap(({ clock, news }) => news.map((one) => ({ clock, ...one })));
  told.sort((a, b) => a.event.at - b.event.at);
  const ids = told.map(() => newId('event', tx.at.getTime())).sort();
  const corrected = await findBreaches(
    tx,
    told.filter(({ event }) => event.corrects).map(({ clock }) => clock),
  );
  return told.map(({ clock, event, actor }, index) => ({
    eventId: ids[index] as string,
    kind: 'SLA',
    leadId: clock.leadId,
    occurredAt: new Date(event.at),
    historical: false,
    data: {
      clockId: clock.id,
      slaKind: event.kind,
      policy: clock.policy,
      before: event.before,
      after: event.after,
      ...(event.step === undefined ? {} : { step: event.step }),
      ...(event.corrects ? { corrects: corrected.get(clock.id) ?? null } : {}),
    },
    actor,
  }));
}

/** The events that announced the breaches of clocks, by clock. */
async function findBreaches(tx: Tx, clocks: readonly { id: string; leadId: string }[]): Promise<Map<string, string>> {
  if (clocks.length === 0) return new Map();
  const parameters = [clocks.map((clock) => clock.leadId), clocks.map((clock) => clock.id)];
  const of = (table: string) => `
    select data->>'clockId' as clock, event_id as event from ${table}
    where lead_id = any($1) and kind = 'SLA' and data->>'slaKind' = 'BREACHED' and data->>'clockId' = any($2)`;
  const rows = await tx.query<{ clock: string; event: string }>(
    `${of('event_log')} union all ${of('event_staging')}`,
    parameters,
  );
  return new Map(rows.map((row) => [row.clock, row.event]));
}
