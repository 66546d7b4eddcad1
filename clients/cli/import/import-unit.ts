import { createHash } from 'node:crypto';
import type { MappedRow, Mapping } from '../../../core/definitions/mapping.js';
import type { CsvRecord } from './split-records.js';

/** A row on its way: where it stands, and the records of `ImportInput` it became. */
export interface ImportUnit {
  file: string;
  row: CsvRecord;
  leadKey: string;
  leads: object[];
  activities: object[];
  moves: object[];
  /** Size of the records as JSON. */
  bytes: number;
}

/**
 * Makes the records of a row ready to send. Keys are digests of what a record says, so that the same row sent again is
 * known, and a corrected one is not taken for it.
 */
export function importUnit(mapping: Mapping, file: string, row: CsvRecord, mapped: MappedRow): ImportUnit {
  let bytes = 0;
  const digest = (kind: string, record: object): string => {
    const text = JSON.stringify(record);
    bytes += Buffer.byteLength(text) + 100;
    return `${mapping.key}:${createHash('sha256')
      .update(`${kind}:${mapping.historical ?? true}:`)
      .update(text)
      .digest('base64url')
      .slice(0, 27)}`;
  };
  const { owner, ...lead } = mapped.lead ?? {};
  const upsert = { ...lead, ...(owner === undefined ? {} : { ownerId: owner }) };
  return {
    file,
    row,
    leadKey: mapped.leadKey,
    leads: mapped.lead ? [{ ...upsert, idempotencyKey: digest('lead', upsert) }] : [],
    activities: mapped.activities.map((activity) => {
      const messageId = digest('activity', activity);
      return { ...activity, messageId: activity.messageId ?? messageId };
    }),
    moves: mapped.moves.map((move) => ({ ...move, idempotencyKey: digest('move', move) })),
    bytes,
  };
}

/** How many records a row became. */
export function recordsOf(unit: ImportUnit): number {
  return unit.leads.length + unit.activities.length + unit.moves.length;
}
