import type { Tx } from '../../db/database.js';
import type { LeadColumns } from './lead-columns.js';

/** A lead to be written; `columns` null leaves what its row says of it. */
export interface SavedLead {
  id: string;
  isNew: boolean;
  columns: LeadColumns | null;
  stage: string;
  stageEnteredAt: Date;
  pass: number;
  createdAt: Date;
  lastActivityAt: Date | null;
}

/** Writes leads: new ones whole; of others only the last activity where nothing else changed, which needs no index. */
export async function saveLeads(tx: Tx, leads: readonly SavedLead[]): Promise<void> {
  const whole = leads.filter((lead) => lead.columns !== null);
  const made = whole.filter((lead) => lead.isNew);
  const changed = whole.filter((lead) => !lead.isNew);
  const touched = leads.filter((lead) => lead.columns === null);
  if (made.length > 0) await tx.query(INSERT, [rowsOf(made), tx.at]);
  if (changed.length > 0) await tx.query(UPDATE, [rowsOf(changed), tx.at]);
  if (touched.length > 0) {
    await tx.query(TOUCH, [
      touched.map((lead) => lead.id),
      touched.map((lead) => lead.lastActivityAt?.toISOString() ?? null),
    ]);
  }
}

function rowsOf(leads: readonly SavedLead[]): string {
  return JSON.stringify(leads.map(({ columns, ...lead }) => ({ ...lead, ...columns })));
}

const NAMES: readonly (readonly [column: string, type: string, field: string])[] = [
  ['id', 'text', 'id'],
  ['email', 'text', 'email'],
  ['name', 'text', 'name'],
  ['account_id', 'text', 'accountId'],
  ['owner_id', 'text', 'ownerId'],
  ['source', 'text', 'source'],
  ['channel', 'text', 'channel'],
  ['campaign', 'text', 'campaign'],
  ['latest_source', 'text', 'latestSource'],
  ['latest_channel', 'text', 'latestChannel'],
  ['segment', 'text', 'segment'],
  ['attributes', 'jsonb', 'attributes'],
  ['stage', 'text', 'stage'],
  ['stage_entered_at', 'timestamptz', 'stageEnteredAt'],
  ['pass', 'int', 'pass'],
  ['last_activity_at', 'timestamptz', 'lastActivityAt'],
];

const FIELDS = `jsonb_to_recordset($1::jsonb) as g (${NAMES.map(([, type, field]) => `"${field}" ${type}`).join(', ')}, "createdAt" timestamptz)`;

const INSERT = `
  insert into leads (${NAMES.map(([column]) => column).join(', ')}, created_at, updated_at, version)
  select ${NAMES.map(([, , field]) => `"${field}"`).join(', ')}, "createdAt", $2, 1 from ${FIELDS}`;

const UPDATE = `
  update leads l set ${NAMES.slice(1)
    .map(([column, , field]) => `${column} = g."${field}"`)
    .join(', ')}, updated_at = $2, version = l.version + 1
  from ${FIELDS} where l.id = g.id`;

const TOUCH = `
  update leads l set last_activity_at = greatest(l.last_activity_at, g.at), version = l.version + 1
  from unnest($1::text[], $2::timestamptz[]) as g (id, at) where l.id = g.id`;
