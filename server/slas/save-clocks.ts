import type { Tx } from '../db/database.js';
import type { SlaClock } from '../entities/sla-clock.entity.js';
import { CLOCK_COLUMNS } from './clock-columns.js';

/** The clocks of locked leads that have not ended, in order of their start. */
export async function listOpenClocks(tx: Tx, leadIds: readonly string[]): Promise<SlaClock[]> {
  if (leadIds.length === 0) return [];
  return tx.query<SlaClock>(
    `select ${CLOCK_COLUMNS} from sla_clocks c
     where c.lead_id = any($1) and c.state in ('RUNNING', 'PAUSED', 'BREACHED') order by c.started_at, c.id`,
    [leadIds],
  );
}

/** Writes clocks of locked leads as they are now: ended ones first, so that a policy never has two open ones. */
export async function saveClocks(tx: Tx, clocks: readonly SlaClock[]): Promise<void> {
  const isOpen = ({ state }: SlaClock) => state === 'RUNNING' || state === 'PAUSED' || state === 'BREACHED';
  const groups = [clocks.filter((clock) => !isOpen(clock)), clocks.filter(isOpen)];
  for (const rows of groups) if (rows.length > 0) await tx.query(UPSERT, [JSON.stringify(rows)]);
}

const NAMES: readonly (readonly [column: string, type: string, field: keyof SlaClock])[] = [
  ['id', 'text', 'id'],
  ['lead_id', 'text', 'leadId'],
  ['policy', 'text', 'policy'],
  ['release', 'int', 'release'],
  ['state', 'text', 'state'],
  ['owed_by', 'text', 'owedBy'],
  ['owner_id', 'text', 'ownerId'],
  ['triggered_at', 'timestamptz', 'triggeredAt'],
  ['started_at', 'timestamptz', 'startedAt'],
  ['due_at', 'timestamptz', 'dueAt'],
  ['total_ms', 'bigint', 'totalMs'],
  ['consumed_ms', 'bigint', 'consumedMs'],
  ['running_since', 'timestamptz', 'runningSince'],
  ['warned', 'int', 'warned'],
  ['escalated', 'int', 'escalated'],
  ['warned_at', 'timestamptz', 'warnedAt'],
  ['breached_at', 'timestamptz', 'breachedAt'],
  ['stopped_at', 'timestamptz', 'stoppedAt'],
  ['look_at', 'timestamptz', 'lookAt'],
  ['handoff_id', 'text', 'handoffId'],
];

const FIXED = ['id', 'lead_id', 'policy', 'release', 'owed_by', 'triggered_at', 'started_at', 'total_ms', 'handoff_id'];

const UPSERT = `
  insert into sla_clocks (${NAMES.map(([column]) => column).join(', ')})
  select ${NAMES.map(([, , field]) => `"${field}"`).join(', ')}
  from jsonb_to_recordset($1::jsonb) as g (${NAMES.map(([, type, field]) => `"${field}" ${type}`).join(', ')})
  on conflict (id) do update set ${NAMES.filter(([column]) => !FIXED.includes(column))
    .map(([column]) => `${column} = excluded.${column}`)
    .join(', ')}`;
