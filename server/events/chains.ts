import type { Json, JsonObject } from '../../core/scoring/facts.js';

/** The two logs: what happened, and who did what. */
export type ChainName = 'event' | 'audit';

/** A value of a staged row as the database gives it. */
type Value = string | number | boolean | null | Date | JsonObject;

/** A row of a log or of its staging table, by column. */
export type ChainRow = Record<string, Value>;

/** How a log is stored. `columns` are all but `seq` and `hash`, in the order they are hashed, with their SQL types. */
export interface Chain {
  name: ChainName;
  staging: string;
  log: string;
  columns: readonly (readonly [name: string, type: 'text' | 'timestamptz' | 'boolean' | 'jsonb'])[];
  /** The column that says when a row was recorded. */
  recorded: string;
}

/** The two logs: what `events` shows, and who did what. */
export const chains: Record<ChainName, Chain> = {
  event: {
    name: 'event',
    staging: 'event_staging',
    log: 'event_log',
    columns: [
      ['event_id', 'text'],
      ['kind', 'text'],
      ['lead_id', 'text'],
      ['actor', 'text'],
      ['occurred_at', 'timestamptz'],
      ['recorded_at', 'timestamptz'],
      ['historical', 'boolean'],
      ['data', 'jsonb'],
    ],
    recorded: 'recorded_at',
  },
  audit: {
    name: 'audit',
    staging: 'audit_staging',
    log: 'audit_log',
    columns: [
      ['entry_id', 'text'],
      ['at', 'timestamptz'],
      ['actor', 'text'],
      ['action', 'text'],
      ['subject', 'text'],
      ['detail', 'jsonb'],
    ],
    recorded: 'at',
  },
};

/** The `seq` up to which a log is kept no longer, in SQL; 0 while all of it is. Partitions may still hold such rows. */
export const FLOOR_SQL: Record<ChainName, string> = { event: floorSql('event'), audit: floorSql('audit') };

function floorSql(chain: ChainName): string {
  return `coalesce((select max(seq) from log_checkpoints where chain = '${chain}'), 0)::bigint`;
}

/** What is hashed of a row, `seq` first. */
export function hashedFields(chain: Chain, seq: number, row: ChainRow): Json[] {
  return [seq, ...chain.columns.map(([name]) => plain(row[name] as Value))];
}

function plain(value: Value): Json {
  return value instanceof Date ? value.getTime() : value;
}
