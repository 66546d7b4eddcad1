import type { Tx } from '../db/database.js';
import type { Handoff } from '../entities/handoff.entity.js';
import { HANDOFF_COLUMNS } from './handoff-columns.js';

/** Handoffs of locked leads that wait for an answer, by lead. */
export async function listPendingHandoffs(tx: Tx, leadIds: readonly string[]): Promise<Map<string, Handoff>> {
  if (leadIds.length === 0) return new Map();
  const rows = await tx.query<Handoff>(
    `select ${HANDOFF_COLUMNS} from handoffs h where h.lead_id = any($1) and h.state = 'PENDING'`,
    [leadIds],
  );
  return new Map(rows.map((row) => [row.leadId, row]));
}

/** Writes handoffs of locked leads as they are now: ended ones first, so that a lead never has two that wait. */
export async function saveHandoffs(tx: Tx, handoffs: readonly Handoff[]): Promise<void> {
  const ended = handoffs.filter((handoff) => handoff.state !== 'PENDING');
  const waiting = handoffs.filter((handoff) => handoff.state === 'PENDING');
  for (const rows of [ended, waiting]) if (rows.length > 0) await tx.query(UPSERT, [JSON.stringify(rows)]);
}

const NAMES: readonly (readonly [column: string, type: string, field: keyof Handoff])[] = [
  ['id', 'text', 'id'],
  ['lead_id', 'text', 'leadId'],
  ['stage', 'text', 'stage'],
  ['pass', 'int', 'pass'],
  ['state', 'text', 'state'],
  ['opened_at', 'timestamptz', 'openedAt'],
  ['expires_at', 'timestamptz', 'expiresAt'],
  ['decided_at', 'timestamptz', 'decidedAt'],
  ['assignee_id', 'text', 'assigneeId'],
  ['decided_by', 'text', 'decidedBy'],
  ['reason', 'text', 'reason'],
  ['note', 'text', 'note'],
  ['next_step', 'text', 'nextStep'],
  ['routed_by', 'text', 'routedBy'],
  ['pool', 'text', 'pool'],
  ['transition_id', 'text', 'transitionId'],
  ['release', 'int', 'release'],
  ['score', 'jsonb', 'score'],
];

const CHANGING = [
  'state',
  'decided_at',
  'assignee_id',
  'decided_by',
  'reason',
  'note',
  'next_step',
  'routed_by',
  'pool',
];

const UPSERT = `
  insert into handoffs (${NAMES.map(([column]) => column).join(', ')})
  select ${NAMES.map(([, , field]) => `"${field}"`).join(', ')}
  from jsonb_to_recordset($1::jsonb) as g (${NAMES.map(([, type, field]) => `"${field}" ${type}`).join(', ')})
  on conflict (id) do update set ${CHANGING.map((name) => `${name} = excluded.${name}`).join(', ')}`;
