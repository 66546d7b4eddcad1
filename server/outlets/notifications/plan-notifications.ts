import type pg from 'pg';
import type { Addressee } from '../../../core/definitions/notifications/resolve-recipients.js';
import type { Tx } from '../../db/database.js';
import { newId } from '../../db/new-id.js';
import { transaction } from '../../db/transaction.js';
import type { LogEvent } from '../../events/log-event.js';
import { readEvents } from '../../events/read-events.js';
import type { Releases } from '../../releases/open-releases.js';
import { findClocks } from '../../slas/find-clocks.js';
import { loadTerms } from '../../slas/load-terms.js';
import { planMessages } from './plan-messages.js';
import type { PlannedMessage } from './planned-message.js';

const BATCH = 500;

/**
 * Thinks of the messages that the next events of the log ask for and remembers how far it came, in one transaction: however
 * many processes try and whenever one dies, each is thought of once. Answers how many events were read.
 */
export async function planNotifications(pool: pg.Pool, releases: Pick<Releases, 'at' | 'live'>): Promise<number> {
  return transaction(pool, 'system', async (tx) => {
    const [cursor] = await tx.query<{ seq: number }>(
      `select seq from outlet_cursors where outlet = 'notifications' for update skip locked`,
    );
    if (!cursor) return 0;
    const events = await readEvents(tx, 0, { after: cursor.seq, limit: BATCH });
    const last = events.at(-1);
    if (!last) return 0;
    await saveMessages(tx, planMessages(await lookUp(tx, releases, events), events));
    await tx.query(`update outlet_cursors set seq = $1 where outlet = 'notifications'`, [last.seq]);
    return events.length;
  });
}

async function lookUp(tx: Tx, releases: Pick<Releases, 'at' | 'live'>, events: readonly LogEvent[]) {
  const idsOf = (kind: LogEvent['kind'], member: string) => [
    ...new Set(events.filter((event) => event.kind === kind).map((event) => String(event.data[member]))),
  ];
  const people = await tx.query<Addressee>('select id, teams, manager_id as "managerId", active from users');
  const handoffs = await tx.query<{ id: string; assigneeId: string | null; stage: string }>(
    'select id, assignee_id as "assigneeId", stage from handoffs where id = any($1)',
    [idsOf('HANDOFF', 'handoffId')],
  );
  const clocks = (await findClocks(tx, idsOf('SLA', 'clockId'))).filter((clock) => clock !== null);
  return {
    live: releases.live(),
    people: new Map(people.map((person) => [person.id, person])),
    handoffs: new Map(handoffs.map((handoff) => [handoff.id, handoff])),
    clocks: new Map(clocks.map((clock) => [clock.id, clock])),
    termsOfClock: await loadTerms(releases, clocks),
  };
}

async function saveMessages(tx: Tx, messages: readonly PlannedMessage[]): Promise<void> {
  if (messages.length === 0) return;
  const rows = messages.map(({ event, nobody, ...message }) => ({
    ...message,
    id: newId('notification', tx.at.getTime()),
    eventId: event.eventId,
    kind: event.kind,
    leadId: event.leadId,
    data: event.data,
    error: nobody,
    state: nobody === null ? 'PENDING' : 'SKIPPED',
  }));
  await tx.query(INSERT, [JSON.stringify(rows), tx.at]);
}

const INSERT = `
  insert into notifications (id, subject, recipient, event_id, kind, lead_id, data, notification, label, template, state,
    attempts, created_at, next_attempt_at, ended_at, error)
  select id, subject, recipient, "eventId", kind, "leadId", data, notification, label, template, state, 0, $2::timestamptz,
    case when state = 'PENDING' then $2::timestamptz end, case when state <> 'PENDING' then $2::timestamptz end, error
  from jsonb_to_recordset($1::jsonb) as g (id text, subject text, recipient text, "eventId" text, kind text, "leadId" text,
    data jsonb, notification text, label text, template text, state text, error text)
  on conflict (subject, recipient) do nothing`;
