import type { Tx } from '../../db/database.js';

/** A lead whose shadow is not what the challenger would make of it; `error` where it failed, null where it fell behind. */
export interface Gap {
  challengerId: string;
  leadId: string;
  error: string | null;
}

/** Counts what went wrong and has these shadows made anew from the facts, later each time: 1 s, 2, 4 … an hour. */
export async function recordGaps(tx: Tx, gaps: readonly Gap[]): Promise<void> {
  if (gaps.length === 0) return;
  await tx.query(RECORD, [
    gaps.map((gap) => gap.challengerId),
    gaps.map((gap) => gap.leadId),
    gaps.map((gap) => gap.error),
    tx.at,
  ]);
}

/** What an error is called: its message may hold what was told about a person. */
export function errorName(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'Error';
}

const RECORD = `
  insert into challenger_gaps (challenger_id, lead_id, errors, last_error, tries, next_at)
  select challenger_id, lead_id, (error is not null)::int, error, 0, $4::timestamptz
  from (select distinct on (challenger_id, lead_id) * from unnest($1::text[], $2::text[], $3::text[])
    as u (challenger_id, lead_id, error)) as g
  on conflict (challenger_id, lead_id) do update set errors = challenger_gaps.errors + excluded.errors,
    last_error = coalesce(excluded.last_error, challenger_gaps.last_error), tries = challenger_gaps.tries + 1,
    next_at = $4::timestamptz + make_interval(secs => least(power(2, least(challenger_gaps.tries, 12)), 3600))`;
