import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { CompiledTree } from '../../../core/definitions/compile-tree.js';
import { type MadeLead, makeHistory, type Period } from './make-history.js';

/** How much is written. */
export interface Amount {
  leads: number;
  activities: number;
}

type Cell = string | number | boolean | null | Date;

const TABLES: { [table: string]: { columns: string; rows(made: MadeLead): Cell[][] } } = {
  leads: {
    columns: 'id, source, attributes, stage, stage_entered_at, pass, created_at, updated_at, version',
    rows: ({ rows: { lead }, stage, stageSince }) => {
      const createdAt = new Date(lead.createdAt);
      return [[lead.id, lead.source, '{}', stage, new Date(stageSince), 1, createdAt, createdAt, 1]];
    },
  },
  told: {
    columns:
      'lead_id, account_id, kind, type, occurred_at, received_at, ordinal, sequence, source, message_id, body, actor, historical',
    rows: ({ rows: { facts } }) =>
      facts.map((fact) => [
        ...[fact.leadId, fact.accountId, fact.kind, fact.type, new Date(fact.occurredAt), new Date(fact.receivedAt)],
        ...[fact.ordinal, fact.sequence, fact.source, fact.messageId, JSON.stringify(fact.body), 'token_bench', false],
      ]),
  },
  transitions: {
    columns:
      'id, lead_id, ordinal, from_stage, to_stage, pass, cause, actor, release, judged, outstanding, occurred_at, recorded_at, historical',
    rows: ({ rows: { lead, transitions } }) =>
      transitions.map((one, ordinal) => {
        const [occurredAt, recordedAt] = [new Date(one.occurredAt), new Date(one.recordedAt)];
        const id = `transition_${lead.id}${ordinal}`;
        const head = [id, lead.id, ordinal, one.from, one.to, 1, one.cause, 'bench'];
        return [...head, 1, one.judged, '{}', occurredAt, recordedAt, false];
      }),
  },
  crossings: {
    columns:
      'id, lead_id, threshold, direction, occurred_at, recorded_at, historical, actor, score_before, score_after, scores, contributions, trigger, model, model_version, commit, release, outcome',
    rows: ({ rows: { lead }, effects }) =>
      effects.flatMap((effect, index): Cell[][] => {
        if (effect.kind !== 'crossing') return [];
        const at = new Date(effect.at);
        const id = `crossing_${lead.id}${index}`;
        const head = [id, lead.id, effect.threshold, effect.direction, at, at, false, 'bench'];
        const points = [effect.before / 1e6, effect.after / 1e6];
        return [[...head, ...points, '[]', '[]', effect.cause, 'hundred-point', '1.0.0', 'bench', 1, effect.outcome]];
      }),
  },
};

/** Writes histories by COPY as the tables hold them, facts in the order in which they were accepted. */
export async function copyHistories(
  client: pg.Client,
  tree: CompiledTree,
  { leads, activities }: Amount,
  period: Period,
): Promise<void> {
  const { rows: indexes } = await client.query<{ indexname: string; indexdef: string }>(
    `select indexname, indexdef from pg_indexes where tablename = 'facts' and indexname <> 'facts_pk'`,
  );
  for (const { indexname } of indexes) await client.query(`drop index ${indexname}`);
  await client.query('create temporary table told (like facts including defaults)');
  await client.query('alter table told alter column id drop not null');
  const STEP = 5_000;
  for (let from = 0; from < leads; from += STEP) {
    const length = Math.min(STEP, leads - from);
    const made = Array.from({ length }, (_, n) => makeHistory(tree, from + n, activities, period));
    for (const [table, { columns, rows }] of Object.entries(TABLES)) {
      const lines = made.flatMap((one) => rows(one).map((cells) => `${cells.map(cell).join('\t')}\n`));
      await pipeline(Readable.from([lines.join('')]), client.query(copyFrom(`copy ${table} (${columns}) from stdin`)));
    }
  }
  const columns = TABLES['told']?.columns as string;
  await client.query(`insert into facts (${columns}) select ${columns} from told order by received_at`);
  await client.query('drop table told');
  for (const { indexdef } of indexes) await client.query(indexdef);
  await client.query('vacuum analyze');
}

function cell(value: Cell): string {
  if (value === null) return '\\N';
  if (value instanceof Date) return value.toISOString();
  return String(value).replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n');
}
